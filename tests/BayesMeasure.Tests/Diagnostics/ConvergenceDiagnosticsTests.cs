using BayesMeasure.Diagnostics;

namespace BayesMeasure.Tests.Diagnostics;

public class ConvergenceDiagnosticsTests
{
    /// <summary>
    /// Reference values: R 4.2, package posterior 1.4.0, on the same chains: rhat, ess_bulk, ess_tail,
    /// sqrt(var_plus / ess_mean) with var_plus of the split chains, mcse_mean and mcse_sd.
    /// </summary>
    public static TheoryData<string, double, double, double, double, double, double> References => new()
    {
        { "moderate", 1.005060639452, 308.155474076, 773.930366961, 0.079364369089, 0.079315562525, 0.036464131938 },
        { "antithetic", 0.998754591531, 1666.890750230, 605.254849194, 0.028229183683, 0.028238220492, 0.041592651423 },
        { "displaced", 1.114270606537, 27.012145381, 190.715137553, 0.639239621671, 0.631470499993, 0.180215877934 },
        { "independent", 1.001274884136, 533.126939749, 504.914215756, 0.045125871741, 0.045149606746, 0.035383459772 },
        { "tied", 1.037325955800, 136.076188374, 213.952743292, 0.102851317295, 0.102418134452, 0.051448363769 },
        { "binary", 1.015084318829, 227.500098384, double.NaN, 0.033130603495, 0.033069731462, 0.002444788165 },
    };

