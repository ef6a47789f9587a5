using BayesMeasure.Explorers;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Explorers;

/// <summary>
/// A switch, a choice among three and a number whose mean they decide: six states, whose weights and whose conditional
/// distributions of the number are written down.
/// </summary>
public class IndicatorTests(ITestOutputHelper output)
{
    private const int Replicates = 6000;
    private const int Sweeps = 6;
    private const double InverseTemperature = 0.7;

    private static readonly double[] Means = [-1, 0, 0.4, 0.8, 1.5, 2];
    private static readonly double[] LogLikelihoods = [0, -1, 0.5, -2, 1, -0.3];
    private static readonly double[] PriorProbabilities =
        [.. new[] { 0.7, 0.3 }.SelectMany(on => new[] { on / 7, on * 2 / 7, on * 4 / 7 })];

    public static TheoryData<string> Names => ShippedExplorers.Names;

    private static Prior Indicators => new() { ["switch"] = Prior.Bernoulli(0.3), ["choice"] = Prior.Categorical(1, 2, 4) };

    private static LogLikelihoodTarget Mixed => new(
        Indicators + new Prior { ["number"] = Prior.Normal(0, 1) },
        values => LogLikelihoods[StateOf(values)] - 0.5 * Math.Pow(values[2] - Means[StateOf(values)], 2));

    private static LogLikelihoodTarget Discrete => new(Indicators, values => LogLikelihoods[StateOf(values)]);

    /// <summary>The weight of a state: prior times exp(beta ln L) times the integral over the number.</summary>
    private static double[] MixedWeights => Normalised(Enumerable.Range(0, 6).Select(state =>
        PriorProbabilities[state] * Math.Exp(InverseTemperature * LogLikelihoods[state]
            - 0.5 * InverseTemperature / (1 + InverseTemperature) * Means[state] * Means[state])));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_explorer_leaves_indicators_and_the_number_as_they_are(string name)
    {
        var counts = new int[6];
        var standardised = new double[Replicates];
        var random = new RandomStream(9, 0, 0);
        var replica = new Replica(Mixed);
        RungExplorer rung = Training.Train(ShippedExplorers.All[name], Mixed);
        for (int replicate = 0; replicate < Replicates; replicate++)
        {
            random.BeginSweep(replicate);
            PutAtExactDraw(replica, random);
            for (int sweep = 0; sweep < Sweeps; sweep++)
            {
                rung.Explore(replica, new(sweep, InverseTemperature, random, 0));
            }
            int state = StateOf(replica.Values);
            counts[state]++;
            standardised[replicate] = (replica.Values[2] - ConditionalMean(state)) * Math.Sqrt(1 + InverseTemperature);
        }

        double states = ChiSquare.Significance(counts, MixedWeights);
        double number = KolmogorovSmirnov.Significance(standardised, Prior.Normal(0, 1).CumulativeProbability);
        output.WriteLine($"{name}: states {states:G3}, number {number:G3}");
        Assert.True(states > 1e-4, $"states {states}");
        Assert.True(number > 1e-4, $"number {number}");
    }

    [Theory]
    [InlineData("the default")]
    [InlineData("coordinate walk")]
    public void The_probability_of_each_switch_is_that_of_the_enumeration(string name)
    {
        double[,] transitions = ExactTransitions();
        var random = new RandomStream(11, 0, 0);
        var replica = new Replica(Discrete);
        RungExplorer rung = ShippedExplorers.All[name].CreateRung(Discrete);
        for (int start = 0; start < 6; start++)
        {
            var counts = new int[6];
            for (int replicate = 0; replicate < Replicates; replicate++)
            {
                random.BeginSweep(6L * replicate + start);
                Put(replica, random, [start / 3, start % 3]);
                rung.Explore(replica, new(replicate, InverseTemperature, random, 0));
                counts[StateOf(replica.Values)]++;
            }

            double[] row = [.. Enumerable.Range(0, 6).Select(end => transitions[start, end])];
            Assert.True(ChiSquare.Significance(counts, row) > 1e-4, $"from {start}: {string.Join(' ', counts)}");
        }
    }

    /// <summary>
    /// First the switch, then the choice: Metropolis moves to one of the other values, each as likely as the next.
    /// </summary>
    private static double[,] ExactTransitions()
    {
        double[] weights =
            Normalised(PriorProbabilities.Select((prior, state) => prior * Math.Exp(InverseTemperature * LogLikelihoods[state])));
        var transitions = new double[6, 6];
        for (int start = 0; start < 6; start++)
        {
            foreach (int switched in new[] { 0, 1 }.Select(on => 3 * on + start % 3))
            {
                double first = StepProbability(weights, start, switched, [(start + 3) % 6]);
                int row = 3 * (switched / 3);
                for (int choice = 0; choice < 3; choice++)
                {
                    int[] others = [.. Enumerable.Range(row, 3).Where(state => state != switched)];
                    transitions[start, row + choice] += first * StepProbability(weights, switched, row + choice, others);
                }
            }
        }

        return transitions;
    }

    private static double StepProbability(double[] weights, int from, int to, int[] others) => from != to
        ? Math.Min(1, weights[to] / weights[from]) / others.Length
        : 1 - others.Sum(other => Math.Min(1, weights[other] / weights[from]) / others.Length);

    private static void PutAtExactDraw(Replica replica, RandomStream random)
    {
        double rest = random.NextUniform();
        int state = 0;
        while (state < 5 && rest >= MixedWeights[state])
        {
            rest -= MixedWeights[state++];
        }
        double number = ConditionalMean(state) + random.NextNormal() / Math.Sqrt(1 + InverseTemperature);
        Put(replica, random, [state / 3, state % 3, number]);
    }

    private static double ConditionalMean(int state) => InverseTemperature * Means[state] / (1 + InverseTemperature);

    /// <summary>A move that is always accepted: a huge proposal ratio.</summary>
    private static void Put(Replica replica, RandomStream random, double[] point)
    {
        replica.DrawFromPrior(random);
        replica.Move([.. Enumerable.Range(0, point.Length)], point, 0, logUniform: -1, logProposalRatio: double.MaxValue);
    }

    private static int StateOf(ReadOnlySpan<double> values) => 3 * (int)values[0] + (int)values[1];

    private static double[] Normalised(IEnumerable<double> weights)
    {
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
