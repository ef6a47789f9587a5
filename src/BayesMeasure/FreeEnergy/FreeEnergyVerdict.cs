using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// What all estimates of log Z from one run say together: the one to quote, its error widened where others differ, and why there
/// is none that can be relied on.
/// </summary>
/// <remarks>
/// Every estimate says itself whether it is fit to be used (<see cref="FreeEnergyEstimate.Fitness"/>). Those of the ladder are
/// left out as well where too little travelled, and know the error of travel. Of the rest one is quoted; an average would gain
/// nothing, since all are made of the same draws. Where another one differs from it beyond the error of the difference, which is
/// small since fluctuations are shared, the error is widened by the difference, so that no single estimate vetoes.
/// <para>
/// Beside a reference the ladder is a witness of what neither it nor the draws have seen, and can say one thing only: that there
/// is more. A ladder whose replicas have not yet come to where the likelihood is high lies too low, and is then left out.
/// </para>
/// </remarks>
internal sealed record FreeEnergyVerdict
{
    /// <summary>An estimate from a reference is quoted unless its error is so many times that of the ladder.</summary>
    private const double LargestErrorRatio = 2;

    /// <summary>Estimates that differ by more than this, and beyond the error of the difference, leave log Z undecided.</summary>
    private const double LargestDifference = 1;

    /// <summary>So many of its errors a ladder lies above a reference before it counts.</summary>
    private const double MostErrors = 4;

    /// <summary>A ladder in which nothing travelled has no error to go by: it counts where it lies above by so much.</summary>
    private const double LargestExcess = 3;

    private FreeEnergyVerdict()
    {
    }

    /// <summary>All estimates, the one to quote first.</summary>
    public required IReadOnlyList<FreeEnergyEstimate> Estimates { get; init; }

    /// <summary>The estimate to quote: the best there is, also where log Z is undecided.</summary>
    public FreeEnergyEstimate Quoted => Estimates[0];

    /// <summary>Why log Z is undecided, as a clause such as "no replica came ..."; null where it is decided.</summary>
    public string? Doubt { get; private init; }

    /// <summary>
    /// Whether the estimate to quote is made of draws at beta = 1 and a reference, to which nothing has to travel.
    /// </summary>
    public bool NeedsNoTravel { get; private init; }

    /// <summary>Whether the doubt is about what travelled, so that other moves help.</summary>
    public bool IsOfTravel { get; private init; }

    /// <summary>Weighs the estimates of one run.</summary>
    /// <param name="ladder">Those that are made of all rungs, at least one, in the order in which they are preferred.</param>
    /// <param name="posterior">
    /// Those that are made of draws at beta = 1 and a reference, which need no travel, in the order in which they are preferred.
    /// </param>
    /// <param name="travel">What walked between prior and posterior.</param>
    public static FreeEnergyVerdict Of(
        IReadOnlyList<FreeEnergyEstimate> ladder, IReadOnlyList<FreeEnergyEstimate> posterior, LadderTravel travel)
    {
        FreeEnergyEstimate[] travelled =
            [.. ladder.Select(estimate => travel.Widen(estimate).LeftOutSince(estimate.LeftOut ?? travel.Doubt))];
        FreeEnergyEstimate? reference = posterior.FirstOrDefault(IsUsed);
        if (Preferred(reference, travelled.FirstOrDefault(IsUsed)) is not { } quoted)
        {
            return new()
            {
                Estimates = [.. travelled, .. posterior],
                Doubt = travelled[0].LeftOut,
                IsOfTravel = ladder[0].LeftOut is null,
            };
        }

        bool needsNoTravel = ReferenceEquals(quoted, reference);
        FreeEnergyEstimate[] ladders = needsNoTravel ? [.. travelled.Select(one => LeftOutBelow(quoted, one))] : travelled;
        if (needsNoTravel && Excess(quoted, ladder[0], travelled[0]) is { } excess)
        {
            return new() { Estimates = [quoted, .. Others(posterior, quoted), .. ladders], Doubt = excess, NeedsNoTravel = true };
        }

        FreeEnergyEstimate[] all = [.. posterior, .. ladders];
        FreeEnergyEstimate? other = Farthest(quoted, [.. all.Where(IsUsed)]);
        double difference = other is null ? 0 : Math.Abs(other.LogEvidence - quoted.LogEvidence);
        FreeEnergyEstimate widened = other is null
            ? Paired(reference, ladders.FirstOrDefault(IsUsed)) ?? quoted
            : quoted.WithStandardError(Math.Sqrt(quoted.StandardError * quoted.StandardError + difference * difference));
        return new()
        {
            Estimates = [widened, .. other is null && !ReferenceEquals(widened, quoted) ? all : Others(all, quoted)],
            NeedsNoTravel = needsNoTravel,
            Doubt = difference > LargestDifference ? $"the estimates differ beyond their errors ({quoted}; {other})" : null,
        };
    }

