using BayesMeasure.Linear;
using BayesMeasure.Linear.Subsets;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Amortized.Tests.Structures;

public class LinearFamilyTests
{
    private const int Columns = 6;
    private const double Variance = 4;
    private const double Shape = 3;
    private const double Rate = 0.5;

    /// <summary>Another way to the same numbers: an orthogonal decomposition in 32 digits.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_evidence_is_that_of_conjugate_regression(bool hasSigma)
    {
        double[]? sigma = hasSigma ? [.. ColumnFamily.Grid.X.Select(x => 1 + 0.5 * x)] : null;
        StructureFamily family = ColumnFamily.Of(Columns, sigma);
        Measurement curve = family.Simulate(new(0b101101), new(seed: 3, chain: 0, replica: 0));
        StructureEvidence evidence = family.EvidenceOf(curve);
        Assert.All(family.Layout.All().Where(structure => structure.Decisions > 0), structure => Assert.Equal(
            Regression(curve, structure, sigma).FreeEnergy!.LogEvidence, evidence.Of(structure).LogEvidence, 8));
        Assert.Equal(63, evidence.Count);
    }

    [Fact]
    public void The_posterior_is_that_of_all_subsets()
    {
        const double Lambda = 0.35;
        StructureFamily family = ColumnFamily.Of(Columns);
        Measurement curve = family.Simulate(new(0b010011), new(seed: 4, chain: 0, replica: 0));
        SubsetPosterior exact = new SubsetSearch { Best = 64 }
            .Run(new(Design(new(0b111111)), curve.Y), PriorOf(Columns))
            .Under(SubsetPrior.Inclusion(Lambda));
        StructureDistribution found = family.Posterior(curve, Lambda);
        Assert.All(exact.InclusionProbabilities.Zip(found.Decisions), pair => Assert.Equal(pair.First, pair.Second, 9));
        Assert.Equal(exact.Best[0].Probability, found.Structures[0].Probability, 9);
        Assert.Equal(1, found.Structures.Sum(one => one.Probability), 12);
        Assert.Equal(found.Decisions[1], found["slope"][1], 12);
    }

    /// <summary>
    /// Where curves are drawn as the evidence believes, decisions come true as often as they are expected to: the sum of
    /// (M - p)(p - 1/2) is 0 within its error. An evidence that believes in smaller coefficients is found out.
    /// </summary>
    [Fact]
    public void The_simulator_is_that_of_the_evidence()
    {
        StructureFamily family = ColumnFamily.Of(Columns);
        StructureFamily broken = StructureFamily.Linear(ColumnFamily.Grid, family.Parts, variance: 0.05);
        Assert.InRange(Miscalibration(family, family), -4, 4);
        Assert.True(Math.Abs(Miscalibration(family, broken)) > 6);
    }

    /// <summary>Two equal columns are one whose coefficient has twice the variance.</summary>
    [Fact]
    public void More_copies_have_the_columns_of_fewer()
    {
        ForwardModel wave = ColumnFamily.Model(x => Math.Sin(3 * x));
        StructureFamily family = StructureFamily.Linear(ColumnFamily.Grid, [StructurePart.Repeated("wave", 0, 3, wave)]);
        Assert.All(Enumerable.Range(0, 3), decision => Assert.Single(family.TemplatesOf(decision, ColumnFamily.Grid)));
        Measurement curve = ColumnFamily.Grid.WithValues(
            wave.Evaluate(ColumnFamily.Grid.X.AsSpan(), [0.7]).Select(y => y + 0.01));
        StructureFamily wide = StructureFamily.Linear(
            ColumnFamily.Grid, [StructurePart.Optional("wave", wave)], variance: 2 * Variance);
        double twice = family.EvidenceOf(curve).Of(new(0b11)).LogEvidence;
        Assert.Equal(wide.EvidenceOf(curve).Of(new(0b1)).LogEvidence, twice, 8);
    }

    [Fact]
    public void What_makes_no_linear_family_is_refused()
    {
        StructureFamily Of(ForwardModel model, Prior? prior = null) =>
            StructureFamily.Linear(ColumnFamily.Grid, [StructurePart.Optional("part", model, prior)]);
        string twisted = Assert.Throws<ArgumentException>(() =>
            Of(ForwardModel.Function((double x, double a) => Math.Sin(a * x)))).Message;
        Assert.Contains("not proportional to part.a", twisted);
        Assert.Contains("other than one parameter", Assert.Throws<ArgumentException>(() =>
            Of(ForwardModel.Function((double x, double a, double b) => a * x + b))).Message);
        Assert.Contains("conjugate prior", Assert.Throws<ArgumentException>(() =>
            Of(ColumnFamily.Model(x => x), new Prior { ["coefficient"] = Prior.Normal(0, 1) })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => StructureFamily.Linear(
            ColumnFamily.Grid, [StructurePart.Optional("part", ColumnFamily.Model(x => x))], variance: 0));
        Assert.Contains("is not measured where", Assert.Throws<ArgumentException>(() =>
            ColumnFamily.Of(2).EvidenceOf(new([1, 2], [3, 4]))).Message);
    }

    private static double Miscalibration(StructureFamily family, StructureFamily believed)
    {
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < 300; i++)
        {
            SimulatedCurve simulated = family.Simulate(new RandomStream(seed: 9, chain: 0, replica: i));
            IReadOnlyList<double> expected = believed.Posterior(simulated.Curve, simulated.Lambda).Decisions;
            foreach ((int decision, double probability) in expected.Index())
            {
                sum += ((simulated.Structure.Has(decision) ? 1 : 0) - probability) * (probability - 0.5);
                variance += probability * (1 - probability) * (probability - 0.5) * (probability - 0.5);
            }
        }

        return sum / Math.Sqrt(variance);
    }

    private static LinearPosterior Regression(Measurement curve, Structure structure, double[]? sigma)
    {
        Matrix<double> design = Design(structure);
        return new LinearRegression(design, curve.Y, sigma).Posterior(PriorOf(design.ColumnCount));
    }

    private static Matrix<double> Design(Structure structure)
    {
        double[][] columns = [.. ColumnFamily.Values(Columns).Where((_, column) => structure.Has(column))];
        return Matrix<double>.Build.DenseOfColumnArrays(columns);
    }

    private static LinearPrior PriorOf(int columns) => LinearPrior.NormalInverseGamma(
        Vector<double>.Build.Dense(columns), Matrix<double>.Build.DenseDiagonal(columns, 1 / Variance), Shape, Rate);
}
