using BayesMeasure.Comparison;
using BayesMeasure.Persistence;
using BayesMeasure.Plotting;

namespace BayesMeasure.Samples;

/// <summary>The files that a comparison of models leaves: numbers, what backs them, and the figure.</summary>
public static class ComparisonFiles
{
    private const string Numbers = "result.json";
    private const string Certificate = "certificate.txt";
    private const string Drawing = "figure";

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Names { get; } = [Numbers, Certificate, .. OutputFolder.FilesOf(Drawing)];

    /// <summary>Writes all files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="figure">Draws its figure.</param>
    /// <param name="processorTime">The processor time that it took.</param>
    /// <param name="wallTime">The time that it took.</param>
    public static void Write(
        OutputFolder folder,
        ModelComparison comparison,
        Func<Figure> figure,
        TimeSpan processorTime,
        TimeSpan wallTime)
    {
        folder.Write(Numbers, path => comparison.Save(path, withDraws: false, processorTime, wallTime));
        folder.WriteText(Certificate, () => CertificateText.Of(comparison));
        folder.WriteFigure(Drawing, figure);
    }
}
