using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using CsCheck;

namespace BayesMeasure.Tests.Priors;

/// <summary>What a distribution is when its width is scaled about its location.</summary>
public class ScaledDistributionTests
{
    private static readonly Gen<double> Factor = Gen.Double[-2, 2].Select(Math.Exp);
    private static readonly Gen<double> Positive = Gen.Double[-3, 3].Select(Math.Exp);

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, DistributionCase.All.Count)];

    [Fact]
    public void Uniform_keeps_its_centre_and_scales_its_standard_deviation() => ForAll(
        Gen.Double[-5, 5], (location, width, factor) => MomentsScale(Prior.Uniform(location - width, location + width), factor));

    [Fact]
    public void Normal_keeps_its_mean_and_scales_its_standard_deviation() => ForAll(
        Gen.Double[-5, 5], (location, width, factor) => MomentsScale(Prior.Normal(location, width), factor));

    [Fact]
    public void Gamma_keeps_its_mean_and_scales_its_standard_deviation() =>
        ForAll(Positive, (shape, rate, factor) =>
        {
            if (shape / (factor * factor) >= 1e-3)
            {
                MomentsScale(Prior.Gamma(shape, rate), factor);
            }
            else
            {
                Assert.Null(Prior.Gamma(shape, rate).Scaled(factor));
            }
        });

    [Fact]
    public void Beta_keeps_its_mean_and_scales_its_standard_deviation_where_that_can_be() =>
        ForAll(Positive, (alpha, beta, factor) =>
        {
            var prior = new BetaDistribution(alpha, beta);
            bool exists = factor * prior.StandardDeviation < Math.Sqrt(prior.Mean * (1 - prior.Mean));
            if (exists)
            {
                MomentsScale(prior, factor);
            }
            else
            {
                Assert.Null(prior.Scaled(factor));
            }
        });

    [Fact]
    public void Half_normal_and_exponential_scale_as_a_whole() => ForAll(Positive, (width, value, factor) =>
    {
        ScalesAsAWhole(Prior.HalfNormal(width), value, factor);
        ScalesAsAWhole(Prior.Exponential(width), value, factor);
    });

    [Fact]
    public void Log_uniform_and_log_normal_scale_the_logarithm_about_the_median() => ForAll(
        Gen.Double[-2, 2], (location, width, factor) =>
        {
            ScalesLogarithm(Prior.LogNormal(location, width), location, factor);
            ScalesLogarithm(Prior.LogUniform(Math.Exp(location - width), Math.Exp(location + width)), location, factor);
        });

    [Fact]
    public void Truncated_normal_scales_before_truncation_and_keeps_its_bounds() => ForAll(
        Gen.Double[-2, 2], (location, width, factor) =>
        {
            var prior = new TruncatedNormalDistribution(location, width, -1, 1.5);
            TruncatedNormalDistribution scaled = prior.Scaled(factor);
            Assert.Equal((location, factor * width, -1, 1.5), (scaled.Location, scaled.Scale, scaled.Minimum, scaled.Maximum));
        });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twice_by_a_factor_is_once_by_its_square_and_one_changes_nothing(int index)
    {
        Distribution prior = DistributionCase.All[index].Distribution;
        var random = new RandomStream(3, 0, 0);
        foreach (double factor in new[] { 0.8, 1.1 })
        {
            Distribution? twice = prior.Scaled(factor)?.Scaled(factor);
            Distribution? once = prior.Scaled(factor * factor);
            Assert.Equal(twice is null, once is null);
            for (int i = 0; i < 50 && once is not null; i++)
            {
                double value = once.Draw(random);
                Near(once.CumulativeProbability(value), twice!.CumulativeProbability(value));
            }
        }

        double drawn = prior.Draw(random);
        Near(prior.CumulativeProbability(drawn), prior.Scaled(1)!.CumulativeProbability(drawn));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_impossible_factor_is_refused(int index) =>
        Assert.All([0, -1, double.NaN, double.PositiveInfinity], factor =>
            Assert.Throws<ArgumentOutOfRangeException>(() => DistributionCase.All[index].Distribution.Scaled(factor)));

    [Fact]
    public void Bounds_beyond_all_numbers_are_none()
    {
        Assert.Null(Prior.Uniform(-0.4e308, 0.5e308).Scaled(9));
        Assert.Null(Prior.LogUniform(1e-200, 1).Scaled(3));
        Assert.Null(Prior.LogUniform(1, 1e200).Scaled(4));
        Assert.NotNull(Prior.LogUniform(1e-200, 1e200).Scaled(0.5));
    }

    private static void ForAll(Gen<double> first, Action<double, double, double> property) => Property.ForAll(
        Gen.Select(first, Positive, Factor), drawn => property(drawn.Item1, drawn.Item2, drawn.Item3));

    private static void MomentsScale(Distribution prior, double factor)
    {
        Distribution scaled = prior.Scaled(factor)!;
        Near(prior.Mean, scaled.Mean);
        Near(factor * prior.StandardDeviation, scaled.StandardDeviation);
    }

    private static void ScalesAsAWhole(Distribution prior, double value, double factor) =>
        Near(prior.CumulativeProbability(value), prior.Scaled(factor)!.CumulativeProbability(factor * value));

    private static void ScalesLogarithm(Distribution prior, double median, double factor)
    {
        foreach (double distance in new[] { -1.3, -0.2, 0, 0.4, 2 })
        {
            double before = prior.CumulativeProbability(Math.Exp(median + distance));
            Near(before, prior.Scaled(factor)!.CumulativeProbability(Math.Exp(median + factor * distance)));
        }
    }

    private static void Near(double expected, double actual) =>
        Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
}
