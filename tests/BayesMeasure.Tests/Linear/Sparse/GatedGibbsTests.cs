using BayesMeasure.Linear.Sparse;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear.Sparse;

/// <summary>Gates by sampling, by enumeration, and in closed form.</summary>
public class GatedGibbsTests
{
    private const double Pulls = 4;

    /// <summary>One column: odds p/(1 - p) 2/(tau sqrt A) exp(A m^2/2) Phi(m sqrt A).</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(-0.3)]
    [InlineData(-3)]
    [InlineData(2)]
    public void One_gate_is_known_in_closed_form(double height)
    {
        const int Points = 50;
        const double Scale = 0.8;
        GatedProblem problem = new(
            Matrix<double>.Build.Dense(Points, 1, 1),
            [.. Enumerable.Repeat(height, Points)],
            [.. Enumerable.Repeat(2.0, Points)],
            [0.2],
            [Scale]);
        double precision = Points / 4.0 + 1 / (Scale * Scale);
        double root = Math.Sqrt(precision);
        double x = height * Points / 4.0 / root;
        double odds = 0.25 * 2 / (Scale * root) * Math.Exp(0.5 * x * x) * 0.5 * SpecialFunctions.Erfc(-x / Constants.Sqrt2);
        Assert.Equal(odds / (1 + odds), GateEnumeration.Of(problem).Probabilities[0], 1e-10);
        GateProbabilities sampled = GatedGibbs.Sample(problem, new() { Sweeps = 50 });
        Assert.Equal(odds / (1 + odds), sampled.Probabilities[0], 1e-10);
    }

    /// <summary>Two correlated columns: the evidence of both by quadrature.</summary>
    [Fact]
    public void Two_gates_are_known_by_quadrature()
    {
        GatedCase two = new(count: 2, seed: 5, probability: 0.9);
        GatedProblem problem = two.Problem();
        double Density(double a, double b)
        {
            double quadratic = a * a * problem.Product(0, 0) + b * b * problem.Product(1, 1) + 2 * a * b * problem.Product(0, 1)
                + a * a + b * b;
            return 4 / (2 * Math.PI) * Math.Exp(-0.5 * quadratic + a * problem.Projections[0] + b * problem.Projections[1]);
        }

        double evidence = GaussLegendreRule.Integrate(Density, 0, 4, 0, 4, 200);
        GateSet both = GateEnumeration.Of(problem).Sets.Single(set => set.Columns.Count == 2);
        Assert.Equal(Math.Log(evidence), both.LogEvidence, 1e-4);
    }

    /// <summary>The products are all that is asked of the data.</summary>
    [Fact]
    public void A_problem_is_its_products()
    {
        GatedProblem problem = new GatedCase(count: 5, seed: 3).Problem();
        GatedProblem copy = GatedProblem.OfProducts(
            Matrix<double>.Build.Dense(5, 5, problem.Product),
            problem.Projections.ToArray(),
            problem.PriorLogOdds.ToArray(),
            problem.Scales.ToArray());
        Assert.Equal(GateEnumeration.Of(problem).Probabilities, GateEnumeration.Of(copy).Probabilities);
    }

    /// <summary>Of sets that hold a column, the odds are those among all sets.</summary>
    [Fact]
    public void Sets_with_an_open_column_keep_their_odds()
    {
        GatedProblem problem = new GatedCase(count: 5, seed: 4).Problem();
        GateSet[] all = [.. GateEnumeration.Of(problem).Sets.Where(set => set.Columns.Contains(2))];
        IReadOnlyList<GateSet> some = GateEnumeration.Of(problem, [2], [0, 1, 3, 4]).Sets;
        double sum = all.Sum(set => set.Probability);
        foreach (GateSet set in some.Where(set => set.Probability > 1e-6))
        {
            GateSet same = all.Single(other => other.Columns.SequenceEqual(set.Columns));
            Assert.Equal(same.Probability / sum, set.Probability, 1e-9);
        }
    }