    private static double[][] Chains(string name) => name switch
    {
        "moderate" => ReferenceChains.Autoregressive(0.7, 4, 500, 1),
        "antithetic" => ReferenceChains.Autoregressive(-0.5, 2, 301, 12345),
        "displaced" => ReferenceChains.Autoregressive(0.95, 4, 1000, 777, shift: 1),
        "independent" => ReferenceChains.Autoregressive(0, 3, 200, 99),
        "tied" => ReferenceChains.Map(ReferenceChains.Autoregressive(0.5, 3, 101, 4242), Math.Round),
        "single jump" => [[.. Enumerable.Range(1, 100).Select(draw => draw == 50 ? 1.0 : 0)], new double[100]],
        "apart" => [new double[100], [.. Enumerable.Repeat(1.0, 100)]],
        _ => ReferenceChains.Map(ReferenceChains.Autoregressive(0.8, 4, 400, 5), value => value > 0 ? 1 : 0),
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Agrees_with_the_posterior_package_of_R(
        string name, double rHat, double bulk, double tail, double errorOfMean, double pooledErrorOfMean, double errorOfDeviation)
    {
        var diagnostics = ConvergenceDiagnostics.Of(Chains(name));

        Assert.Equal(rHat, diagnostics.RHat, 1e-9);
        Assert.Equal(bulk, diagnostics.BulkEffectiveSamples, 1e-6 * bulk);
        if (double.IsNaN(tail))
        {
            Assert.True(double.IsNaN(diagnostics.TailEffectiveSamples));
        }
        else
        {
            Assert.Equal(tail, diagnostics.TailEffectiveSamples, 1e-6 * tail);
        }
        Assert.Equal(errorOfMean, diagnostics.StandardErrorOfMean, 1e-9 * errorOfMean);
        // The package divides the pooled variance by the effective size, we the variance var+: they differ by O(1 / S).
        Assert.Equal(pooledErrorOfMean, diagnostics.StandardErrorOfMean, 0.02 * pooledErrorOfMean);
        Assert.Equal(errorOfDeviation, diagnostics.StandardErrorOfStandardDeviation, 1e-9 * errorOfDeviation);
    }

    /// <summary>Reference values: mcse_quantile of the same package, on the same chains.</summary>
    [Theory]
    [InlineData("moderate", 0.077786899048, 0.084430578358, 0.091397805775)]
    [InlineData("antithetic", 0.105965174373, 0.053500691264, 0.128200863310)]
    [InlineData("displaced", 0.545991551313, 0.640576132316, 0.499370584184)]
    [InlineData("independent", 0.084950430125, 0.064608571848, 0.103210422026)]
    [InlineData("tied", 0, 0, 0)]
    [InlineData("binary", 0, double.NaN, double.NaN)]
    [InlineData("single jump", 0, 0, 0)]
    [InlineData("apart", 0, 0.5, double.NaN)]
    public void Errors_of_quantiles_agree_with_the_posterior_package_of_R(string name, double low, double middle, double high)
    {
        var diagnostics = ConvergenceDiagnostics.Of(Chains(name));
        Assert.Equal(low, diagnostics.StandardErrorOfQuantile05, 1e-11);
        Assert.Equal(middle, diagnostics.StandardErrorOfMedian, 1e-11);
        Assert.Equal(high, diagnostics.StandardErrorOfQuantile95, 1e-11);
    }

    /// <summary>Reference values of the same package for fourteen draws of two chains, and for one 1 among zeros.</summary>
    [Fact]
    public void Few_draws_and_a_single_jump_agree_with_R()
    {
        var few = ConvergenceDiagnostics.Of(
            [[1, 2, 3, 5, 4, 1, 2, 3, 7, 2, 6, 1, 3, 2], [1, 5, 6, 2, 9, 1, 4, 3, 2, 2, 8, 5, 1, 4]]);
        Assert.Equal(0.989336417788, few.RHat, 1e-9);
        Assert.Equal(40.5204248776, few.EffectiveSamples, 1e-8);
        Assert.Equal(0.240101949348, few.StandardErrorOfStandardDeviation, 1e-9);
        Assert.Equal((0, 0.5, 1.5), (few.StandardErrorOfQuantile05, few.StandardErrorOfMedian, few.StandardErrorOfQuantile95));
        var jump = ConvergenceDiagnostics.Of(Chains("single jump"));
        Assert.Equal(200.160128, jump.TailEffectiveSamples, 1e-6);
        Assert.Equal(0.0349877822, jump.StandardErrorOfStandardDeviation, 1e-9);
        Assert.Equal(1, jump.RHat, 1e-9);
    }

    [Fact]
    public void A_chain_that_never_leaves_its_mode_is_exposed()
    {
        double[][] chains = [.. Enumerable.Range(0, 4).Select(chain => Enumerable.Repeat((double)(chain % 2), 100).ToArray())];

        var diagnostics = ConvergenceDiagnostics.Of(chains);

        Assert.True(diagnostics.RHat > 1e6);
        Assert.InRange(diagnostics.BulkEffectiveSamples, 0, 8);
    }

    [Fact]
    public void Chains_that_differ_in_scale_only_are_exposed_by_folding()
    {
        double[][] chains = ReferenceChains.Autoregressive(0, 4, 500, 31);
        chains[3] = [.. chains[3].Select(value => 3 * value)];

        Assert.True(ConvergenceDiagnostics.Of(chains).RHat > 1.05);
    }

    [Fact]
    public void What_cannot_be_diagnosed_is_not_a_number()
    {
        double[][] chains = ReferenceChains.Autoregressive(0.5, 2, 50, 8);
        chains[1][7] = double.NaN;

        AssertUndefined(chains);
        AssertUndefined([]);
        AssertUndefined([new double[7], new double[7]]);
        AssertUndefined([[.. Enumerable.Repeat(3.5, 40)], [.. Enumerable.Repeat(3.5, 40)]]);
        AssertUndefined([[double.NegativeInfinity, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    }

    [Fact]
    public void Chains_of_unequal_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => ConvergenceDiagnostics.Of([new double[10], new double[11]]));

    private static void AssertUndefined(double[][] chains)
    {
        var diagnostics = ConvergenceDiagnostics.Of(chains);
        Assert.True(double.IsNaN(diagnostics.RHat));
        Assert.True(double.IsNaN(diagnostics.BulkEffectiveSamples));
        Assert.True(double.IsNaN(diagnostics.TailEffectiveSamples));
        Assert.True(double.IsNaN(diagnostics.StandardErrorOfMean));
        Assert.True(double.IsNaN(diagnostics.StandardErrorOfStandardDeviation));
        Assert.True(double.IsNaN(diagnostics.StandardErrorOfQuantile05));
        Assert.True(double.IsNaN(diagnostics.StandardErrorOfMedian));
        Assert.True(double.IsNaN(diagnostics.StandardErrorOfQuantile95));
    }
}
