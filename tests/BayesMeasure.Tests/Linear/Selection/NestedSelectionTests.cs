using BayesMeasure.Linear;
using BayesMeasure.Linear.Selection;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Summaries;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear.Selection;

/// <summary>y = a x against y = a x + b, x evenly from -1 to 1, sigma = 1, |b| at most 10.</summary>
public class NestedSelectionTests
{
    private const double HalfWidth = 10;

    [Theory]
    [Trait("science", "solvable-linear.md: C.2 P(select), (N, b0) = (5,0), (5,1), (20,.5), (100,0), (100,.3), (1000,.1)")]
    [InlineData(5, 0, 0.01637)]
    [InlineData(5, 1, 0.43465)]
    [InlineData(20, 0.5, 0.33078)]
    [InlineData(100, 0, 0.00308)]
    [InlineData(100, 0.3, 0.51614)]
    [InlineData(1000, 0.1, 0.43503)]
    public void Known_noise(int points, double offset, double expected) =>
        Assert.Equal(expected, Offset(points).Probability([offset], sigma: 1), 5);

    [Theory]
    [Trait("science", "solvable-linear.md: C.3 P(select), (N, b0) = (5,0), (5,1), (20,.5), (100,.3)")]
    [InlineData(5, 0, 0.025)]
    [InlineData(5, 1, 0.297)]
    [InlineData(20, 0.5, 0.289)]
    [InlineData(100, 0.3, 0.499)]
    public void Empirical_Bayes(int points, double offset, double expected) =>
        Assert.Equal(expected, Offset(points).Probability([offset], 1, NoiseTreatment.EmpiricalBayes), 0.0015);

    [Theory]
    [Trait("science", "solvable-linear.md: C.2 and C.3 P(select) by simulation, all rows")]
    [InlineData(5, 0, 0.01637, NoiseTreatment.Known)]
    [InlineData(5, 1, 0.43465, NoiseTreatment.Known)]
    [InlineData(20, 0.5, 0.33078, NoiseTreatment.Known)]
    [InlineData(100, 0, 0.00308, NoiseTreatment.Known)]
    [InlineData(100, 0.3, 0.51614, NoiseTreatment.Known)]
    [InlineData(1000, 0.1, 0.43503, NoiseTreatment.Known)]
    [InlineData(5, 0, 0.025, NoiseTreatment.EmpiricalBayes)]
    [InlineData(5, 1, 0.297, NoiseTreatment.EmpiricalBayes)]
    [InlineData(20, 0.5, 0.289, NoiseTreatment.EmpiricalBayes)]
    [InlineData(100, 0.3, 0.499, NoiseTreatment.EmpiricalBayes)]
    public void By_simulation(int points, double offset, double expected, NoiseTreatment treatment)
    {
        const int Simulations = 1000;
        double share = Offset(points).Simulate([offset], sigma: 1, treatment, Simulations, seed: 11).Value;
        Assert.InRange(Math.Abs(share - expected), 0, 4 * Math.Sqrt(expected * (1 - expected) / Simulations));
    }

    /// <summary>T^2 = ln(4 xi^2 N_e / 2 pi sigma^2), also where x is not centred: N_e = N (1 - mean(x)^2/mean(x^2)).</summary>
    [Fact]
    [Trait("science", "solvable-linear.md: C.2 P(select ax+b) = Phi(delta-T) + Phi(-T-delta)")]
    public void The_closed_form()
    {
        double[] x = [0.3, 0.9, 1.4, 2.2, 3.1, 3.3];
        const double Sigma = 0.4;
        const double B = 0.8;
        double effective = x.Length * (1 - Math.Pow(x.Average(), 2) / x.Average(value => value * value));
        double delta = Math.Sqrt(effective) * B / Sigma;
        double threshold = Math.Sqrt(Math.Log(4 * HalfWidth * HalfWidth * effective / (2 * Math.PI * Sigma * Sigma)));
        Assert.Equal(
            Normal.CDF(0, 1, delta - threshold) + Normal.CDF(0, 1, -threshold - delta),
            NestedSelection.OfOffset(x, HalfWidth).Probability([B], Sigma),
            12);
    }

