using BayesMeasure.Inference;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// The Fe 2p lines of FeO: 1121 points, pseudo-Voigt lines on a Shirley background, weak priors as
/// <see cref="MeasuredSpectra"/> states them. No second program knows log Z: two routes of one run must agree.
/// </summary>
[Trait("suite", "proofs")]
[Trait("science", "high-contrast.md: XPS FeO")]
public class IronOxideTests(ITestOutputHelper output)
{
    private const double RoutesApart = 0.3;
    private const double LeastShare = 0.9;

    /// <summary>From K = 1 on: two runs of another program, by a bridge from a fitted reference.</summary>
    private static readonly KnownEvidence[] Known =
    [
        new(-10514.51, 0.02), new(-9425.48, 0.02), new(-8756.10, 0.04), new(-7923.64, 0.05), new(-7353.34, 0.10),
        new(-7156.65, 0.06),
    ];

    private static readonly ProofTable Routes = new(
        "FeO: log Z by what needs a ladder, and by what needs none", "model", "seed", "ladder", "+-", "reference", "+-", "apart");

    [SharedDataFact]
    public void Pseudo_Voigt_lines_on_a_Shirley_background()
    {
        var row = new JudgedRow("XPS FeO, pseudo-Voigt", "60 s for K = 1 to 6", output);
        int seeds = ProofScale.Choose(1, 10);
        row.Compare(
            MeasuredSpectra.IronOxide(1).Measurement,
            JudgedRow.FamilyOf(JudgedRow.Counts(2, 1, 6), MeasuredSpectra.IronOxide),
            seeds,
            k => Known[k - 1]);
        Assert.Multiple(
            row.Conclude,
            () => Assert.All(row.Decided, AssertRoutesAgree),
            () => Assert.All(
                row.Runs.GroupBy(run => run.Model),
                model => Assert.InRange(model.Count(IsRightVerdict), LeastShare * seeds, seeds)));
    }

    /// <summary>Decided and right, or undecided where log Z could not be relied on.</summary>
    private static bool IsRightVerdict(JudgedRun run) =>
        run.Result.IsDecided ? run.IsRightWithin(JudgedRun.Harmless) : !run.IsFalseAlarm;

    /// <summary>
    /// At this contrast a ladder seldom is a route: another program's value, found by other means, is the second one then.
    /// </summary>
    private void AssertRoutesAgree(JudgedRun run)
    {
        FreeEnergyEstimate? ladder = Usable(run, estimate => !IsOfReference(estimate));
        FreeEnergyEstimate? reference = Usable(run, IsOfReference);
        double? second = ladder?.LogEvidence ?? run.Truth?.LogEvidence;
        double apart = (second - reference?.LogEvidence) ?? double.NaN;
        Routes.Add(output, [run.Model, $"{run.Result.Seed}", .. Cells(ladder), .. Cells(reference), ProofTable.Number(apart, 3)]);
        Assert.True(Math.Abs(apart) <= RoutesApart, $"{run.Model}: the routes are {apart:F2} apart, or there is only one.");
    }

    private static FreeEnergyEstimate? Usable(JudgedRun run, Func<FreeEnergyEstimate, bool> isRoute) =>
        run.Result.FreeEnergies.FirstOrDefault(estimate => isRoute(estimate) && estimate.Fitness?.IsUsable != false);

    private static bool IsOfReference(FreeEnergyEstimate estimate) =>
        estimate.Method is "posterior bridge" or "importance sampling";

    private static string[] Cells(FreeEnergyEstimate? estimate) => estimate is null
        ? ["-", "-"]
        : [ProofTable.Number(estimate.LogEvidence, 3), ProofTable.Number(estimate.StandardError, 3)];
}
