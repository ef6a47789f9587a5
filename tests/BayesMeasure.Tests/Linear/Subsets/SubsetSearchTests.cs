using BayesMeasure.Linear;
using BayesMeasure.Linear.Subsets;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear.Subsets;

/// <summary>Every subset, solved one by one, is the oracle.</summary>
public class SubsetSearchTests
{
    private const int Points = 30;
    private const double Sigma = 0.7;
    private const int Seed = 11;
    private const double Tolerance = 1e-9;

    public enum Kind
    {
        Flat,
        EmpiricalBayes,
        Jeffreys,
        Normal,
        NormalInverseGamma,
    }

    public static TheoryData<Kind, int, int[]> Cases => new()
    {
        { Kind.Flat, 8, [] },
        { Kind.Flat, 9, [4, 0] },
        { Kind.EmpiricalBayes, 9, [5] },
        { Kind.EmpiricalBayes, 8, [] },
        { Kind.Jeffreys, 8, [] },
        { Kind.Jeffreys, 10, [0, 7] },
        { Kind.Normal, 9, [] },
        { Kind.Normal, 11, [1] },
        { Kind.NormalInverseGamma, 8, [2] },
        { Kind.NormalInverseGamma, 12, [] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_sums_are_those_of_every_subset_solved_alone(Kind kind, int columns, int[] always)
    {
        Solved[] all = [.. Solve(kind, columns, always)];
        SubsetEvidence evidence = Search(kind, columns, new() { Always = always });
        foreach (SubsetPrior prior in new[] { SubsetPrior.Uniform, SubsetPrior.UniformSize, SubsetPrior.Inclusion(0.2) })
        {
            double[] logJoint = [.. all.Select(one => -one.FreeEnergy
                + prior.LogProbability(one.Columns.Length - always.Length, columns - always.Length))];
            double logEvidence = logJoint.Max() + Math.Log(logJoint.Sum(value => Math.Exp(value - logJoint.Max())));
            double[] weights = [.. logJoint.Select(value => Math.Exp(value - logEvidence))];
            SubsetPosterior posterior = evidence.Under(prior);
            Assert.Equal(logEvidence, posterior.FreeEnergy.LogEvidence, Tolerance);
            for (int j = 0; j < columns; j++)
            {
                var having = all.Zip(weights).Where(one => one.First.Columns.Contains(j)).ToArray();
                Assert.Equal(having.Sum(one => one.Second), posterior.InclusionProbabilities[j], Tolerance);
                Assert.Equal(
                    having.Sum(one => one.Second * one.First.Mean[Array.IndexOf(one.First.Columns, j)]),
                    posterior.Coefficients[j],
                    Tolerance);
            }

            AssertBest(all, weights, posterior);
        }
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        SubsetPosterior[] found = [.. new[] { 1, 2, 5 }.Select(
            threads => Search(Kind.Jeffreys, 14, new() { Threads = threads }).Under(SubsetPrior.Uniform))];
        foreach (SubsetPosterior other in found[1..])
        {
            Assert.Equal(found[0].FreeEnergy.LogEvidence, other.FreeEnergy.LogEvidence);
            Assert.Equal(found[0].InclusionProbabilities, other.InclusionProbabilities);
            Assert.Equal(found[0].Coefficients, other.Coefficients);
            Assert.Equal(found[0].Best.Select(subset => subset.FreeEnergy), other.Best.Select(subset => subset.FreeEnergy));
        }
    }

    /// <summary>More subsets than can be solved one by one: those listed are solved again.</summary>
    [Fact]
    public void The_best_of_many_are_right()
    {
        SubsetPosterior posterior = Search(Kind.NormalInverseGamma, 18, new()).Under(SubsetPrior.Inclusion(0.3), best: 40);
        Assert.Equal(40, posterior.Best.Count);
        Assert.Equal(posterior.Best.OrderByDescending(subset => subset.Probability), posterior.Best);
        foreach (ColumnSubset subset in posterior.Best)
        {
            LinearPosterior alone =
                Regression(18, [.. subset.Columns]).Posterior(Prior(Kind.NormalInverseGamma, subset.Columns.Count));
            Assert.Equal(alone.FreeEnergy!.FreeEnergy, subset.FreeEnergy, Tolerance);
        }
    }

    [Fact]
    public void The_columns_of_the_truth_are_found()
    {
        SubsetPosterior posterior = Search(Kind.Jeffreys, 12, new()).Under(SubsetPrior.Uniform);
        Assert.All(new[] { 1, 3, 4 }, column => Assert.True(posterior.InclusionProbabilities[column] > 0.99));
        Assert.Equal(1, posterior.SizeProbabilities.Sum(), 12);
        Assert.Equal(
            posterior.InclusionProbabilities.Sum(), posterior.SizeProbabilities.Index().Sum(size => size.Index * size.Item),
            Tolerance);
    }

    [Fact]
    public void Progress_rises_to_the_end()
    {
        var told = new List<double>();
        var progress = new Told(told.Add);
        new SubsetSearch().Run(Regression(12, [.. Enumerable.Range(0, 12)]), Prior(Kind.Flat, 12), progress);
        Assert.Equal(told.Order(), told);
        Assert.InRange(told[^1], 0.9, 1);
    }

    [Fact]
    public void A_search_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var progress = new Told(_ => source.Cancel());
        Assert.Throws<OperationCanceledException>(() => new SubsetSearch()
            .Run(Regression(14, [.. Enumerable.Range(0, 14)]), Prior(Kind.Flat, 14), progress, source.Token));
    }

    [Fact]
    public void What_cannot_be_searched_is_refused()
    {
        LinearRegression regression = Regression(5, [0, 1, 2]);
        void AssertRefused(string reason, SubsetSearch search, LinearPrior prior)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => search.Run(regression, prior));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }

