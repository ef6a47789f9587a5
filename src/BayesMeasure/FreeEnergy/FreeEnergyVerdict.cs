using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// What all estimates of log Z from one run say together: the one to quote, its error widened where others differ, and why there
/// is none that can be relied on.
/// </summary>
/// <remarks>
/// Every estimate says itself whether it is fit to be used (<see cref="FreeEnergyEstimate.LeftOut"/>). Those of the ladder are
/// left out as well where nothing travelled. Of the rest the first is quoted whose error is at most twice the smallest; an average
/// would gain nothing, since all are made of the same draws.
/// </remarks>
internal sealed record FreeEnergyVerdict
{
    /// <summary>An estimate with a larger error is not quoted before one with the smallest.</summary>
    private const double LargestErrorRatio = 2;

    /// <summary>Estimates that differ by more than this, and beyond the error of the difference, leave log Z undecided.</summary>
    private const double LargestDifference = 1;

    private FreeEnergyVerdict()
    {
    }

    /// <summary>All estimates, the one to quote first.</summary>
    public required IReadOnlyList<FreeEnergyEstimate> Estimates { get; init; }

    /// <summary>The estimate to quote: the best there is, also where log Z is undecided.</summary>
    public FreeEnergyEstimate Quoted => Estimates[0];

    /// <summary>Why log Z is undecided, as a clause such as "no replica came ..."; null where it is decided.</summary>
    public string? Doubt { get; private init; }

    /// <summary>Weighs the estimates of one run.</summary>
    /// <param name="ladder">Those that are made of all rungs, at least one, in the order in which they are preferred.</param>
    /// <param name="posterior">
    /// Those that are made of draws at beta = 1 and a reference, which need no travel, in the order in which they are preferred.
    /// </param>
    /// <param name="travel">What walked between prior and posterior.</param>
    public static FreeEnergyVerdict Of(
        IReadOnlyList<FreeEnergyEstimate> ladder, IReadOnlyList<FreeEnergyEstimate> posterior, LadderTravel travel)
    {
        FreeEnergyEstimate[] all =
            [.. posterior, .. ladder.Select(estimate => estimate with { LeftOut = estimate.LeftOut ?? travel.Doubt })];
        FreeEnergyEstimate[] fit = [.. all.Where(estimate => estimate.LeftOut is null)];
        if (fit.Length == 0)
        {
            FreeEnergyEstimate best = all[posterior.Count];
            return new() { Estimates = [best, .. all.Where(estimate => !ReferenceEquals(estimate, best))], Doubt = best.LeftOut };
        }

        FreeEnergyEstimate quoted = Preferred(fit);
        FreeEnergyEstimate? other = Farthest(quoted, fit);
        double difference = other is null ? 0 : Math.Abs(other.LogEvidence - quoted.LogEvidence);
        FreeEnergyEstimate widened = other is null
            ? quoted
            : quoted with { StandardError = Math.Sqrt(quoted.StandardError * quoted.StandardError + difference * difference) };
        return new()
        {
            Estimates = [widened, .. all.Where(estimate => !ReferenceEquals(estimate, quoted))],
            Doubt = difference > LargestDifference ? $"the estimates differ beyond their errors ({quoted}; {other})" : null,
        };
    }

    private static FreeEnergyEstimate Preferred(FreeEnergyEstimate[] fit)
    {
        double smallest = fit.Min(estimate => estimate.StandardError);
        return fit.FirstOrDefault(estimate => estimate.StandardError <= LargestErrorRatio * smallest) ?? fit[0];
    }

    /// <summary>Of the estimates that disagree with one, the one that lies farthest from it; null when all agree.</summary>
    private static FreeEnergyEstimate? Farthest(FreeEnergyEstimate quoted, FreeEnergyEstimate[] fit) => fit
        .Where(other => !ReferenceEquals(other, quoted) && !FreeEnergyAgreement.Of([quoted, other]).Holds)
        .MaxBy(other => Math.Abs(other.LogEvidence - quoted.LogEvidence));
}
