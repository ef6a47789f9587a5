using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Priors;

/// <summary>What a distribution states in numbers is what it computes by itself.</summary>
public class DistributionTableTests
{
    public static TheoryData<Distribution> Shipped =>
        [.. DistributionCase.All.Select(item => item.Distribution), Prior.Bernoulli(0.3), Prior.Categorical(1, 5, 0.5)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Densities_agree(Distribution distribution)
    {
        DistributionTable table = distribution.Table!.Value;
        var functions = new RuntimeFunctions([.. distribution.TableProbabilities]);
        var random = new RandomStream(seed: 3, chain: 0, replica: 0);
        double[] values = [.. Enumerable.Range(0, 100).Select(_ => distribution.Draw(random)), -1, 0, 0.5, 1, 1e9];
        foreach (double value in values)
        {
            Near(distribution.LogDensity(value), table.LogDensity(functions, value));
            if (distribution.LogDensity(value) > double.NegativeInfinity)
            {
                double u = distribution.ToCoordinate(value);
                Assert.Equal(u, table.ToCoordinate<RuntimeFunctions>(value));
                Near(distribution.LogCoordinateDensity(value, u), table.LogCoordinateDensity(functions, value, u));
            }
        }
    }

    [Fact]
    public void Probabilities_of_several_indicators_may_lie_in_one_list()
    {
        Distribution one = Prior.Bernoulli(0.25);
        Distribution other = Prior.Categorical(1, 2, 1);
        var functions = new RuntimeFunctions([.. one.TableProbabilities, .. other.TableProbabilities]);
        DistributionTable second = other.Table!.Value with { FirstProbability = one.TableProbabilities.Count };
        Assert.Equal(Math.Log(0.75), one.Table!.Value.LogDensity(functions, 0));
        Assert.Equal(Math.Log(0.5), second.LogDensity(functions, 1));
        Assert.Equal(double.NegativeInfinity, second.LogDensity(functions, 0.5));
    }

    [Fact]
    public void Equal_distributions_are_equal_indicators_too()
    {
        Assert.Equal(Prior.Bernoulli(0.3), Prior.Bernoulli(0.3));
        Assert.NotEqual(Prior.Bernoulli(0.3), Prior.Bernoulli(0.4));
        Assert.Equal(Prior.Categorical(1, 2), Prior.Categorical(1, 2));
        Assert.NotEqual(Prior.Normal(0, 1), Prior.Normal(0, 2));
        Assert.Equal(Prior.Normal(0, 1).GetHashCode(), Prior.Normal(0, 1).GetHashCode());
    }

    private static void Near(double expected, double actual)
    {
        if (double.IsFinite(expected))
        {
            Assert.Equal(expected, actual, 1e-12 * (1 + Math.Abs(expected)));
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }
}
