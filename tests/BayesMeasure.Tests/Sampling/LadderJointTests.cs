using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Explorers;
using BayesMeasure.Tests.Numerics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// A whole ladder, from the prior to the posterior, on two numbers that are normal at every temperature. It starts at an exact
/// draw from the joint distribution of all rungs, explores and exchanges, and must end at one: every rung has its own
/// distribution, and no two rungs know of each other.
/// </summary>
public class LadderJointTests(ITestOutputHelper output)
{
    private const int Replicates = 3000;
    private const int Sweeps = 12;

    private static readonly double[] Ladder = [0, 0.1, 0.4, 1];

    public static TheoryData<string> Names => ShippedExplorers.Names;

    /// <summary>Measured: the sum, as 1 with error 0.5, and the first number, as 0.5 with error 1.</summary>
    private static LogLikelihoodTarget Target => new(
        new Prior { ["first"] = Prior.Normal(0, 1), ["second"] = Prior.Normal(0, 1) },
        values => -2 * Math.Pow(values[0] + values[1] - 1, 2) - 0.5 * Math.Pow(values[0] - 0.5, 2));

    [Theory]
    [MemberData(nameof(Names))]
    public void Explorers_and_exchanges_keep_the_joint_distribution_of_all_rungs(string name)
    {
        (double significance, double score) = Check(ShippedExplorers.All[name], Ladder);
        output.WriteLine($"{name}: significance {significance:G3}, score {score:G3}");
        Assert.True(significance > 1e-5, $"significance {significance}");
        Assert.InRange(score, 0, 4);
    }

    [Fact]
    public void An_exchange_with_the_wrong_sign_is_rejected()
    {
        (double significance, double score) =
            Check(Explorer.Default, [.. Ladder.Select(inverseTemperature => -inverseTemperature)]);
        output.WriteLine($"wrong sign: significance {significance:G3}, score {score:G3}");
        Assert.InRange(significance, 0, 1e-12);
    }

    [Fact]
    public void An_exchange_by_another_ladder_is_rejected()
    {
        (double significance, double score) = Check(Explorer.Default, [0, 0.3, 0.7, 1]);
        output.WriteLine($"another ladder: significance {significance:G3}, score {score:G3}");
        Assert.InRange(significance, 0, 1e-12);
    }

    /// <summary>
    /// The smallest significance of the standardised numbers of a rung, and the largest correlation between two rungs in
    /// standard errors.
    /// </summary>
    private static (double Significance, double Score) Check(Explorer explorer, double[] exchangeLadder)
    {
        RungExplorer trained = Training.Train(explorer, Target);
        Replica[] replicas = [.. Ladder.Select(_ => new Replica(Target))];
        RandomStream[] streams = [.. Ladder.Select((_, rung) => new RandomStream(5, 0, rung))];
        var exchange = new EvenOddExchange(new RandomStream(5, 0, Ladder.Length), new(Ladder.Length, 2, 0));
        double[][] ends = [.. Enumerable.Range(0, 2 * Ladder.Length).Select(_ => new double[Replicates])];
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            long first = (Sweeps + 1L) * replicate;
            Array.ForEach(streams, stream => stream.BeginSweep(first));
            for (int rung = 0; rung < Ladder.Length; rung++)
            {
                PutAtExactDraw(replicas[rung], Ladder[rung], streams[rung]);
            }
            for (long sweep = first + 1; sweep <= first + Sweeps; sweep++)
            {
                Explore(replicas, trained, streams, sweep);
                exchange.Exchange(replicas, exchangeLadder, sweep);
            }

            for (int rung = 0; rung < Ladder.Length; rung++)
            {
                (ends[2 * rung][replicate], ends[2 * rung + 1][replicate]) = Standardised(replicas[rung].Values, Ladder[rung]);
            }
        }

        double significance = ends.Min(end => KolmogorovSmirnov.Significance(end, Prior.Normal(0, 1).CumulativeProbability));
        double score = Enumerable.Range(0, ends.Length).SelectMany(i => Enumerable.Range(0, i).Select(j =>
            Math.Abs(ends[i].Zip(ends[j], (a, b) => a * b).Sum()) / Math.Sqrt(Replicates))).Max();
        return (significance, score);
    }

    private static void Explore(Replica[] replicas, RungExplorer explorer, RandomStream[] streams, long sweep)
    {
        for (int rung = 0; rung < Ladder.Length; rung++)
        {
            streams[rung].BeginSweep(sweep);
            if (rung == 0)
            {
                replicas[rung].DrawFromPrior(streams[rung]);
            }
            else
            {
                explorer.Explore(replicas[rung], new(sweep, Ladder[rung], streams[rung], 0));
            }
        }
    }

    private static void PutAtExactDraw(Replica replica, double inverseTemperature, RandomStream random)
    {
        Conditional rung = At(inverseTemperature);
        double second = rung.Mean + rung.Deviation * random.NextNormal();
        double first = rung.FirstAt0 + rung.Slope * second + rung.FirstDeviation * random.NextNormal();
        replica.DrawFromPrior(random);
        replica.Move([0, 1], [first, second], 0, logUniform: -1, logProposalRatio: double.MaxValue);
    }

    private static (double, double) Standardised(ReadOnlySpan<double> values, double inverseTemperature)
    {
        Conditional rung = At(inverseTemperature);
        return (
            (values[0] - rung.FirstAt0 - rung.Slope * values[1]) / rung.FirstDeviation,
            (values[1] - rung.Mean) / rung.Deviation);
    }

    /// <summary>
    /// The second number, and the first given the second, from the precision matrix [[1 + 5b, 4b], [4b, 1 + 4b]].
    /// </summary>
    private static Conditional At(double inverseTemperature)
    {
        double b = inverseTemperature;
        double determinant = (1 + 5 * b) * (1 + 4 * b) - 16 * b * b;
        double second = ((1 + 5 * b) * 4 * b - 4 * b * 4.5 * b) / determinant;
        return new(
            second,
            Math.Sqrt((1 + 5 * b) / determinant),
            4.5 * b / (1 + 5 * b),
            -4 * b / (1 + 5 * b),
            1 / Math.Sqrt(1 + 5 * b));
    }

    private readonly record struct Conditional(
        double Mean, double Deviation, double FirstAt0, double Slope, double FirstDeviation);
}
