using BayesMeasure.Linear;
using BayesMeasure.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

/// <summary>The search over all subsets of columns against every subset solved by itself.</summary>
public class SubsetSearchTests
{
    private const int Points = 24;
    private const int Columns = 9;

    private static readonly Matrix<double> Design = CreateDesign(Columns);
    private static readonly double[] Y = CreateValues(Design);
    private static readonly double[] Sigma = [.. Enumerable.Range(0, Points).Select(i => 0.5 + 0.05 * i)];

    public static TheoryData<string> PriorNames => ["flat", "empirical Bayes", "Jeffreys", "normal", "normal-inverse-gamma"];

    [Theory]
    [MemberData(nameof(PriorNames))]
    public void Every_subset_has_its_own_free_energy(string name)
    {
        SubsetPosterior found = new SubsetSearch { Always = 1, Best = 1000 }.Run(Design, Y, PriorOf(name, Columns), Sigma);
        IReadOnlyList<RankedSubset> subsets = AllOf(found);
        Assert.Equal(1 << (Columns - 1), found.Subsets);
        Assert.NotEmpty(subsets);
        Assert.All(subsets, subset => Assert.Equal(FreeEnergy(name, subset.Columns), subset.FreeEnergy, 9));
    }

    [Theory]
    [MemberData(nameof(PriorNames))]
    public void Probabilities_and_averages_are_those_of_all_subsets(string name)
    {
        SubsetPosterior found = new SubsetSearch { Always = 1 }.Run(Design, Y, PriorOf(name, Columns), Sigma);
        (int[] Subset, double FreeEnergy, Vector<double> Mean)[] all = [.. Subsets(Columns).Where(subset => subset.Contains(0))
            .Select(subset => (subset, FreeEnergy(name, subset), Solve(name, subset).Mean))];
        foreach ((SubsetPrior prior, Func<int, double> logPrior) in Priors(Columns - 1))
        {
            double[] logWeights = [.. all.Select(entry => logPrior(entry.Subset.Length - 1) - entry.FreeEnergy)];
            double logEvidence = logWeights.Max() + Math.Log(logWeights.Sum(weight => Math.Exp(weight - logWeights.Max())));
            double[] probabilities = [.. logWeights.Select(weight => Math.Exp(weight - logEvidence))];
            Assert.Equal(logEvidence, found.LogEvidence(prior), 9);
            Assert.Equal(probabilities.Max(), found.Best(prior)[0].Probability, 9);
            Assert.Equal(all[Array.IndexOf(probabilities, probabilities.Max())].Subset, found.Best(prior)[0].Columns);
            for (int column = 0; column < Columns; column++)
            {
                double inclusion = 0;
                double coefficient = 0;
                foreach ((int i, (int[] subset, _, Vector<double> mean)) in all.Index())
                {
                    int position = Array.IndexOf(subset, column);
                    inclusion += position < 0 ? 0 : probabilities[i];
                    coefficient += position < 0 ? 0 : probabilities[i] * mean[position];
                }

                Assert.Equal(inclusion, found.InclusionProbabilities(prior)[column], 9);
                Assert.Equal(coefficient, found.Coefficients(prior)[column], 9);
            }

            Assert.Equal(1, found.SizeProbabilities(prior).Sum(), 12);
            Assert.Equal(1, found.InclusionProbabilities(prior)[0], 12);
        }
    }

