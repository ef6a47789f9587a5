using System.Globalization;

namespace BayesMeasure.Proofs.PosteriorDatabase;

/// <summary>One parameter of a reference posterior: mean and standard deviation of 10,000 draws.</summary>
/// <param name="Name">The name.</param>
/// <param name="Mean">The posterior mean.</param>
/// <param name="StandardDeviation">The posterior standard deviation.</param>
/// <param name="ErrorOfMean">The Monte Carlo standard error of the mean.</param>
internal sealed record ReferenceParameter(string Name, double Mean, double StandardDeviation, double ErrorOfMean)
{
    /// <summary>The Monte Carlo standard error of the standard deviation, as that of the mean for normal draws.</summary>
    public double ErrorOfStandardDeviation => ErrorOfMean / Math.Sqrt(2);

    public static IReadOnlyList<ReferenceParameter> Of(string posterior)
    {
        SharedTable table = SharedTable.Read("posteriordb", "reference_summary.csv");
        string[] posteriors = table.Texts("posterior");
        string[][] cells = [.. new[] { "parameter", "mean", "sd", "official_mcse_mean" }.Select(table.Texts)];
        return [.. Enumerable.Range(0, posteriors.Length)
            .Where(line => posteriors[line] == posterior)
            .Select(line => new ReferenceParameter(
                cells[0][line], Number(cells[1][line]), Number(cells[2][line]), Number(cells[3][line])))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
