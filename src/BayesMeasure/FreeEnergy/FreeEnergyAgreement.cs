using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// Whether several estimates from one run agree. They share the run's fluctuations, so their difference is known far better
/// than either of them; its error is that of the difference of their influences. Disagreement shows what no error bar does:
/// too few rungs, a quadrature error, rungs that do not overlap.
/// </summary>
internal sealed record FreeEnergyAgreement
{
    // A difference this far below the printed error changes nothing that is read off the estimate.
    private const double HarmlessShare = 0.2;
    private const double LargestDeviation = 4;

    // Sums over sweeps round: where nothing is unknown, estimates differ by that and by nothing else.
    private const double Rounding = 1e-9;

    private FreeEnergyAgreement()
    {
    }

    /// <summary>The largest difference between two of the estimates.</summary>
    public double LargestDifference { get; private init; }

    /// <summary>
    /// Whether every pair differs by less than four errors of the difference, or less than a fifth of its own errors.
    /// </summary>
    public bool Holds { get; private init; }

    /// <summary>Compares estimates from one run with each other and, if there are any, with exact results.</summary>
    /// <param name="estimates">At least two estimates.</param>
    /// <exception cref="ArgumentException">There are fewer than two estimates.</exception>
    public static FreeEnergyAgreement Of(IReadOnlyList<FreeEnergyEstimate> estimates)
    {
        if (estimates.Count < 2)
        {
            throw new ArgumentException("At least two estimates are needed.", nameof(estimates));
        }

        var pairs = estimates.SelectMany((a, index) => estimates.Skip(index + 1).Select(b => (a, b))).ToList();
        return new()
        {
            LargestDifference = pairs.Max(pair => Math.Abs(pair.a.LogEvidence - pair.b.LogEvidence)),
            Holds = pairs.All(pair => Agree(pair.a, pair.b)),
        };
    }

    /// <summary>What sums over draws lose by rounding.</summary>
    public static double RoundingOf(double logEvidence) => Rounding * Math.Max(1, Math.Abs(logEvidence));

    private static bool Agree(FreeEnergyEstimate a, FreeEnergyEstimate b)
    {
        double difference = Math.Abs(a.LogEvidence - b.LogEvidence);
        double harmless = Math.Max(RoundingOf(a.LogEvidence), HarmlessShare * Math.Max(a.StandardError, b.StandardError));
        return difference <= harmless || difference <= LargestDeviation * ErrorOfDifference(a, b);
    }

    private static double ErrorOfDifference(FreeEnergyEstimate a, FreeEnergyEstimate b)
    {
        if (a.Influences.Count == 0 || b.Influences.Count == 0)
        {
            return Math.Max(a.StandardError, b.StandardError);
        }

        double shared = Autocorrelation.StandardErrorOfMean(
            [.. a.Influences.Zip(b.Influences, (x, y) => x.Zip(y, (left, right) => left - right).ToArray())]);
        double own = Math.Pow(a.IndependentError, 2) + Math.Pow(b.IndependentError, 2);
        return own == 0 ? shared : Math.Sqrt(shared * shared + own);
    }
}
