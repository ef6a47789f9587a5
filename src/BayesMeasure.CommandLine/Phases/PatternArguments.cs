using System.CommandLine;
using System.Text.RegularExpressions;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>Which noise the intensities have.</summary>
internal enum PatternNoise
{
    /// <summary>That of a column of standard deviations, where there is one, and else that of counts.</summary>
    Column,

    /// <summary>That of counts.</summary>
    Counts,

    /// <summary>As counts: the data tell their scale.</summary>
    Auto,
}

/// <summary>One pattern, or several of one sample.</summary>
/// <param name="Patterns">The patterns in their order: one at least.</param>
/// <param name="At">Where each of a series was measured, such as its temperature.</param>
/// <param name="Axis">What that is.</param>
/// <param name="Remarks">What was decided without being asked.</param>
internal sealed record PatternSeries(
    IReadOnlyList<MeasuredPattern> Patterns, IReadOnlyList<double> At, string Axis, IReadOnlyList<string> Remarks);

/// <summary>The options that name the patterns and their radiation.</summary>
internal sealed partial class PatternArguments
{
    private const string FilePatterns = ".xrdml .xy .xye .csv .dat .txt";

    private readonly Option<string[]> pattern = new("--pattern")
    {
        HelpName = "FILE...",
        Description = "The pattern: .xrdml, .xy, .xye, .csv or another file with 2 theta in degrees and counts. Of a series all "
            + "files in their order, a folder, or a name with * for numbers that count up.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> wavelength = new("--wavelength")
    {
        HelpName = "Cu|Co|Mo|Cr|Fe|Ag|ANGSTROM",
        Description = "K alpha of an anode, or one wavelength in angstrom. Default: what the file states; there is no other.",
    };

    private readonly Option<double?> monochromator = new("--monochromator")
    {
        HelpName = "DEGREES",
        Description = "2 theta of the monochromator's crystal, such as 26.6 of graphite for Cu. Default: none.",
        CustomParser = CommandValues.Number("--monochromator"),
    };

    private readonly Option<PatternNoise?> noise = new("--noise")
    {
        HelpName = "column|counts",
        Description = "counts: leave standard deviations of the file out. [default: column, where the file has one]",
        CustomParser = result => CommandValues.Choice<PatternNoise>("--noise")(result),
    };

    private readonly Option<double[]> at = new("--at")
    {
        HelpName = "NUMBER...",
        Description = "Where each pattern of a series was measured, such as its temperature. Default: 1, 2, ...",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> axis = new("--at-name")
    {
        HelpName = "NAME",
        Description = "What the numbers of --at are, such as \"temperature (°C)\".",
        DefaultValueFactory = _ => "pattern",
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options => [pattern, wavelength, monochromator, noise, at, axis];

    /// <summary>Reads the patterns.</summary>
    public PatternSeries Read(ParseResult arguments)
    {
        string[] given = arguments.GetValue(pattern)!;
        string[] paths = [.. given.SelectMany(Expanded)];
        double[] places = arguments.GetValue(at) is { Length: > 0 } told
            ? told
            : [.. paths.Select((_, i) => i + 1.0)];
        if (places.Length != paths.Length)
        {
            throw new UserErrorException(
                "--at: give one number for each pattern. "
                + $"There are {places.Length} numbers, and the number of patterns is {paths.Length}.");
        }

        string? source = arguments.GetValue(wavelength);
        bool withoutSigma = arguments.GetValue(noise) is PatternNoise.Counts or PatternNoise.Auto;
        List<string> remarks = PatternFile.RemarkOn(source) is { } remark ? [remark] : [];
        (MeasuredPattern Pattern, double Place)[] read = [.. paths.Zip(places).SelectMany(file => Read(
            file.First,
            path => PatternFile.Read(path, source, arguments.GetValue(monochromator), withoutSigma),
            given.Contains(file.First) ? null : remarks).Select(one => (one, file.Second)))];
        return read.Length > 0
            ? new([.. read.Select(one => one.Pattern)], [.. read.Select(one => one.Place)], arguments.GetValue(axis)!, remarks)
            : throw new UserErrorException($"--pattern {given[0]}: no file of {paths.Length} is a pattern. {remarks[^1]}");
    }

    /// <summary>A pattern, or none where a file of a folder is none: it is left out by name.</summary>
    private static IEnumerable<MeasuredPattern> Read(string path, Func<string, MeasuredPattern> read, List<string>? remarks)
    {
        try
        {
            return [read(path)];
        }
        catch (Exception problem) when (remarks != null && problem is MeasurementFormatException or ArgumentException)
        {
            remarks.Add($"{Path.GetFileName(path)} is no pattern, and was left out: {UserErrorException.Sentence(problem)}");
            return [];
        }
    }

    /// <summary>The files of a folder or a name with *, in the order of the numbers in their names.</summary>
    private static IEnumerable<string> Expanded(string path)
    {
        bool isFolder = Directory.Exists(path);
        string name = Path.GetFileName(path);
        if (!isFolder && !name.Contains('*', StringComparison.Ordinal))
        {
            return [path];
        }

        string folder = isFolder ? path : Path.GetDirectoryName(path) is { Length: > 0 } above ? above : ".";
        string[] files = !Directory.Exists(folder) ? [] : [.. Directory.GetFiles(folder, isFolder ? "*" : name)
            .Where(file => !isFolder || FilePatterns.Split(' ').Contains(Path.GetExtension(file).ToLowerInvariant()))
            .OrderBy(file => Number().Replace(file, number => number.Value.PadLeft(20, '0')), StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new UserErrorException(
                $"--pattern {path}: there is no such file. Patterns of a folder end with {FilePatterns}.");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
