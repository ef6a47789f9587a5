using System.Globalization;
using System.Text;

namespace BayesMeasure.Problems.Files;

/// <summary>A file made by formula, and the points that must be read from it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="X">Where was measured.</param>
/// <param name="Y">What was measured.</param>
/// <param name="Sigma">The standard deviations; null where the file has none.</param>
/// <param name="Curve">The curve to read; null for the first.</param>
public sealed record WrittenFile(string Name, byte[] Bytes, double[] X, double[] Y, double[]? Sigma = null, string? Curve = null)
{
    /// <summary>How many files of each format there are.</summary>
    public const int FilesEach = 10;

    /// <summary>A text in UTF-8.</summary>
    public static WrittenFile OfText(string name, IEnumerable<string> lines, double[] x, double[] y, double[]? sigma = null) =>
        new(name, Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'), x, y, sigma);

    /// <summary>Even steps whose numbers are short in decimals.</summary>
    public static double[] Steps(int count, double start, double step) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Round(start + i * step, 6))];

    /// <summary>Counts of a peak on a background: whole numbers.</summary>
    public static double[] Counts(int count, int variant) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            Math.Round(40 + variant + 900 * Math.Exp(-Math.Pow((i - count / 3.0) / (count / 9.0), 2)) + 7 * (i % 5))),
    ];

    /// <summary>A number as it is written everywhere but in a few countries.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
