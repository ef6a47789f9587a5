using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Reports;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// Does the order of schedules that is published of large networks, hybrid > batch growth > rate decay > constant (N. Sato and
/// H. Iiduka, arXiv 2311.08745v7), hold for a small one? Four schedules from four first rates, all with the same number of
/// gradients; the trainings of a seed share data and first weights, so that differences are those of pairs.
/// </summary>
[Trait("suite", "proofs")]
public class NetworkScheduleTests(ITestOutputHelper output)
{
    private const int Batch = 16;
    private const int Stages = 5;
    private const int EpochsOfStage = 4;
    private const double Decided = 2;

    private static readonly double[] Rates = [0.02, 0.05, 0.2, 0.5];
    private static readonly string[] Names = ["constant", "rate decay", "batch growth", "hybrid"];

    private static readonly ProofTable Table = new(
        "A network that counts peaks: 20 epochs of 3,000 spectra in 5 stages, and how many of 10,000 others it counts right",
        "first rate", "schedule", "delta_1", "accuracy", "above constant", "updates");

    private readonly CountingTrial[] trials =
        [.. Enumerable.Range(1, ProofScale.Seeds(5)).Select(seed => new CountingTrial((ulong)seed))];

    [Fact]
    public void Graduation_helps_from_large_first_rates_alone()
    {
        (GradientNoise before, GradientNoise after) = trials[0].NoiseOf(trials[0].Train(SchedulesFrom(Rates[1])[^1]));
        output.WriteLine($"gradient noise at first: {before}");
        output.WriteLine($"after training:          {after}");
        double[][][] accuracies = [.. Rates.Select(AccuraciesFrom)];
        for (int i = 0; i < Rates.Length; i++)
        {
            Report(Rates[i], accuracies[i], before.StandardDeviation);
        }

        Assert.True(after.Variance > before.Variance, "The noise of gradients grows while the network learns.");
        Assert.Equal(0.39, (double)Updates(SchedulesFrom(Rates[0])[2]) / Updates(SchedulesFrom(Rates[0])[0]), 0.005);
        AssertGains(accuracies);
    }

    /// <summary>
    /// From the largest rate a falling degree counts better than the constant one, and growing batches gain more there than from
    /// the smallest rate, from which a third of the updates does not get as far.
    /// </summary>
    private static void AssertGains(double[][][] accuracies)
    {
        ValueWithError graduated = Mean(GainsOf(accuracies[^1], 1, 2, 3));
        Assert.True(graduated.Value > Decided * graduated.StandardError, $"All schedules from the largest rate: {graduated}");
        ValueWithError more = Difference(GainsOf(accuracies[^1], 2), GainsOf(accuracies[0], 2));
        Assert.True(more.Value > Decided * more.StandardError, $"Batch growth, largest rate and smallest: {more}");
    }

    /// <summary>By how much some schedules are above the constant one, on average, one a seed.</summary>
    private static double[] GainsOf(double[][] accuracies, params int[] schedules) =>
        [.. accuracies[0].Select((constant, seed) => schedules.Average(schedule => accuracies[schedule][seed]) - constant)];

    /// <summary>The accuracies of all schedules from a first rate, one a seed.</summary>
    private double[][] AccuraciesFrom(double rate) =>
    [
        .. SchedulesFrom(rate).Select(schedule => trials.AsParallel().AsOrdered()
            .Select(trial => trial.AccuracyOf(trial.Train(schedule))).ToArray()),
    ];

    /// <summary>The schedules of the paper in the order of <see cref="Names"/>: the degree falls by 1/sqrt(2) a stage.</summary>
    private static Schedule[] SchedulesFrom(double rate)
    {
        var first = new ScheduleStage(rate, Batch, 1);
        Schedule[] all =
        [
            Schedule.Constant(first, Stages),
            Schedule.DecayingRate(first, Stages),
            Schedule.GrowingBatch(first, Stages),
            Schedule.Hybrid(first, Stages),
        ];
        return [.. all.Select(schedule => schedule.WithEvaluations(EpochsOfStage * CountingTrial.Training))];
    }

    private void Report(double rate, double[][] accuracies, double noise)
    {
        Schedule[] schedules = SchedulesFrom(rate);
        for (int i = 0; i < Names.Length; i++)
        {
            Table.Add(
                output,
                FormattableString.Invariant($"{rate}"),
                Names[i],
                ProofTable.Number(Degree.Of(rate, noise, Batch), 3),
                $"{Mean(accuracies[i])}",
                i == 0 ? "" : $"{Difference(accuracies[i], accuracies[0])}",
                $"{Updates(schedules[i])}");
        }

        output.WriteLine($"order: {OrderOf(accuracies)}");
    }

    /// <summary>From the best to the worst, with "=" between neighbours that differ by less than 2 standard errors.</summary>
    private static string OrderOf(double[][] accuracies)
    {
        int[] order = [.. Enumerable.Range(0, Names.Length).OrderByDescending(i => accuracies[i].Average())];
        return Names[order[0]] + string.Concat(order.Zip(order.Skip(1), (better, worse) =>
        {
            ValueWithError difference = Difference(accuracies[better], accuracies[worse]);
            return $"{(difference.Value > Decided * difference.StandardError ? " > " : " = ")}{Names[worse]}";
        }));
    }

    private static long Updates(Schedule schedule) => schedule.Stages.Sum(stage => (long)stage.Steps);

    private static ValueWithError Difference(double[] left, double[] right) => Mean([.. left.Zip(right, (a, b) => a - b)]);

    private static ValueWithError Mean(double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new(mean, Math.Sqrt(squares / (values.Length * (values.Length - 1.0))));
    }
}
