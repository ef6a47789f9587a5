using BayesMeasure.Diagnostics;

namespace BayesMeasure.Tests.Diagnostics;

public class AutocorrelationTests
{
    /// <summary>
    /// Reference values: R 4.2, package posterior 1.4.0, the internal function .ess on chains that are not split.
    /// </summary>
    [Theory]
    [InlineData(0.7, 4, 500, 1, 303.507786177)]
    [InlineData(-0.5, 2, 301, 12345, 1673.317087737)]
    [InlineData(0, 3, 200, 99, 528.635994021)]
    public void Effective_sample_size_agrees_with_R(double rho, int chains, int length, long seed, double expected) =>
        Assert.Equal(
            expected,
            Autocorrelation.EffectiveSampleSize(ReferenceChains.Autoregressive(rho, chains, length, seed)),
            1e-8 * expected);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    [InlineData(-0.3)]
    public void Standard_error_is_that_of_an_autoregressive_mean(double rho)
    {
        const int Chains = 4, Length = 20_000;
        double[][] draws = ReferenceChains.Autoregressive(rho, Chains, Length, 2026);

        // The innovations have unit variance, so the long-run variance of the mean is 1 / (1 - rho)^2 a draw.
        double expected = 1 / ((1 - rho) * Math.Sqrt(Chains * Length));
        Assert.Equal(expected, Autocorrelation.StandardErrorOfMean(draws), 0.1 * expected);
    }

    [Fact]
    public void Limiting_cases_have_documented_values()
    {
        double[][] constant = [[.. Enumerable.Repeat(0.1, 30)], [.. Enumerable.Repeat(0.1, 30)]];
        Assert.Equal(0, Autocorrelation.StandardErrorOfMean(constant));
        Assert.True(double.IsNaN(Autocorrelation.EffectiveSampleSize(constant)));

        double[][][] undefined = [[], [[1, 2, 3]], [[1, 2, double.NaN, 4, 5]], [[1, 2, double.NegativeInfinity, 4, 5]]];
        foreach (double[][] chains in undefined)
        {
            Assert.True(double.IsNaN(Autocorrelation.EffectiveSampleSize(chains)));
            Assert.True(double.IsNaN(Autocorrelation.StandardErrorOfMean(chains)));
        }

        Assert.True(double.IsFinite(Autocorrelation.EffectiveSampleSize([[1, 2, 4, 3]])));
        Assert.Throws<ArgumentException>(() => Autocorrelation.EffectiveSampleSize([new double[5], new double[6]]));
    }
}