    private static FreeEnergyEstimate? Paired(FreeEnergyEstimate? reference, FreeEnergyEstimate? ladder) =>
        reference is not null && ladder is not null ? PairedEstimate.Of(reference, ladder) : null;

    private static IEnumerable<FreeEnergyEstimate> Others(IEnumerable<FreeEnergyEstimate> all, FreeEnergyEstimate quoted) =>
        all.Where(estimate => !ReferenceEquals(estimate, quoted));

    /// <summary>An estimate of the ladder, left out where it lies below a reference by more than their errors explain.</summary>
    private static FreeEnergyEstimate LeftOutBelow(FreeEnergyEstimate quoted, FreeEnergyEstimate ladder) =>
        IsUsed(ladder) && ladder.LogEvidence < quoted.LogEvidence - MostErrors * ErrorOf(quoted, ladder)
            ? ladder.LeftOutSince("it lies below what a reference finds, as where replicas have not forgotten their start")
            : ladder;

    /// <summary>
    /// Why a ladder in which nothing travelled says that there is more than a reference knows; null where it does not. One whose
    /// replicas do travel has an error, and is compared by that.
    /// </summary>
    private static string? Excess(FreeEnergyEstimate quoted, FreeEnergyEstimate ladder, FreeEnergyEstimate travelled) =>
        ladder.LeftOut is null && !IsUsed(travelled) && ladder.LogEvidence > quoted.LogEvidence + LargestExcess
            ? $"the ladder lies above what a reference finds ({quoted}; {ladder}), although nothing travelled in it"
            : null;

    private static double ErrorOf(FreeEnergyEstimate one, FreeEnergyEstimate other) =>
        Math.Sqrt(one.StandardError * one.StandardError + other.StandardError * other.StandardError);

    private static bool IsUsed(FreeEnergyEstimate estimate) => estimate.LeftOut is null;

    /// <summary>
    /// An estimate from a reference knows of no ladder, so it comes first; errors of the ladder's estimates that were not made
    /// for it, such as that of a stone, may be small by chance, so that only a clear difference counts.
    /// </summary>
    private static FreeEnergyEstimate? Preferred(FreeEnergyEstimate? posterior, FreeEnergyEstimate? ladder) =>
        posterior is null || (ladder is not null && posterior.StandardError > LargestErrorRatio * ladder.StandardError)
            ? ladder
            : posterior;

    /// <summary>Of the estimates that disagree with one, the one that lies farthest from it; null when all agree.</summary>
    private static FreeEnergyEstimate? Farthest(FreeEnergyEstimate quoted, FreeEnergyEstimate[] fit) => fit
        .Where(other => !ReferenceEquals(other, quoted) && !FreeEnergyAgreement.Of([quoted, other]).Holds)
        .MaxBy(other => Math.Abs(other.LogEvidence - quoted.LogEvidence));
}