        AssertRefused("give half-widths", new(), LinearPrior.Flat(1));
        AssertRefused("each once", new() { Always = [1, 1] }, Prior(Kind.Flat, 3));
        AssertRefused("0 columns to choose from", new() { Always = [0, 1, 2] }, Prior(Kind.Flat, 3));
        AssertRefused("means must be 0", new(), LinearPrior.Normal(Vector<double>.Build.Dense(3, 1), Diagonal(3, 1), 1));
        AssertRefused("diagonal", new(), LinearPrior.Normal(Vector<double>.Build.Dense(3), Diagonal(3, 1) + 0.5, 1));
    }

    private static void AssertBest(Solved[] all, double[] weights, SubsetPosterior posterior)
    {
        var expected = all.Zip(weights).OrderByDescending(one => one.Second).Take(10).ToArray();
        Assert.Equal(expected.Length, posterior.Best.Count);
        foreach ((var one, ColumnSubset found) in expected.Zip(posterior.Best))
        {
            Assert.Equal(one.First.Columns, found.Columns);
            Assert.Equal(one.First.FreeEnergy, found.FreeEnergy, Tolerance);
            Assert.Equal(one.Second, found.Probability, Tolerance);
        }
    }

    private static IEnumerable<Solved> Solve(Kind kind, int columns, int[] always) =>
        from chosen in Enumerable.Range(0, 1 << columns)
        where always.All(column => (chosen >> column & 1) == 1)
        let subset = Enumerable.Range(0, columns).Where(column => (chosen >> column & 1) == 1).ToArray()
        select subset.Length > 0
            ? new Solved(subset, Regression(columns, subset).Posterior(Prior(kind, subset.Length)))
            : new Solved([], EnergyOfNone(kind, Data(columns).Y), []);

    /// <summary>Noise alone, by the formulas of section C without any coefficient.</summary>
    private static double EnergyOfNone(Kind kind, double[] y)
    {
        double squares = y.Sum(value => value * value);
        double half = 0.5 * y.Length;
        return kind switch
        {
            Kind.EmpiricalBayes => half * (Math.Log(2 * Math.PI * squares / y.Length) + 1),
            Kind.Jeffreys => half * Math.Log(Math.PI * squares) - SpecialFunctions.GammaLn(half),
            Kind.NormalInverseGamma => half * Math.Log(2 * Math.PI) - 2 * Math.Log(0.5)
                + (2 + half) * Math.Log(0.5 + 0.5 * squares) + SpecialFunctions.GammaLn(2) - SpecialFunctions.GammaLn(2 + half),
            _ => half * Math.Log(2 * Math.PI * Sigma * Sigma) + squares / (2 * Sigma * Sigma),
        };
    }

    private static SubsetEvidence Search(Kind kind, int columns, SubsetSearch search) =>
        search.Run(Regression(columns, [.. Enumerable.Range(0, columns)]), Prior(kind, columns));

    private static LinearRegression Regression(int columns, int[] chosen)
    {
        (Matrix<double> design, double[] y) = Data(columns);
        return new(Matrix<double>.Build.DenseOfColumnVectors(chosen.Select(design.Column)), y);
    }

    /// <summary>Columns that depend on each other; the truth has three of them.</summary>
    private static (Matrix<double> Design, double[] Y) Data(int columns)
    {
        var random = new RandomStream(Seed, chain: 0, replica: 0);
        Matrix<double> design = Matrix<double>.Build.Dense(Points, columns, (_, _) => random.NextNormal());
        for (int j = 1; j < columns; j++)
        {
            design.SetColumn(j, design.Column(j) + 0.6 * design.Column(j - 1));
        }
        double[] y =
            [.. design.EnumerateRows().Select(row => 2 * row[1] - 3 * row[3] + 2.5 * row[4] + Sigma * random.NextNormal())];
        return (design, y);
    }

    private static LinearPrior Prior(Kind kind, int columns) => kind switch
    {
        Kind.Flat => LinearPrior.Flat(Sigma, HalfWidths(columns)),
        Kind.EmpiricalBayes => LinearPrior.EmpiricalBayes(HalfWidths(columns)),
        Kind.Jeffreys => LinearPrior.Jeffreys(HalfWidths(columns)),
        Kind.Normal => LinearPrior.Normal(Vector<double>.Build.Dense(columns), Diagonal(columns, 4), Sigma),
        _ => LinearPrior.NormalInverseGamma(Vector<double>.Build.Dense(columns), Diagonal(columns, 0.1), 2, 0.5),
    };

    private static double[] HalfWidths(int columns) => [.. Enumerable.Repeat(100.0, columns)];

    private static Matrix<double> Diagonal(int columns, double value) => Matrix<double>.Build.DenseDiagonal(columns, value);

    private sealed record Solved(int[] Columns, double FreeEnergy, IReadOnlyList<double> Mean)
    {
        public Solved(int[] columns, LinearPosterior posterior)
            : this(columns, posterior.FreeEnergy!.FreeEnergy, [.. posterior.Mean])
        {
        }
    }

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
