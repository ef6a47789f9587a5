using BayesMeasure.Linear;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Linear;

public class SharedSlopeTests
{
    /// <summary>x = linspace(-1, 1, N), half-width 10.</summary>
    [Theory]
    [Trait("science", "solvable-linear.md: E, P(integrate) of two lines with a shared slope")]
    [InlineData(50, 1, 50, 1, 0, 0.98802)]
    [InlineData(50, 1, 50, 1, 1, 0.33275)]
    [InlineData(100, 1, 20, 0.3, 0.3, 0.89201)]
    public void Probability_of_joining(int n1, double sigma1, int n2, double sigma2, double difference, double expected) =>
        Assert.Equal(expected, Question(n1, sigma1, n2, sigma2).ProbabilityOfJoining(difference), 5);

    [Fact]
    public void It_is_the_difference_of_exact_free_energies() => Property.ForAll(
        Gen.Select(Gen.Int[3, 30], Gen.Int[3, 30], Gen.Double[0.1, 2], Gen.Double[0.1, 2], Gen.Int[0, 1_000_000]),
        drawn =>
        {
            (int n1, int n2, double sigma1, double sigma2, int seed) = drawn;
            var random = new Random(seed);
            double[] y1 = [.. Points(n1).Select(x => 0.3 + 1.2 * x + sigma1 * (random.NextDouble() - 0.5))];
            double[] y2 = [.. Points(n2).Select(x => -2 + 0.9 * x + sigma2 * (random.NextDouble() - 0.5))];
            LinearPosterior first = Line(n1).Posterior(LinearPrior.Flat(sigma1, [5, 10]));
            LinearPosterior second = Line(n2, y2).Posterior(LinearPrior.Flat(sigma2, [5, 10]));
            LinearPosterior joint = Joint().Posterior(LinearPrior.Flat(1, [5, 5, 10]));
            SharedSlope question = Question(n1, sigma1, n2, sigma2);
            double exact = joint.FreeEnergy!.FreeEnergy - first.FreeEnergy!.FreeEnergy - second.FreeEnergy!.FreeEnergy;
            Assert.Equal(
                exact, question.FreeEnergyDifference(first.Mean[1], second.Mean[1]), 1e-9 * Math.Max(1, Math.Abs(exact)));
            Assert.Equal(joint.Mean[2], question.SlopeOf(first.Mean[1], second.Mean[1]), 1e-12);
            Assert.Equal(joint.StandardDeviations[2], question.StandardDeviation, 1e-12);

            LinearRegression Line(int n, double[]? y = null) => LinearRegression.Polynomial(Points(n), y ?? y1, 1);
            LinearRegression Joint() => new(
                Matrix<double>.Build.Dense(n1 + n2, 3, (i, j) => j switch
                {
                    0 => i < n1 ? 1 : 0,
                    1 => i < n1 ? 0 : 1,
                    _ => i < n1 ? Points(n1)[i] : Points(n2)[i - n1],
                }),
                [.. y1, .. y2],
                [.. Enumerable.Repeat(sigma1, n1), .. Enumerable.Repeat(sigma2, n2)]);
        });

    [Fact]
    public void A_prior_that_says_all_makes_sharing_never_win()
    {
        var question = new SharedSlope(1, 1, 0.1);
        Assert.True(question.FreeEnergyDifference(1, 1) > 0);
        Assert.Equal(0, question.ProbabilityOfJoining(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharedSlope(0, 1, 1));
    }

    [Fact]
    public void At_the_threshold_both_answers_are_equal()
    {
        SharedSlope question = Question(50, 1, 20, 0.3);
        double difference = question.Threshold / Math.Sqrt(question.PrecisionOfDifference);
        Assert.Equal(0, question.FreeEnergyDifference(difference, 0), 1e-12);
    }

    private static SharedSlope Question(int n1, double sigma1, int n2, double sigma2) =>
        new(SharedSlope.PrecisionOf(Points(n1), sigma1), SharedSlope.PrecisionOf(Points(n2), sigma2), halfWidth: 10);

    private static double[] Points(int count) => [.. Enumerable.Range(0, count).Select(i => -1 + 2.0 * i / (count - 1))];
}