    [Fact]
    public void A_column_that_is_listed_twice_is_refused() => Assert.Throws<ArgumentException>(() =>
        GateEnumeration.Of(new GatedCase(count: 3, seed: 1).Problem(), [1], [0, 1]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sampling_agrees_with_enumeration(int seed) => Assert.InRange(LargestPull(new(count: 7, seed), 0.3), 0, Pulls);

    /// <summary>A slab that lacks the factor 2 of a half-normal halves all odds.</summary>
    [Fact]
    public void A_wrong_slab_is_rejected()
    {
        const double Halved = 0.5 * 0.3 / 0.7;
        Assert.True(LargestPull(new(count: 7, seed: 1), Halved / (1 + Halved)) > Pulls);
    }

    /// <summary>Two columns that are the same: one of them is there, and neither can be told.</summary>
    [Fact]
    public void Equal_columns_share_their_probability()
    {
        const int Points = 60;
        Matrix<double> columns = Matrix<double>.Build.Dense(
            Points, 3, (i, k) => Math.Exp(-0.5 * Math.Pow((i - (k < 2 ? 20 : 40)) / 3.0, 2)));
        double[] y = [.. columns.Column(0).Select((value, i) => 2 * value + 0.05 * Math.Sin(7.1 * i))];
        GatedProblem problem = new(columns, y, [.. Enumerable.Repeat(0.1, Points)], [0.05, 0.05, 0.05], [2, 2, 2]);
        GateProbabilities sampled = GatedGibbs.Sample(problem, new() { Sweeps = 2000 });
        Assert.InRange(sampled.ProbabilityOfAny(0, 1), 0.999, 1);
        double error = sampled.StandardErrors[0] + sampled.StandardErrors[1];
        Assert.Equal(sampled.Probabilities[0], sampled.Probabilities[1], Pulls * error);
        Assert.InRange(sampled.Probabilities[2], 0, 0.05);
    }

    [Fact]
    public void Draws_have_the_amplitudes_of_the_open_gates()
    {
        GatedCase one = new(count: 6, seed: 9);
        GateProbabilities sampled = GatedGibbs.Sample(one.Problem(), new() { Sweeps = 1000 });
        Assert.Equal(4000, sampled.DrawCount);
        int sure = Enumerable.Range(0, 6).MaxBy(k => sampled.Probabilities[k]);
        double mean = Enumerable.Range(0, sampled.DrawCount).Average(draw => sampled.Amplitudes(draw)[sure]);
        Assert.Equal(one.Truth[sure], mean, 0.5);
    }

    [Fact]
    public void A_sweep_allocates_nothing_and_a_seed_gives_the_same_bits()
    {
        GatedProblem problem = new GatedCase(count: 8, seed: 2).Problem();
        GateChain chain = new(problem, [(0, 1), (1, 2)], seed: 3, chain: 1);
        double[] probabilities = new double[8];
        chain.Sweep(1, probabilities);
        long before = GC.GetAllocatedBytesForCurrentThread();
        chain.Sweep(2, probabilities);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(
            GatedGibbs.Sample(problem, new() { Seed = 4, Sweeps = 100 }).Probabilities,
            GatedGibbs.Sample(problem, new() { Seed = 4, Sweeps = 100 }).Probabilities);
    }

    // The mean of a normal above a bound is that of its tail, Mills' ratio.
    [Theory]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    [InlineData(-8.0)]
    public void An_amplitude_is_drawn_from_its_conditional(double mean)
    {
        const int Draws = 20_000;
        var conditional = new GateConditional(mean, precision: 4, scale: 1, priorLogOdds: 0);
        var random = new RandomStream(seed: 6, chain: 0, replica: 0);
        double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => conditional.Draw(random))];
        double least = -2 * mean;
        double above = 0.5 * SpecialFunctions.Erfc(least / Constants.Sqrt2);
        double ratio = Math.Exp(-0.5 * least * least) / (Constants.Sqrt2Pi * above);
        double deviation = 0.5 * Math.Sqrt(1 + least * ratio - ratio * ratio);
        Assert.Equal(mean + 0.5 * ratio, draws.Average(), Pulls * deviation / Math.Sqrt(Draws));
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        Matrix<double> columns = Matrix<double>.Build.Dense(5, 1, 1);
        double[] five = [1, 1, 1, 1, 1];
        Assert.Throws<ArgumentException>(() => new GatedProblem(columns, [1], five, [0.5], [1]));
        Assert.Throws<ArgumentException>(() => new GatedProblem(columns, five, five, [1], [1]));
        Assert.ThrowsAny<ArgumentException>(() => new GatedProblem(columns, five, five, [0.5], [0]));
        Assert.Throws<ArgumentException>(() => new GatedProblem(0 * columns, five, five, [0.5], [1]));
        Assert.Throws<ArgumentException>(
            () => GatedGibbs.Sample(new(columns, five, five, [0.5], [1]), new() { Chains = 1 }));
        Assert.Throws<ArgumentException>(() => GateEnumeration.Of(new GatedCase(count: 13, seed: 1).Problem()));
    }

    /// <summary>The largest difference of sampled and enumerated probabilities, in standard errors of both.</summary>
    private static double LargestPull(GatedCase one, double probability)
    {
        GateEnumeration exact = GateEnumeration.Of(one.Problem());
        GateProbabilities sampled = GatedGibbs.Sample(one.Asked(probability), new() { Sweeps = 4000 });
        return Enumerable.Range(0, exact.Probabilities.Count).Max(k =>
            Math.Abs(sampled.Probabilities[k] - exact.Probabilities[k])
            / Math.Sqrt(Math.Pow(sampled.StandardErrors[k], 2) + Math.Pow(exact.StandardErrors[k], 2) + 1e-12));
    }
}
