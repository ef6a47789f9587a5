using System.Globalization;

namespace BayesMeasure.Sampling;

/// <summary>A number that came out otherwise when a run was repeated.</summary>
/// <param name="Chain">The chain, from 0.</param>
/// <param name="Rung">The rung, from 0 at beta = 0.</param>
/// <param name="Sweep">The recorded sweep, from 0.</param>
/// <param name="Quantity">"log likelihood", "log prior", or the name of a parameter.</param>
/// <param name="Recorded">The number in the result.</param>
/// <param name="Repeated">The number that came out when it was computed once more.</param>
public sealed record ReproducibilityDifference(int Chain, int Rung, int Sweep, string Quantity, double Recorded, double Repeated)
{
    /// <summary>The difference in words, counted from 1.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Quantity} was {Recorded:R} and came out as {Repeated:R} "
        + $"(chain {Chain + 1}, rung {Rung + 1}, recorded sweep {Sweep + 1})");
}
