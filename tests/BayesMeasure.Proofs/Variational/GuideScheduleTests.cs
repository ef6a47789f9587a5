using BayesMeasure.Inference;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Variational;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Variational;

/// <summary>
/// Growing the draws of the bound against decaying the learning rate, at an equal number of gradients: what the default schedule
/// of variational inference follows.
/// </summary>
[Trait("suite", "proofs")]
[Trait("science", "graduated-optimisation.md: schedules of variational trainers")]
public class GuideScheduleTests(ITestOutputHelper output)
{
    private const int Stages = 4;
    private const int Draws = 4;
    private const int Budget = 3000;

    private static readonly ProofTable Table = new(
        $"A full-rank guide of NSO-3, K = 3, {Budget} gradients from the mode: nats below log Z, gradients to within 1 nat",
        "schedule", "rate", "at the end", "to 1 nat", "reached");

    /// <summary>Rates so high that the first stage leaves the mode, and one that is usual.</summary>
    public static TheoryData<double> Rates => [0.05, 0.3];

    [Theory]
    [MemberData(nameof(Rates))]
    public void Growing_the_draws_against_decaying_the_rate(double rate)
    {
        const double LogEvidence = 244.226;
        Mode mode = ModeSearch.Run(Nso3.WithPeaks(3));
        foreach ((string name, double kappa, double lambda) in new[]
        {
            ("constant", 1, 1), ("decay", Math.Sqrt(0.5), 1), ("draws", 1, 2), ("hybrid", Math.Sqrt(0.75), 1.5),
        })
        {
            Schedule schedule = Spending(rate, kappa, lambda);
            Assert.InRange(schedule.Evaluations, 0.9 * Budget, 1.1 * Budget);
            (double Gap, double Gradients)[] runs = [.. Enumerable.Range(1, ProofScale.Choose(5, 20)).Select(seed =>
                Run(mode, schedule, (ulong)seed, LogEvidence))];
            double[] gaps = [.. runs.Select(run => run.Gap)];
            double[] times = [.. runs.Select(run => run.Gradients)];
            Table.Add(
                output,
                name,
                ProofTable.Number(rate, 2),
                FormattableString.Invariant($"{gaps.Average():F3} +- {gaps.StandardDeviation() / Math.Sqrt(gaps.Length):F3}"),
                double.IsFinite(times.Median()) ? ProofTable.Number(times.Median(), 0) : "never",
                $"{times.Count(double.IsFinite)}/{times.Length}");
        }
    }

    private static Schedule Spending(double rate, double kappa, double lambda)
    {
        Schedule one = Schedule.Hybrid(new(rate, Draws, 1), Stages, kappa, lambda);
        int steps = (int)Math.Round((double)Budget / one.Evaluations);
        return new([.. one.Stages.Select(stage => stage with { Steps = steps })]);
    }

    /// <summary>The gap at the end, and the gradients of the fewest whole stages after which it stays within one nat.</summary>
    private static (double Gap, double Gradients) Run(Mode mode, Schedule schedule, ulong seed, double logEvidence)
    {
        double gap = double.NaN;
        double gradients = double.PositiveInfinity;
        for (int stages = schedule.Stages.Count; stages > 0; stages--)
        {
            var part = new Schedule([.. schedule.Stages.Take(stages)]);
            var inference = new VariationalInference { Schedule = part, FollowsNoise = false, EndsEarly = false, Seed = seed };
            Result result = inference.Run(mode);
            double now = logEvidence - ((VariationalReport)result.Report).LowerBound.LogEvidence;
            gap = stages == schedule.Stages.Count ? now : gap;
            if (!(now < 1))
            {
                break;
            }

            gradients = part.Evaluations;
        }

        return (gap, gradients);
    }
}
