using BayesMeasure.Optimization.Graduated;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// One schedule for trainers: growing the draws of an evidence lower bound against decaying the learning rate, at an equal number
/// of gradients, over 20 seeds.
/// </summary>
[Trait("suite", "proofs")]
public class TrainerScheduleTests(ITestOutputHelper output)
{
    private const int Seeds = 20;
    private const int Stages = 5;
    private const int Draws = 4;

    /// <summary>The draws of a run, which every schedule spends.</summary>
    private const int Budget = 24_800;

    /// <summary>A stage is looked at so many times.</summary>
    private const int Looks = 20;

    private static readonly ProofTable Table = new(
        "A mean-field bound of 8 coefficients, 24,800 draws a run, 20 seeds: nats below the largest bound",
        "rule", "schedule", "rate", "at the end", "draws to 1 nat", "steps to 1 nat", "reached");

    [Fact]
    [Trait("science", "graduated-optimisation.md: schedules of variational trainers")]
    public void Growing_the_draws_against_decaying_the_rate()
    {
        MeanField field = MeanField.Create();
        GradientNoise start = GradientNoise.Of(field.Objective, [field.Start]);
        GradientNoise end = GradientNoise.Of(field.Objective, [field.Optimum]);
        output.WriteLine($"at the start {start}");
        output.WriteLine($"at the optimum {end}");
        double largest = field.Objective.Evaluate(field.Optimum, new double[field.Optimum.Length]);
        double stable = 2 / end.Curvature;
        foreach ((string rule, Descent descent, double[] rates) in new (string, Descent, double[])[]
        {
            ("stochastic gradient", Descent.StochasticGradient, [stable / 16, stable / 8, stable / 4, stable / 2]),
            ("Adam", Descent.Adam(), [0.01, 0.03, 0.1, 0.3]),
        })
        {
            foreach (double rate in rates)
            {
                Compare(field, largest, rule, descent, rate);
            }
        }
    }

    private void Compare(MeanField field, double largest, string rule, Descent descent, double rate)
    {
        (string Name, double Kappa, double Lambda)[] schedules =
        [
            ("constant", 1, 1), ("decay", Math.Sqrt(0.5), 1), ("draws", 1, 2), ("hybrid", Math.Sqrt(0.75), 1.5),
        ];
        foreach ((string name, double kappa, double lambda) in schedules)
        {
            Schedule schedule = Spending(rate, kappa, lambda);
            GraduatedRun[] runs = [.. Enumerable.Range(1, Seeds).AsParallel().AsOrdered().Select(seed =>
                new ImplicitGraduation(schedule) { Descent = descent, Seed = (ulong)seed }.Run(field.Objective, field.Start))];
            double[] ends = [.. runs.Select(run => run.Divergence is null ? run.Value - largest : double.PositiveInfinity)];
            (double Draws, double Steps)[] times = [.. runs.Select(run => TimeToOneNat(field, run, largest))];
            Table.Add(
                output, rule, name, ProofTable.Number(rate, 5), WithError(ends), Median(times.Select(time => time.Draws)),
                Median(times.Select(time => time.Steps)), $"{times.Count(time => double.IsFinite(time.Draws))}/{Seeds}");
            Assert.InRange(runs.Max(run => run.Evaluations), 0.9 * Budget, 1.1 * Budget);
        }
    }

    /// <summary>Equal steps in every stage, so many that all draws are spent.</summary>
    private static Schedule Spending(double rate, double kappa, double lambda)
    {
        Schedule one = Schedule.Hybrid(new(rate, Draws, 1), Stages, kappa, lambda);
        int steps = (int)Math.Round((double)Budget / one.Evaluations / Looks);
        return new([.. one.Stages.SelectMany(stage => Enumerable.Repeat(stage with { Steps = steps }, Looks))]);
    }

    private static (double Draws, double Steps) TimeToOneNat(MeanField field, GraduatedRun run, double largest)
    {
        (double draws, double steps) = (0, 0);
        double[] gradient = new double[run.Point.Count];
        foreach (GraduatedStage stage in run.Stages)
        {
            draws += stage.Batch * stage.Steps;
            steps += stage.Steps;
            if (field.Objective.Evaluate([.. stage.Point], gradient) < largest + 1)
            {
                return (draws, steps);
            }
        }

        return (double.PositiveInfinity, double.PositiveInfinity);
    }

    private static string WithError(double[] values) =>
        FormattableString.Invariant($"{values.Average():F4} +- {values.StandardDeviation() / Math.Sqrt(values.Length):F4}");

    private static string Median(IEnumerable<double> values) =>
        values.Median() is var median && double.IsFinite(median) ? ProofTable.Number(median, 0) : "never";
}