    [Fact]
    public void Without_columns_the_data_are_noise()
    {
        SubsetPosterior found = new SubsetSearch { Best = 1000 }.Run(Design, Y, PriorOf("flat", Columns));
        double expected = Points * Math.Log(Math.Sqrt(2 * Math.PI) * 0.8) + Y.Sum(y => y * y) / (2 * 0.8 * 0.8);
        Assert.Equal(1 << Columns, found.Subsets);
        Assert.Equal(expected, AllOf(found).Single(subset => subset.Columns.Count == 0).FreeEnergy, 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        Matrix<double> design = CreateDesign(12);
        double[] Numbers(int count)
        {
            SubsetPosterior found = new SubsetSearch { Threads = count }.Run(design, Y, new EmpiricalBayes(HalfWidths(12)));
            return [.. found.InclusionProbabilities(SubsetPrior.EqualSizes), .. found.Coefficients(SubsetPrior.EqualSizes)];
        }

        Assert.Equal(Numbers(3).Select(BitConverter.DoubleToInt64Bits), Numbers(threads).Select(BitConverter.DoubleToInt64Bits));
    }

    /// <summary>A column and its double are never together, and share what is known of them.</summary>
    [Fact]
    public void Subsets_of_dependent_columns_are_left_out()
    {
        Matrix<double> design = Design.InsertColumn(Columns, 2 * Design.Column(3));
        SubsetPosterior found = new SubsetSearch { Best = 10_000 }.Run(design, Y, new JeffreysPrior(
            [.. HalfWidths(Columns), HalfWidths(Columns)[3] / 2]));
        Assert.DoesNotContain(AllOf(found), subset => subset.Columns.Contains(3) && subset.Columns.Contains(Columns));
        IReadOnlyList<double> inclusion = found.InclusionProbabilities(SubsetPrior.EqualSubsets);
        Assert.Equal(inclusion[3], inclusion[Columns], 9);
    }

    [Fact]
    public void Impossible_searches_are_refused()
    {
        var search = new SubsetSearch();
        Assert.Throws<ArgumentException>(() => search.Run(Design, Y, new FlatPrior(1)));
        Assert.Throws<ArgumentException>(() => search.Run(Design, Y, new FlatPrior(1, [1, 2])));
        Assert.Throws<ArgumentException>(() => search.Run(Design, Y, new NormalPrior(
            Vector<double>.Build.Dense(Columns, 1), Matrix<double>.Build.DenseIdentity(Columns), 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => (search with { Always = 40 }).Run(Design, Y, PriorOf("flat", Columns)));
        Assert.Throws<SingularDesignException>(() => (search with { Always = 2 }).Run(
            Design.InsertColumn(0, Design.Column(0)), Y, PriorOf("flat", Columns + 1)));
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_search_ends()
    {
        var told = new Told();
        new SubsetSearch { Threads = 1 }.Run(Design, Y, PriorOf("flat", Columns), progress: told);
        Assert.Equal(1, told.Fractions[^1]);
        Assert.Equal(told.Fractions.Order(), told.Fractions);
        Assert.ThrowsAny<OperationCanceledException>(() => new SubsetSearch().Run(
            Design, Y, PriorOf("flat", Columns), cancellation: new(canceled: true)));
    }

    private static LinearPrior PriorOf(string name, int columns) => name switch
    {
        "flat" => new FlatPrior(0.8, HalfWidths(columns)),
        "empirical Bayes" => new EmpiricalBayes(HalfWidths(columns)),
        "Jeffreys" => new JeffreysPrior(HalfWidths(columns)),
        "normal" => new NormalPrior(Vector<double>.Build.Dense(columns), Variances(columns), 0.8),
        _ => new NormalInverseGammaPrior(Vector<double>.Build.Dense(columns), Variances(columns), 1.5, 0.4),
    };

    private static double[] HalfWidths(int columns) => [.. Enumerable.Range(0, columns).Select(j => 100.0 + 10 * j)];

    private static Matrix<double> Variances(int columns) => Matrix<double>.Build.DenseDiagonal(columns, columns, j => 1 + 0.5 * j);

    private static LinearPrior PriorOf(string name, IReadOnlyList<int> subset)
    {
        double[] box = [.. subset.Select(j => HalfWidths(Columns)[j])];
        Matrix<double> variances = Matrix<double>.Build.DenseDiagonal(subset.Count, subset.Count, j => Variances(Columns)[subset[j], subset[j]]);
        return name switch
        {
            "flat" => new FlatPrior(0.8, box),
            "empirical Bayes" => new EmpiricalBayes(box),
            "Jeffreys" => new JeffreysPrior(box),
            "normal" => new NormalPrior(Vector<double>.Build.Dense(subset.Count), variances, 0.8),
            _ => new NormalInverseGammaPrior(Vector<double>.Build.Dense(subset.Count), variances, 1.5, 0.4),
        };
    }

    private static LinearPosterior Solve(string name, IReadOnlyList<int> subset) =>
        new LinearRegression(Matrix<double>.Build.DenseOfColumnVectors(subset.Select(Design.Column)), Y, Sigma)
            .Posterior(PriorOf(name, subset));

    private static double FreeEnergy(string name, IReadOnlyList<int> subset) => Solve(name, subset).FreeEnergy!.FreeEnergy;

    private static IEnumerable<int[]> Subsets(int columns) => Enumerable.Range(0, 1 << columns)
        .Select(mask => Enumerable.Range(0, columns).Where(column => (mask >> column & 1) == 1).ToArray());

    private static IEnumerable<(SubsetPrior Prior, Func<int, double> LogPrior)> Priors(int columns) =>
    [
        (SubsetPrior.EqualSubsets, _ => -columns * Math.Log(2)),
        (SubsetPrior.EqualSizes, kept => -Math.Log((columns + 1) * Choose(columns, kept))),
        (SubsetPrior.Inclusion(0.1), kept => kept * Math.Log(0.1) + (columns - kept) * Math.Log(0.9)),
    ];

    private static double Choose(int n, int k) =>
        Enumerable.Range(0, 1 << n).Count(mask => System.Numerics.BitOperations.PopCount((uint)mask) == k);

    /// <summary>Every subset that was remembered: with an inclusion probability of 1/2 none is hidden behind its size.</summary>
    private static IReadOnlyList<RankedSubset> AllOf(SubsetPosterior found) => found.Best(SubsetPrior.EqualSubsets);

    private static Matrix<double> CreateDesign(int columns)
    {
        var random = new RandomStream(seed: 4, chain: 0, replica: 0);
        return Matrix<double>.Build.Dense(Points, columns, (_, j) => j == 0 ? 1 : random.NextNormal() * j + 0.3);
    }

    private static double[] CreateValues(Matrix<double> design)
    {
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        return [.. (2 + 0.5 * design.Column(2) - 0.2 * design.Column(5)).Select(value => value + 0.8 * random.NextNormal())];
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Fractions { get; } = [];

        public void Report(double value) => Fractions.Add(value);
    }
}
