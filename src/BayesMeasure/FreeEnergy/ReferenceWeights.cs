using BayesMeasure.Diagnostics;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The log weights w = ln L + ln p - ln q of independent draws of a normalised reference q, and of draws of the posterior that q
/// was not fitted to: all that estimators between the two are made of. They never change.
/// </summary>
internal sealed class ReferenceWeights
{
    /// <param name="reference">
    /// The weights of independent draws of q, at least two; -infinity where the posterior is zero, and for draws that are lost.
    /// </param>
    /// <param name="posterior">
    /// For each chain, the weights of every <paramref name="stride"/>-th sweep, at least two; all chains of one length.
    /// </param>
    /// <param name="logLikelihoods">For each chain, the log likelihood after each sweep.</param>
    /// <param name="stride">The sweeps from one weight to the next.</param>
    public ReferenceWeights(double[] reference, double[][] posterior, IReadOnlyList<double[]> logLikelihoods, int stride = 1)
    {
        Reference = reference;
        Posterior = posterior;
        Stride = stride;
        Sweeps = logLikelihoods[0].Length;
        RHat = ConvergenceDiagnostics.RHatOf(logLikelihoods);
        double effective = Autocorrelation.EffectiveSampleSize(logLikelihoods);
        int count = posterior.Sum(chain => chain.Length);
        EffectiveDraws = double.IsNaN(effective) ? count : Math.Clamp(effective, 1, count);
    }

    private ReferenceWeights(ReferenceWeights all, double[] reference, double[][] posterior)
    {
        Reference = reference;
        Posterior = posterior;
        Stride = all.Stride;
        Sweeps = all.Sweeps / 2;
        RHat = all.RHat;
        EffectiveDraws = all.EffectiveDraws / 2;
    }

    /// <summary>The log weights of draws of q.</summary>
    public double[] Reference { get; }

    /// <summary>The log weights of draws of the posterior, chain by chain.</summary>
    public double[][] Posterior { get; }

    /// <summary>The sweeps from one weight of the posterior to the next.</summary>
    public int Stride { get; }

    /// <summary>The sweeps of a chain.</summary>
    public int Sweeps { get; }

    /// <summary>The rank-normalised split R-hat of ln L; NaN where it does not vary.</summary>
    public double RHat { get; }

    /// <summary>How many independent draws those of the posterior are worth, by their log likelihood.</summary>
    public double EffectiveDraws { get; }

    /// <summary>The first and the second half of both kinds of draws.</summary>
    public ReferenceWeights[] Halves() =>
    [
        new(this, Reference[..(Reference.Length / 2)], [.. Posterior.Select(chain => chain[..(chain.Length / 2)])]),
        new(this, Reference[(Reference.Length / 2)..], [.. Posterior.Select(chain => chain[(chain.Length / 2)..])]),
    ];
}
