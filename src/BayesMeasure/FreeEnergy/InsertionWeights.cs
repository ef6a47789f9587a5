using BayesMeasure.Diagnostics;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The log weights w = ln L(K + 1) + ln p - ln L(K) - ln q of two runs, of K components and of one more: q is the density by
/// which the one more is inserted among the others. They never change.
/// </summary>
internal sealed class InsertionWeights
{
    /// <param name="inserted">
    /// For each chain of the run with K components, the weight of a component that was inserted into each draw.
    /// </param>
    /// <param name="deleted">
    /// For each chain of the run with one more, the weights of each of the K + 1 components of each draw, draw after draw, as if
    /// it had been inserted among the others.
    /// </param>
    /// <param name="fewer">For each chain of the first run, the log likelihood after each sweep.</param>
    /// <param name="more">The same of the second run.</param>
    /// <param name="components">K + 1.</param>
    public InsertionWeights(
        double[][] inserted,
        double[][] deleted,
        IReadOnlyList<double[]> fewer,
        IReadOnlyList<double[]> more,
        int components)
    {
        Inserted = inserted;
        Deleted = deleted;
        Components = components;
        RHatOfFewer = ConvergenceDiagnostics.Of(fewer).RHat;
        RHatOfMore = ConvergenceDiagnostics.Of(more).RHat;
        DrawRatio = EffectiveDraws(more, CountOf(deleted) / components) / EffectiveDraws(fewer, CountOf(inserted));
    }

    private InsertionWeights(InsertionWeights all, double[][] inserted, double[][] deleted)
    {
        Inserted = inserted;
        Deleted = deleted;
        Components = all.Components;
        RHatOfFewer = all.RHatOfFewer;
        RHatOfMore = all.RHatOfMore;
        DrawRatio = all.DrawRatio;
    }

    /// <summary>The log weights of inserted components, chain by chain.</summary>
    public double[][] Inserted { get; }

    /// <summary>The log weights of deleted components, chain by chain, K + 1 a draw.</summary>
    public double[][] Deleted { get; }

    /// <summary>K + 1.</summary>
    public int Components { get; }

    /// <summary>The rank-normalised split R-hat of ln L in the run with K components; NaN where it does not vary.</summary>
    public double RHatOfFewer { get; }

    /// <summary>The same of the run with one more.</summary>
    public double RHatOfMore { get; }

    /// <summary>How many times as many independent draws the run with one more has, by the log likelihood.</summary>
    public double DrawRatio { get; }

    /// <summary>The first and the second half of all chains.</summary>
    public InsertionWeights[] Halves() => [Part(0), Part(1)];

    private InsertionWeights Part(int half) => new(
        this,
        [.. Inserted.Select(chain => Half(chain, half, unit: 1))],
        [.. Deleted.Select(chain => Half(chain, half, unit: Components))]);

    private static double[] Half(double[] chain, int half, int unit)
    {
        int length = chain.Length / unit / 2 * unit;
        return chain[(half * length)..((half + 1) * length)];
    }

    private static int CountOf(double[][] chains) => chains.Sum(chain => chain.Length);

    private static double EffectiveDraws(IReadOnlyList<double[]> logLikelihoods, int count)
    {
        double effective = Autocorrelation.EffectiveSampleSize(logLikelihoods);
        return double.IsNaN(effective) ? count : Math.Clamp(effective, 1, count);
    }
}
