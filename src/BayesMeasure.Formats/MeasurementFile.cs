using BayesMeasure.Formats.Columns;
using BayesMeasure.Formats.Instruments;
using BayesMeasure.Formats.Nexus;
using BayesMeasure.Measurements;
using BayesMeasure.Reports;

namespace BayesMeasure.Formats;

/// <summary>
/// Reads a measurement from a file: finds out of which format it is by its content, reads the curve that is asked for, and says
/// what it decided on the way. What it cannot be sure of it refuses, and says what to do.
/// </summary>
public static class MeasurementFile
{
    private const string Within = "::";

    /// <summary>
    /// The formats, in the order in which they look at a file; columns of text come last, since most text could be taken for
    /// them.
    /// </summary>
    public static IReadOnlyList<IMeasurementFormat> Formats { get; } =
    [
        new NexusFormat(),
        new BrukerRawFormat(),
        new XrdmlFormat(),
        new JcampFormat(),
        new VamasFormat(),
        new OrsoFormat(),
        new GammaSpectrumFormat(),
        new AmptekFormat(),
        new SpecsFormat(),
        new SpecFormat(),
        new ColumnFormat(),
    ];

    /// <summary>Reads a measurement.</summary>
    /// <param name="path">The file; for a curve inside of an HDF5 file, <c>"file.nxs::/entry/data"</c>.</param>
    /// <param name="options">What to read. Default: everything is found out.</param>
    /// <returns>The measurement, with the format that was found and all that was decided.</returns>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where it was looked for.</exception>
    /// <exception cref="MeasurementFormatException">The file cannot be read, or holds something else.</exception>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static ReadMeasurement Read(string path, ReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Open(path, content => Read(content, options));
    }

    /// <summary>Reads a measurement from a file that is in memory.</summary>
    /// <param name="content">The file: <see cref="FileContent.OfBytes"/>.</param>
    /// <param name="options">What to read. Default: everything is found out.</param>
    /// <inheritdoc cref="Read(string, ReadOptions)"/>
    public static ReadMeasurement Read(FileContent content, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        options = (options ?? new ReadOptions()).RequireValid();
        IMeasurementFormat format = FormatOf(content, options.Formats);
        RequireColumns(content, format, options);
        IReadOnlyList<FoundCurve> curves = format.Find(content, options);
        return new CurveSelection(content, format, options).Read(curves);
    }

    /// <summary>The names of the curves of a file, the one that is read where none is named first.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">The file cannot be read, or holds something else.</exception>
    public static IReadOnlyList<string> CurvesOf(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Open(path, content => (string[])
            [.. FormatOf(content, []).Find(content, new ReadOptions()).Select(curve => PrintableText.Of(curve.Name))]);
    }

    private static IMeasurementFormat FormatOf(FileContent content, IReadOnlyList<IMeasurementFormat> own)
    {
        if (content.Head.IsEmpty)
        {
            throw content.Error("The file is empty.", "Export the curve again.");
        }

        return own.Concat(Formats).FirstOrDefault(format => format.Recognizes(content)) ?? throw Unknown(content);
    }

    private static MeasurementFormatException Unknown(FileContent content)
    {
        (string kind, string advice) = ForeignFiles.Of(content);
        return content.Error($"The file is {kind}, which is not read.", advice);
    }

    /// <summary>Requires that only what the format has is asked for.</summary>
    /// <exception cref="MeasurementFormatException">Columns are asked for, or a path within, where there are none.</exception>
    internal static void RequireColumns(FileContent content, IMeasurementFormat format, ReadOptions options)
    {
        if (options.AsksForColumns && !format.HasColumns)
        {
            throw content.Error(
                $"The file is {format.Name}, which has no lines to skip and no columns to choose.",
                "Leave these options out; a curve is chosen by its name.");
        }

        if (content.Inside != null && format is not NexusFormat)
        {
            throw content.Error(
                $"The file is {format.Name}, but \"{Within}{content.Inside}\" asks for a path inside of an HDF5 file.",
                $"Leave out what stands behind \"{Within}\".");
        }
    }

    /// <summary>Opens a file, or a path within one, and does something with it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where it was looked for.</exception>
    /// <exception cref="MeasurementFormatException">The file cannot be read.</exception>
    internal static T Open<T>(string asked, Func<FileContent, T> read)
    {
        (string path, string? inside) = Split(asked);
        string file = PrintableText.Of(Path.GetFileName(path));
        try
        {
            return read(FileContent.OfFile(path, inside));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            string advice = $"It was looked for as {PrintableText.Of(Path.GetFullPath(path))}: check the name and the folder.";
            throw new FileNotFoundException($"{file}: There is no such file.\n{advice}", path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementFormatException("The file cannot be read.", error.Message, file, error);
        }
    }

    /// <summary>What is asked for may be a path within a file, unless there is a file of just that name.</summary>
    private static (string File, string? Inside) Split(string path)
    {
        int at = path.LastIndexOf(Within, StringComparison.Ordinal);
        return at > 0 && !File.Exists(path) ? (path[..at], path[(at + Within.Length)..]) : (path, null);
    }
}
