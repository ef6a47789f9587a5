using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;
using CsCheck;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Tests.Priors;

/// <summary>Every distribution against Math.NET, against its own density by quadrature, and against its own draws.</summary>
public class DistributionTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, DistributionCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Density_and_cumulative_probability_agree_with_the_oracle(int index)
    {
        DistributionCase @case = DistributionCase.All[index];
        foreach (double value in Inner(@case.Distribution, 200))
        {
            Near(Math.Log(@case.Density(value)), @case.Distribution.LogDensity(value), 1e-11);
            Near(@case.Cumulative(value), @case.Distribution.CumulativeProbability(value), 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Density_integrates_to_one_and_gives_the_mean_and_the_standard_deviation(int index)
    {
        Distribution distribution = DistributionCase.All[index].Distribution;
        double mean = Expectation(distribution, x => x);
        double variance = Expectation(distribution, x => (x - mean) * (x - mean));
        Near(1, Expectation(distribution, _ => 1), 1e-9);
        Near(mean, distribution.Mean, 1e-8);
        Near(Math.Sqrt(variance), distribution.StandardDeviation, 1e-8);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_follow_the_cumulative_probability(int index)
    {
        double[] sample = Draw(DistributionCase.All[index].Distribution, 20_000);
        double significance = KolmogorovSmirnov.Significance(sample, DistributionCase.All[index].Cumulative);
        Assert.True(significance > 1e-4, $"significance {significance}");
    }

    [Fact]
    public void Draws_of_a_neighbouring_distribution_are_rejected()
    {
        double[] sample = Draw(Prior.Gamma(5, 0.042), 20_000);
        double significance = KolmogorovSmirnov.Significance(sample, Prior.Gamma(5, 0.04).CumulativeProbability);
        Assert.True(significance < 1e-12, $"significance {significance}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Density_of_the_coordinate_is_the_density_times_the_jacobian(int index)
    {
        Distribution distribution = DistributionCase.All[index].Distribution;
        Property.ForAll(Gen.Double[0.001, 0.999], fraction =>
        {
            double value = Quantile(distribution, fraction);
            double coordinate = distribution.ToCoordinate(value);
            double step = 1e-5;
            double slope = (distribution.FromCoordinate(coordinate + step) - distribution.FromCoordinate(coordinate - step))
                / (2 * step);

            // Two numbers below 1 differ by multiples of 2^-53, which near the end of a fraction is not small beside the slope.
            double rounding = value * Math.Pow(2, -52) / (2 * step * slope);
            Near(
                distribution.LogDensity(value) + Math.Log(slope),
                distribution.LogCoordinateDensity(value, coordinate),
                1e-8 + rounding);
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Coordinates_round_trip(int index)
    {
        Distribution distribution = DistributionCase.All[index].Distribution;
        foreach (double value in Inner(distribution, 100))
        {
            Near(value, distribution.FromCoordinate(distribution.ToCoordinate(value)), 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outside_the_support_there_is_nothing(int index)
    {
        Distribution distribution = DistributionCase.All[index].Distribution;
        foreach (double value in new[] { distribution.Minimum - 1, distribution.Maximum + 1 })
        {
            Assert.Equal(double.NegativeInfinity, distribution.LogDensity(value));
            if (double.IsFinite(value))
            {
                Assert.Equal(value < distribution.Minimum ? 0 : 1, distribution.CumulativeProbability(value));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_stay_inside_and_have_finite_coordinates(int index)
    {
        Distribution distribution = DistributionCase.All[index].Distribution;
        foreach (double value in Draw(distribution, 10_000))
        {
            Assert.InRange(value, distribution.Minimum, distribution.Maximum);
            double coordinate = distribution.ToCoordinate(value);
            Assert.True(double.IsFinite(coordinate));
            Assert.True(double.IsFinite(distribution.LogCoordinateDensity(value, coordinate)));
        }
    }

    [Theory]
    [InlineData("Gamma(0.001, 1)")]
    [InlineData("Beta(0.001, 0.001)")]
    public void Draws_that_all_but_vanish_keep_a_finite_coordinate(string text)
    {
        var distribution = (Distribution)Prior.ParseRule(text);
        Assert.All(Draw(distribution, 10_000), x => Assert.True(double.IsFinite(distribution.ToCoordinate(x))));
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(-40)]
    [InlineData(40)]
    [InlineData(100)]
    public void The_beta_density_of_the_coordinate_survives_fractions_that_round_to_0_or_1(double coordinate)
    {
        Distribution distribution = Prior.Beta(2, 3);
        double value = distribution.FromCoordinate(coordinate);
        double expected = Math.Log(12) + (coordinate < 0 ? 2 * coordinate : -3 * coordinate);
        Near(expected, distribution.LogCoordinateDensity(value, coordinate), 1e-14);
    }

    private static double[] Draw(Distribution distribution, int count)
    {
        var random = new RandomStream(11, 0, 0);
        return [.. Enumerable.Range(0, count).Select(_ => distribution.Draw(random))];
    }

    private static IEnumerable<double> Inner(Distribution distribution, int count) =>
        Enumerable.Range(1, count).Select(i => Quantile(distribution, i / (count + 1.0)));

    /// <summary>The value with a given cumulative probability, by bisection.</summary>
    private static double Quantile(Distribution distribution, double probability)
    {
        double low = Math.Max(distribution.Minimum, distribution.Mean - 100 * distribution.StandardDeviation);
        double high = Math.Min(distribution.Maximum, distribution.Mean + 100 * distribution.StandardDeviation);
        for (int i = 0; i < 80; i++)
        {
            double middle = low + 0.5 * (high - low);
            if (distribution.CumulativeProbability(middle) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low + 0.5 * (high - low);
    }

    /// <summary>An expectation by quadrature of the density of the coordinate, in which none has a pole.</summary>
    private static double Expectation(Distribution distribution, Func<double, double> function)
    {
        (double from, double to) = CoordinateRange(distribution);
        double sum = 0;
        const int panels = 50;
        for (int i = 0; i < panels; i++)
        {
            double start = from + i * (to - from) / panels;
            double end = from + (i + 1) * (to - from) / panels;
            sum += GaussLegendreRule.Integrate(u => Integrand(distribution, function, u), start, end, 20);
        }

        return sum;
    }

    private static double Integrand(Distribution distribution, Func<double, double> function, double coordinate)
    {
        double value = distribution.FromCoordinate(coordinate);
        return function(value) * Math.Exp(distribution.LogCoordinateDensity(value, coordinate));
    }

    private static (double From, double To) CoordinateRange(Distribution distribution)
    {
        double from = distribution.ToCoordinate(distribution.Minimum);
        double to = distribution.ToCoordinate(distribution.Maximum);
        double center = distribution.ToCoordinate(distribution.Mean);
        (double below, double above) = distribution.Coordinate switch
        {
            Coordinate.Linear => (40 * distribution.StandardDeviation, 40 * distribution.StandardDeviation),
            Coordinate.Logarithmic => (60, 9),
            _ => (60, 60),
        };
        return (Math.Max(from, center - below), Math.Min(to, center + above));
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"expected {expected:R}, but was {actual:R}");
}
