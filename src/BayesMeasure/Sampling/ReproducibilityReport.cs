namespace BayesMeasure.Sampling;

/// <summary>Whether a run gave the same numbers, bit for bit, when its recorded sweeps were run once more.</summary>
/// <param name="Sweeps">The recorded sweeps of each chain that were compared.</param>
/// <param name="First">The first difference, by sweep; null when there is none.</param>
public sealed record ReproducibilityReport(int Sweeps, ReproducibilityDifference? First)
{
    /// <summary>Whether all numbers are the same.</summary>
    public bool IsIdentical => First is null;

    /// <summary>The verdict in a sentence.</summary>
    public override string ToString() => First is null
        ? $"Identical, bit for bit, in {Sweeps} sweeps that were run once more."
        : $"Not reproducible: {First}. The model has a state that its replicas share, or random numbers without a seed.";
}
