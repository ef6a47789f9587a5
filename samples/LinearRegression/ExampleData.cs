using System.Globalization;

namespace LineThroughOrigin;

/// <summary>Five points, and which line they choose under every treatment of prior and noise.</summary>
internal static class ExampleData
{
    private const double Sigma = 0.5;
    private static readonly double[] X = [-2, -1, 0, 1, 2];
    private static readonly double[] Y = [-1.7, -0.4, 0.9, 1.6, 3.1];

    /// <summary>One comparison a treatment.</summary>
    public static IReadOnlyList<(string Treatment, DesignComparison Comparison)> Compare(double halfWidth) =>
    [
        .. LineDesigns.Treatments.Select(treatment => (
            treatment, new DesignComparison(new LineDesigns(X, halfWidth).Candidates(treatment, Sigma), Y))),
    ];

    /// <summary>The comparison as a line of text.</summary>
    public static string Describe(string treatment, DesignComparison comparison) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {treatment,-16} F = {comparison.FreeEnergies[0]:F4} and {comparison.FreeEnergies[1]:F4}, ")
        + string.Create(CultureInfo.InvariantCulture, $"p({comparison.Candidates[1].Name}) = {comparison.Probabilities()[1]:F4}");
}
