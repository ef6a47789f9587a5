using BayesMeasure.Priors;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Priors;

/// <summary>Every argument that a distribution refuses, with the message that says why.</summary>
public class DistributionArgumentTests
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Positive_arguments_must_be_positive()
    {
        foreach (double value in new[] { 0, -1, NaN, Infinity })
        {
            Refused(() => Normal(0, value), "standardDeviation", "The standardDeviation must be above 0 and finite.");
            Refused(() => TruncatedNormal(0, value, 0, 1), "standardDeviation", "must be above 0 and finite.");
            Refused(() => LogNormal(0, value), "logStandardDeviation", "The logStandardDeviation must be above 0 and finite.");
            Refused(() => HalfNormal(value), "standardDeviation", "must be above 0 and finite.");
            Refused(() => Gamma(value, 1), "shape", "The shape must be above 0 and finite.");
            Refused(() => Gamma(1, value), "rate", "The rate must be above 0 and finite.");
            Refused(() => Beta(value, 1), "alpha", "The alpha must be above 0 and finite.");
            Refused(() => Beta(1, value), "beta", "The beta must be above 0 and finite.");
            Refused(() => Exponential(value), "rate", "The rate must be above 0 and finite.");
            Refused(() => LogUniform(value, 1), "minimum", "The minimum must be above 0 and finite.");
            Refused(() => LogUniform(1, value), "maximum", "The maximum must be above 0 and finite.");
        }
    }

    [Fact]
    public void Finite_arguments_must_be_finite()
    {
        foreach (double value in new[] { NaN, Infinity, -Infinity })
        {
            Refused(() => Normal(value, 1), "mean", "The mean must be a finite number.");
            Refused(() => TruncatedNormal(value, 1, 0, 1), "mean", "The mean must be a finite number.");
            Refused(() => LogNormal(value, 1), "logMean", "The logMean must be a finite number.");
            Refused(() => Uniform(value, 1), "minimum", "The minimum must be a finite number.");
            Refused(() => Uniform(0, value), "maximum", "The maximum must be a finite number.");
            Refused(() => Fixed(value), "value", "The value must be a finite number.");
            Refused(() => TiedTo("a", value), "factor", "The factor must be a finite number.");
            Refused(() => TiedTo("a", 1, value), "offset", "The offset must be a finite number.");
        }
    }

    [Fact]
    public void Bounds_must_be_in_order()
    {
        Refused(() => Uniform(2, 2), "maximum", "The maximum must be above the minimum, 2.");
        Refused(() => LogUniform(2, 1), "maximum", "The maximum must be above the minimum, 2.");
        Refused(() => TruncatedNormal(0, 1, 2, 1), "maximum", "The maximum must be above the minimum, 2.");
        Refused(() => TruncatedNormal(0, 1, NaN, 1), "maximum", "The maximum must be above the minimum, NaN.");
        Refused(() => TruncatedNormal(0, 1, Infinity, Infinity), "maximum", "must be above the minimum");
    }

    [Fact]
    public void Ties_need_a_name_and_a_factor()
    {
        Refused(() => TiedTo("a", 0), "factor", "must be a non-zero value");
        Assert.Throws<ArgumentException>("parameterName", () => TiedTo(" "));
        Assert.Throws<ArgumentException>("parameterName", () => TiedTo("a\"b"));
        Assert.Throws<ArgumentNullException>("parameterName", () => TiedTo(null!));
    }

    [Fact]
    public void A_tie_is_a_straight_line() => Assert.Equal(7, TiedTo("a", 2, 1).ValueFor(3));

    private static void Refused(Func<ParameterRule> create, string argument, string message)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(argument, create);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
