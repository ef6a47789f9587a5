using BayesMeasure.Priors;

namespace BayesMeasure.Linear;

/// <summary>The box in which a flat prior is at home.</summary>
internal sealed class CoefficientBox
{
    /// <summary>The box from -xi_j to xi_j.</summary>
    public CoefficientBox(IReadOnlyList<double> halfWidths)
        : this([.. halfWidths.Select(Negated)], [.. halfWidths])
    {
    }

    /// <summary>The box between two corners.</summary>
    public CoefficientBox(double[] lower, double[] upper)
    {
        Lower = lower;
        Upper = upper;
        LogWidths = [.. lower.Zip(upper, (from, to) => Math.Log(to - from))];
        LogVolume = LogWidths.Sum();
    }

    public double[] Lower { get; }

    public double[] Upper { get; }

    /// <summary>The number of coefficients.</summary>
    public int Dimension => Lower.Length;

    /// <summary>ln 2 xi_j, one a coefficient: the logarithms of the lengths of its sides.</summary>
    public double[] LogWidths { get; }

    /// <summary>ln V = sum ln 2 xi_j.</summary>
    public double LogVolume { get; }

    private static double Negated(double halfWidth)
    {
        Require.Positive(halfWidth, "halfWidths");
        return -halfWidth;
    }
}
