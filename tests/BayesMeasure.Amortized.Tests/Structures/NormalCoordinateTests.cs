using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Amortized.Tests.Structures;

public class NormalCoordinateTests
{
    public static TheoryData<string> Priors =>
    [
        "Normal(1,2)", "Uniform(-3,5)", "LogUniform(0.01,7)", "Gamma(5,5)", "Gamma(0.5,2)", "Beta(2,3)", "Beta(0.5,0.5)",
        "Exponential(3)", "HalfNormal(2)", "LogNormal(-1,0.5)", "TruncatedNormal(1,2,0,3)",
    ];

    [Theory]
    [MemberData(nameof(Priors))]
    public void A_value_comes_back(string text)
    {
        Distribution prior = PriorOf(text);
        var coordinate = new NormalCoordinate(prior);
        var random = new RandomStream(seed: 3, chain: 0, replica: 0);
        Assert.All(Enumerable.Range(0, 200).Select(_ => prior.Draw(random)), value =>
        {
            double there = coordinate.ToValue(coordinate.ToNormal(value));
            Assert.Equal(prior.ToCoordinate(value), prior.ToCoordinate(there), 2e-4 * (1 + Math.Abs(prior.ToCoordinate(value))));
            Assert.Equal(prior.CumulativeProbability(value), prior.CumulativeProbability(there), 1e-5);
        });
    }

    [Theory]
    [MemberData(nameof(Priors))]
    public void Whatever_the_coordinate_the_prior_allows_the_value(string text)
    {
        Distribution prior = PriorOf(text);
        var coordinate = new NormalCoordinate(prior);
        double[] normals = [-1e9, -40, .. Enumerable.Range(0, 200).Select(i => -7 + 0.07 * i), 40, 1e9];
        double[] values = [.. normals.Select(coordinate.ToValue)];
        Assert.All(values, value => Assert.True(double.IsFinite(prior.LogDensity(value)), $"{value} is outside of {text}"));
        Assert.Equal(values.Order(), values);
    }

    private static Distribution PriorOf(string text) => (Distribution)Prior.ParseRule(text);
}