    /// <summary>Many pairs of the two random variables, on which alone the free energies depend.</summary>
    [Theory]
    [InlineData(4, 1.5, NoiseTreatment.EmpiricalBayes)]
    [InlineData(4, 1.5, NoiseTreatment.Jeffreys)]
    [InlineData(12, 0.5, NoiseTreatment.EmpiricalBayes)]
    [InlineData(12, 0, NoiseTreatment.Jeffreys)]
    [InlineData(300, 0.2, NoiseTreatment.Jeffreys)]
    public void The_integral_is_the_share_of_its_random_variables(int points, double offset, NoiseTreatment treatment)
    {
        const int Draws = 200_000;
        var random = new RandomStream(seed: 5, chain: 0, replica: 0);
        int freedom = points - 2;
        int selected = 0;
        for (int i = 0; i < Draws; i++)
        {
            double gain = Math.Pow(Math.Sqrt(points) * offset + random.NextNormal(), 2);
            double rest = 2 * random.NextGamma(0.5 * freedom);
            double difference = OfNoise(freedom, rest, treatment) - OfNoise(freedom + 1, rest + gain, treatment)
                + Math.Log(2 * HalfWidth) + 0.5 * Math.Log(points);
            selected += difference < 0 ? 1 : 0;
        }

        double probability = Offset(points).Probability([offset], 1, treatment);
        Assert.Equal(probability, (double)selected / Draws, 4 * Math.Sqrt(probability * (1 - probability) / Draws));
    }

    /// <summary>Several columns more, designs that are not orthogonal, and every treatment, through the exact solver.</summary>
    [Theory]
    [InlineData(NoiseTreatment.Known)]
    [InlineData(NoiseTreatment.EmpiricalBayes)]
    [InlineData(NoiseTreatment.Jeffreys)]
    public void Simulated_measurements_agree(NoiseTreatment treatment)
    {
        const int Simulations = 2000;
        double[] x = Generate.LinearSpaced(12, 0, 2);
        Matrix<double> common = Matrix<double>.Build.Dense(x.Length, 2, (i, j) => Math.Pow(x[i], j));
        Matrix<double> extra = Matrix<double>.Build.Dense(x.Length, 2, (i, j) => Math.Pow(x[i], j + 2));
        var selection = new NestedSelection(common, extra, [20, 10]);
        double formula = selection.Probability([2, -0.5], 0.3, treatment);
        SimulatedProbability counted = selection.Simulate([2, -0.5], 0.3, treatment, Simulations);
        Assert.InRange(formula, 0.02, 0.98);
        Assert.Equal(formula, counted.Value, 4 * counted.StandardError);
        Assert.Equal(counted, selection.Simulate([2, -0.5], 0.3, treatment, Simulations));
    }

    /// <summary>With more and more points, the true model is selected.</summary>
    [Theory]
    [InlineData(NoiseTreatment.Known)]
    [InlineData(NoiseTreatment.EmpiricalBayes)]
    [InlineData(NoiseTreatment.Jeffreys)]
    public void Selection_is_consistent(NoiseTreatment treatment)
    {
        Assert.InRange(Offset(3000).Probability([0], 1, treatment), 0, 0.001);
        Assert.InRange(Offset(3000).Probability([0.2], 1, treatment), 0.999, 1);
    }

    [Fact]
    public void Impossible_questions_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Offset(5).Probability([1, 2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Offset(5).Probability([1], 0));
        Assert.Throws<ArgumentException>(() => Offset(2).Probability([1], 1, NoiseTreatment.Jeffreys));
        Assert.Throws<SingularDesignException>(() => NestedSelection.OfOffset([1, 1, 1], HalfWidth));
        Assert.Throws<ArgumentOutOfRangeException>(() => Offset(5).Simulate([1], 1, NoiseTreatment.Known, simulations: 0));
    }

    private static NestedSelection Offset(int points) =>
        NestedSelection.OfOffset(Generate.LinearSpaced(points, -1, 1), HalfWidth);

    /// <summary>The part of F that depends on the noise, by C.3 and C.4, for sigma = 1.</summary>
    private static double OfNoise(int freedom, double residual, NoiseTreatment treatment) =>
        treatment == NoiseTreatment.EmpiricalBayes
            ? 0.5 * freedom * (Math.Log(2 * Math.PI * residual / freedom) + 1)
            : 0.5 * freedom * Math.Log(Math.PI * residual) - SpecialFunctions.GammaLn(0.5 * freedom);
}
