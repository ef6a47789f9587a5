namespace BayesMeasure.Sampling;

/// <summary>How far a run has come.</summary>
/// <param name="Sweep">The sweeps done, burn-in included.</param>
/// <param name="Sweeps">
/// The most sweeps in all, burn-in included; in the last report of a run that ends before, those that were done.
/// </param>
/// <param name="IsBurnIn">Whether steps and temperatures are still being adapted.</param>
public readonly record struct SamplingProgress(long Sweep, long Sweeps, bool IsBurnIn)
{
    /// <summary>The part that is done, from 0 to 1.</summary>
    public double Fraction => (double)Sweep / Sweeps;
}
