using System.Collections.Immutable;

namespace BayesMeasure.Measurements;

/// <summary>
/// A measured curve: points (x, y), with a standard deviation for each where one is known. The points may come in any
/// order, and an x may come several times. Immutable.
/// </summary>
/// <example>
/// <code>
/// Measurement data = Measurement.ReadCsv("spectrum.csv") with { Name = "sample A", XUnit = "eV" };
/// </code>
/// </example>
public sealed record Measurement
{
    /// <summary>Creates a measurement from copies of the values.</summary>
    /// <param name="x">Where was measured: at least one value, all finite.</param>
    /// <param name="y">What was measured: as many values, all finite.</param>
    /// <param name="sigma">The standard deviation of each y, in the unit of y: above 0, finite. Default: not known.</param>
    /// <exception cref="ArgumentException">
    /// There are no values, their numbers differ, or one of them is out of range; the message names the first such value.
    /// </exception>
    public Measurement(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double>? sigma = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        X = [.. x];
        Y = [.. y];
        Sigma = sigma?.ToImmutableArray();
        if (X.IsEmpty)
        {
            throw new ArgumentException("A measurement needs at least one point, but x is empty.", nameof(x));
        }

        RequireLength(Y, nameof(y));
        RequireFinite(X, nameof(x));
        RequireFinite(Y, nameof(y));
        if (Sigma is { } deviations)
        {
            RequireLength(deviations, nameof(sigma));
            RequirePositive(deviations, nameof(sigma));
        }

        XRange = new Interval(X.Min(), X.Max());
        YRange = new Interval(Y.Min(), Y.Max());
        (SmallestSpacing, MedianSpacing) = Spacing(X);
    }

    /// <summary>What the measurement is called in tables and messages. Default: "measurement"; from a file, its name.</summary>
    public string Name { get; init; } = "measurement";

    /// <summary>What x is. Default: "x"; from a file, the name of its column.</summary>
    public string XName { get; init; } = "x";

    /// <summary>What y is. Default: "y"; from a file, the name of its column.</summary>
    public string YName { get; init; } = "y";

    /// <summary>The unit of x; null when not known.</summary>
    public string? XUnit { get; init; }

    /// <summary>The unit of y; null when not known.</summary>
    public string? YUnit { get; init; }

    /// <summary>
    /// What was decided about the data without being asked, a sentence each, such as which column was taken for sigma. Default:
    /// none; from a file, the remarks of its reader. They go with a comparison into its file.
    /// </summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Where was measured, in the order given. For a span: <c>X.AsSpan()</c>.</summary>
    public ImmutableArray<double> X { get; }

    /// <summary>What was measured, in the same order.</summary>
    public ImmutableArray<double> Y { get; }

    /// <summary>The standard deviation of each y, in the same order; null when not known.</summary>
    public ImmutableArray<double>? Sigma { get; }

    /// <summary>The number of points: at least 1.</summary>
    public int Count => X.Length;

    /// <summary>The smallest and the largest x.</summary>
    public Interval XRange { get; }

    /// <summary>The smallest and the largest y.</summary>
    public Interval YRange { get; }

    /// <summary>The smallest distance between neighbours among the distinct values of x; NaN when all x are equal.</summary>
    public double SmallestSpacing { get; }

    /// <summary>The median distance between neighbours among the distinct values of x; NaN when all x are equal.</summary>
    public double MedianSpacing { get; }

    /// <summary>Reads a measurement from a text file with columns, such as CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which columns to read. Default: x from the first, y from the second, no sigma.</param>
    /// <exception cref="FileNotFoundException">There is no such file; the message says where it was looked for.</exception>
    /// <exception cref="MeasurementFormatException">The file cannot be read, or holds something else.</exception>
    /// <remarks>
    /// <para>
    /// This is the reader of tidy files, such as one writes oneself: what it does not know it refuses. What instruments write,
    /// with lines before and after the numbers, in other encodings and in other formats, is read by the package
    /// BayesMeasure.Formats:
    /// <c>Measurement.Read(path)</c>.
    /// </para>
    /// <para>
    /// The separator is the one of tab, semicolon, comma and spaces that most lines have; at a tie, the first of these. Runs
    /// of spaces are one separator. Where it is a tab or a semicolon, a comma in the numbers is a decimal comma; else
    /// numbers have a decimal point. There are no thousands separators.
    /// </para>
    /// <para>
    /// The first line is a header when none of its fields that are to be read is a number, or when a column is chosen by
    /// name. A unit in brackets or parentheses is taken from the end of a name: "energy (eV)", "energy [eV]". Blank lines
    /// are skipped, and so are comments: lines that start with #, %, !, ; or //. Fields may be in quotation marks.
    /// </para>
    /// </remarks>
    public static Measurement ReadCsv(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string name = Path.GetFileNameWithoutExtension(path);
        return Open(path, (reader, file) => ReadCsv(reader, options, file) with { Name = name });
    }

