using BayesMeasure.Explorers;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Explorers.Broken;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Explorers;

/// <summary>
/// Without data the posterior is the prior, and every explorer leaves it as it is on every scale of exploration.
/// </summary>
public class PriorInvarianceTests(ITestOutputHelper output)
{
    private static readonly Distribution[] Priors =
    [
        Prior.Uniform(-1, 2), Prior.Normal(3, 0.5), Prior.TruncatedNormal(0, 1, -0.5, 2), Prior.Gamma(0.7, 2),
            Prior.Gamma(5, 0.04), Prior.LogUniform(0.01, 10),
        Prior.HalfNormal(2),
        Prior.Exponential(3), Prior.LogNormal(0, 0.7), Prior.Beta(0.6, 0.8), Prior.Beta(3, 5), Prior.Bernoulli(0.3),
            Prior.Categorical(1, 2, 4),
    ];

    private static readonly Distribution[] Pair = [Prior.Normal(0, 1), Prior.Uniform(0, 1)];

    public static TheoryData<string> Names => ShippedExplorers.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void All_priors_at_once_stay_as_they_are(string name) => AssertInvariant(name, Priors);

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_parameters_stay_as_they_are(string name) => AssertInvariant(name, Pair);

    private void AssertInvariant(string name, Distribution[] priors)
    {
        double significance = PriorWalk.Significance(ShippedExplorers.All[name], priors, priors);
        output.WriteLine($"{name}: {significance:G3}");
        Assert.True(significance > 1e-5, $"significance {significance}");
    }

    [Theory]
    [InlineData("Gamma(0.7, 2)")]
    [InlineData("LogUniform(0.01, 10)")]
    [InlineData("Beta(0.6, 0.8)")]
    public void A_missing_Jacobian_is_rejected(string text)
    {
        var prior = (Distribution)Prior.ParseRule(text);
        Assert.InRange(PriorWalk.Significance(Explorer.Default, [new WrongJacobian(prior)], [prior]), 0, 1e-12);
    }

    [Fact]
    public void An_explorer_that_accepts_too_often_is_rejected() => AssertRejected(new LenientExplorer());

    [Theory]
    [MemberData(nameof(BrokenExplorers.Names), MemberType = typeof(BrokenExplorers))]
    public void Every_broken_twin_is_rejected(string name) => AssertRejected(BrokenExplorers.All[name]);

    private void AssertRejected(Explorer twin)
    {
        double significance = PriorWalk.Significance(twin, Pair, Pair);
        output.WriteLine($"{twin}: {significance:G3}");
        Assert.InRange(significance, 0, 1e-12);
    }
}
