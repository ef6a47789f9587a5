using System.Globalization;

namespace BayesMeasure.Tool.Tests;

/// <summary>A folder with small curves whose truth is known, without chance.</summary>
internal sealed class SmallData : IDisposable
{
    private const int Points = 40;

    private readonly TemporaryFolder folder = new();

    /// <summary>One Gaussian of height 2 at 1.8 of width sqrt(20)/10 on a level of 0.3.</summary>
    public string Peak => Write("peak.csv", "energy (eV),counts", i => (i / 10.0, 2 * Bell(i) + 0.3, 0.02));

    /// <summary>The same peak, smaller, on another level.</summary>
    public string SecondPeak => Write("second.csv", "energy (eV),counts", i => (i / 10.0, 1.5 * Bell(i) + 0.5, 0.03));

    /// <summary>A decay of height 1 and rate 1.25.</summary>
    public string Decay => Write("decay.csv", "time (s),y,sigma", i => (0.1 * (i + 1), Math.Exp(-(i + 1) / 8.0), 0.01), 0.02);

    /// <summary>1 + 3 x, with a sigma of 0.02.</summary>
    public string Line => Write("line.csv", "x,y,sigma", i => (i / 10.0, 1 + 0.3 * i, 0.01), 0.02);

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string file) => folder.PathOf(file);

    /// <summary>Writes any text.</summary>
    /// <returns>Its path.</returns>
    public string WriteText(string file, string text) => folder.Write(file, text);

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static double Bell(int i) => Math.Exp(-(i - 18) * (i - 18) / 40.0);

    /// <summary>A scatter that has a mean of 0 over each five points.</summary>
    private string Write(
        string file, string header, Func<int, (double X, double Y, double Scatter)> point, double? sigma = null)
    {
        IEnumerable<string> rows = Enumerable.Range(0, Points).Select(i =>
        {
            (double x, double y, double scatter) = point(i);
            double measured = y + scatter * ((i + 1) * 7 % 5 - 2);
            string end = sigma is { } level ? string.Create(CultureInfo.InvariantCulture, $",{level}") : "";
            return string.Create(CultureInfo.InvariantCulture, $"{x:R},{measured:R}{end}");
        });
        return folder.Write(file, string.Join('\n', [header, .. rows, ""]));
    }
}
