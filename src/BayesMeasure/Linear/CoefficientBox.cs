using BayesMeasure.Priors;

namespace BayesMeasure.Linear;

/// <summary>The box in which a flat prior is at home.</summary>
internal sealed class CoefficientBox
{
    public CoefficientBox(IReadOnlyList<double> halfWidths)
    {
        foreach (double width in halfWidths)
            ArgumentOutOfRangeException.ThrowIfNotPositive(width, nameof(halfWidths));
        Dimension = halfWidths.Count;
        LogWidths = [.. halfWidths.Select(width => Math.Log(2 * width))];
        LogVolume = LogWidths.Sum();
    }

    /// <summary>The number of coefficients.</summary>
    public int Dimension { get; }

    /// <summary>ln 2 xi_j, one a coefficient.</summary>
    public double[] LogWidths { get; }

    /// <summary>ln V = sum ln 2 xi_j.</summary>
    public double LogVolume { get; }
}
