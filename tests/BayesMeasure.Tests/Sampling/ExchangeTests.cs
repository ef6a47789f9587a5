using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>The exchange rule on a toy of three states, where every probability can be written down.</summary>
public class ExchangeTests
{
    private const int Pairs = 40_000;
    private const double Hot = 0.25;

    private static readonly double[] LogLikelihoods = [0, -1.2, -3];

    private static LogLikelihoodTarget Toy =>
        new(new Prior { ["state"] = Prior.Uniform(0, 3) }, values => LogLikelihoods[StateOf(values[0])]);

    [Fact]
    public void An_exchange_leaves_the_product_of_both_temperatures_as_it_is()
    {
        (double chiSquare, double flow) = Exchange([Hot, 1]);
        Assert.InRange(chiSquare, 0, 8 + 4 * Math.Sqrt(16));
        Assert.InRange(flow, 0, 4);
    }

    [Fact]
    public void An_exchange_with_the_wrong_sign_is_rejected()
    {
        (double chiSquare, double flow) = Exchange([1, Hot]);
        Assert.True(chiSquare > 10 * (8 + 4 * Math.Sqrt(16)));
        Assert.True(flow > 10);
    }

    [Fact]
    public void The_rejection_rate_is_that_of_the_formula()
    {
        var chain = new Chain(2, 1, 0);
        Run(new EvenOddExchange(new RandomStream(2, 0, 2), chain), [Hot, 1], (_, _) => { });
        double[] hot = Weights(Hot);
        double[] cold = Weights(1);
        double expected = 0;
        double square = 0;
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
            {
                double rejection = 1 - Math.Min(1, Math.Exp((1 - Hot) * (LogLikelihoods[a] - LogLikelihoods[b])));
                expected += hot[a] * cold[b] * rejection;
                square += hot[a] * cold[b] * rejection * rejection;
            }
        }

        double error = Math.Sqrt((square - expected * expected) / Pairs);
        Assert.InRange(chain.Rejection(0), expected - 4 * error, expected + 4 * error);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NegativeInfinity)]
    public void Round_trips_are_those_that_the_replicas_made(double scale)
    {
        const int rungs = 5;
        var target = new LogLikelihoodTarget(
            new Prior { ["a"] = Prior.Uniform(0, 3) }, values => scale == 0 ? 0 : values[0] < 0.5 ? scale : -StateOf(values[0]));
        Replica[] replicas = [.. Enumerable.Range(0, rungs).Select(_ => new Replica(target))];
        Replica[] names = [.. replicas];
        double[] ladder = [0, 0.1, 0.3, 0.6, 1];
        var chain = new Chain(rungs, 1, 0);
        var random = new RandomStream(7, 0, 0);
        var exchange = new EvenOddExchange(new RandomStream(7, 0, rungs), chain);
        var histories = names.Select(_ => new List<int>()).ToArray();
        var paths = new List<ushort>();
        Array.ForEach(replicas, replica => DrawPossible(replica, random));
        for (int sweep = 1; sweep <= 3000; sweep++)
        {
            random.BeginSweep(sweep);
            replicas[0].DrawFromPrior(random);
            exchange.Exchange(replicas, ladder, sweep);
            paths.AddRange(chain.Walkers.ToArray().Select(walker => (ushort)walker));
            for (int i = 0; i < rungs; i++)
            {
                histories[i].Add(Array.IndexOf(replicas, names[i]));
            }
        }

        long expected = histories.Sum(history => RoundTrips(history, rungs - 1));
        var walkers = new IndexProcess([[.. paths]], rungs, sweeps: 3000);
        var report = new LadderReport(ladder, [0, 0, 0, 0], walkers);
        Assert.Equal(expected, report.RoundTrips);
        Assert.Equal(expected / 3000.0, report.RoundTripRate);
        Assert.Equal(histories.Sum(history => Restarts(history, rungs - 1)), report.Restarts);
        Assert.All(histories.Select((history, walker) => (history, walker)),
            item => Assert.Equal(item.history, walkers.PathOf(0, item.walker)));
        Assert.True(scale != 0 || Math.Abs(expected - 3000 * rungs / (2 * rungs)) <= rungs);
        Assert.True(expected > 100);
    }

    /// <summary>Written down from the definition: a visit to the bottom, then to the top, then to the bottom again.</summary>
    private static long RoundTrips(List<int> history, int top)
    {
        string turns = Turns(history, top);
        return Math.Max(0, (turns.TrimStart('t').Length - 1) / 2);
    }

    /// <summary>A visit to the bottom, then to the top.</summary>
    private static long Restarts(List<int> history, int top) => Turns(history, top).TrimStart('t').Length / 2;

    private static string Turns(List<int> history, int top)
    {
        string ends = string.Concat(history.Where(rung => rung == 0 || rung == top).Select(rung => rung == 0 ? 'b' : 't'));
        return string.Concat(ends.Where((end, i) => i == 0 || ends[i - 1] != end));
    }

    /// <summary>
    /// The chi-square of the joint states after the exchange, and the largest score of the flow between a pair and its mirror
    /// image.
    /// </summary>
    private static (double ChiSquare, double Flow) Exchange(double[] ladder)
    {
        var counts = new int[3, 3];
        var flows = new int[3, 3];
        Run(new EvenOddExchange(new RandomStream(1, 0, 2), new(2, 1, 0)), ladder, (before, after) =>
        {
            counts[after.Hot, after.Cold]++;
            if (before != after)
            {
                flows[before.Hot, before.Cold]++;
            }
        });
        double[] hot = Weights(Hot);
        double[] cold = Weights(1);
        double chiSquare = 0;
        double flow = 0;
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
            {
                double expected = Pairs * hot[a] * cold[b];
                chiSquare += Math.Pow(counts[a, b] - expected, 2) / expected;
                if (a != b)
                {
                    flow = Math.Max(flow, Math.Abs(flows[a, b] - flows[b, a]) / Math.Sqrt(flows[a, b] + flows[b, a]));
                }
            }
        }

        return (chiSquare, flow);
    }

    /// <summary>Independent pairs, each an exact draw at its own temperature, and what one exchange makes of them.</summary>
    private static void Run(EvenOddExchange exchange, double[] ladder, Action<(int Hot, int Cold), (int Hot, int Cold)> report)
    {
        var random = new Random(17);
        Replica[] replicas = [new(Toy), new(Toy)];
        var stream = new RandomStream(17, 0, 0);
        for (int i = 0; i < Pairs; i++)
        {
            stream.BeginSweep(i);
            DrawAt(replicas[0], Hot, random, stream);
            DrawAt(replicas[1], 1, random, stream);
            (int, int) before = (StateOf(replicas[0].Values[0]), StateOf(replicas[1].Values[0]));
            exchange.Exchange(replicas, ladder, 2L * i);
            report(before, (StateOf(replicas[0].Values[0]), StateOf(replicas[1].Values[0])));
        }
    }

    private static void DrawAt(Replica replica, double inverseTemperature, Random random, RandomStream stream)
    {
        do
        {
            replica.DrawFromPrior(stream);
        }
        while (random.NextDouble() > Math.Exp(inverseTemperature * replica.LogLikelihood));
    }

    private static void DrawPossible(Replica replica, RandomStream random)
    {
        do
        {
            replica.DrawFromPrior(random);
        }
        while (double.IsInfinity(replica.LogLikelihood));
    }

    private static double[] Weights(double inverseTemperature)
    {
        double[] weights = [.. LogLikelihoods.Select(value => Math.Exp(inverseTemperature * value))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static int StateOf(double value) => Math.Min(2, (int)value);
}