    /// <summary>
    /// Reads what columns a text file has: the fields of its first line that is neither blank nor a comment. They are names
    /// where that line is a header, with their units, else numbers.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="MeasurementFormatException">
    /// The file cannot be read, or has fewer than two columns.
    /// </exception>
    public static IReadOnlyList<string> ReadCsvColumns(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Open(path, (reader, file) => new CsvReader(file, new CsvOptions()).ReadFirstRow(reader));
    }

    /// <summary>Reads a measurement from text with columns, such as CSV.</summary>
    /// <param name="reader">The text; it is read to its end and not closed.</param>
    /// <param name="options">Which columns to read. Default: x from the first, y from the second, no sigma.</param>
    /// <param name="name">What the measurement is called, in messages too. Default: "measurement".</param>
    /// <exception cref="MeasurementFormatException">The text holds something else.</exception>
    /// <remarks>The format is that of <see cref="ReadCsv(string, CsvOptions)"/>.</remarks>
    public static Measurement ReadCsv(TextReader reader, CsvOptions? options = null, string name = "measurement")
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new CsvReader(name, options ?? new CsvOptions()).Read(reader);
    }

    /// <summary>The same points with other measured values; names, units and sigma stay.</summary>
    /// <param name="y">As many values as there are points, all finite.</param>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    public Measurement WithValues(IEnumerable<double> y) =>
        new(X, y, Sigma)
        {
            Name = Name,
            XName = XName,
            YName = YName,
            XUnit = XUnit,
            YUnit = YUnit,
            Remarks = Remarks,
        };

    /// <summary>The name, the number of points, and the ranges of x and y.</summary>
    public override string ToString() =>
        $"{Name}: {Count} points, {XName} {XRange}{InUnit(XUnit)}, {YName} {YRange}{InUnit(YUnit)}";

    private static T Open<T>(string path, Func<TextReader, string, T> read)
    {
        string file = Path.GetFileName(path);
        try
        {
            using var reader = new StreamReader(path);
            return read(reader, file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            string advice = $"It was looked for as {Path.GetFullPath(path)}: check the name and the folder.";
            throw new FileNotFoundException($"{file}: There is no such file.\n{advice}", path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementFormatException("The file cannot be read.", error.Message, file, error);
        }
    }

    private static string InUnit(string? unit) => unit == null ? "" : $" {unit}";

    private static (double Smallest, double Median) Spacing(ImmutableArray<double> x)
    {
        double[] sorted = [.. x];
        Array.Sort(sorted);
        double[] spacings = [.. sorted.Skip(1).Zip(sorted, (next, previous) => next - previous).Where(spacing => spacing > 0)];
        if (spacings.Length == 0)
        {
            return (double.NaN, double.NaN);
        }

        Array.Sort(spacings);
        int middle = spacings.Length / 2;
        double median = spacings.Length % 2 == 1 ? spacings[middle] : 0.5 * (spacings[middle - 1] + spacings[middle]);
        return (spacings[0], median);
    }

    private static void RequireFinite(ImmutableArray<double> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw OutOfRange(values, name, i, "every value must be finite. Remove the point.");
            }
        }
    }

    private static void RequirePositive(ImmutableArray<double> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] > 0 && double.IsFinite(values[i])))
            {
                throw OutOfRange(values, name, i, "a standard deviation must be above 0 and finite. "
                    + "Counts need none: use PoissonNoise.Counts, which knows what 0 counts say.");
            }
        }
    }

    private static ArgumentException OutOfRange(ImmutableArray<double> values, string name, int index, string rule) =>
        new(FormattableString.Invariant($"{name}[{index}] is {values[index]}, but {rule}"), name);

    private void RequireLength(ImmutableArray<double> values, string name)
    {
        if (values.Length != Count)
        {
            throw new ArgumentException($"x has {Count} values, but {name} has {values.Length}: each point needs one.", name);
        }
    }
}
