using BayesMeasure.Priors;

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
            Refused(() => Prior.Normal(0, value), "standardDeviation", "The standardDeviation must be above 0 and finite.");
            Refused(() => Prior.TruncatedNormal(0, value, 0, 1), "standardDeviation", "must be above 0 and finite.");
            Refused(() => Prior.LogNormal(0, value), "logStandardDeviation",
                "The logStandardDeviation must be above 0 and finite.");
            Refused(() => Prior.HalfNormal(value), "standardDeviation", "must be above 0 and finite.");
            Refused(() => Prior.Gamma(value, 1), "shape", "The shape must be above 0 and finite.");
            Refused(() => Prior.Gamma(1, value), "rate", "The rate must be above 0 and finite.");
            Refused(() => Prior.Beta(value, 1), "alpha", "The alpha must be above 0 and finite.");
            Refused(() => Prior.Beta(1, value), "beta", "The beta must be above 0 and finite.");
            Refused(() => Prior.Exponential(value), "rate", "The rate must be above 0 and finite.");
            Refused(() => Prior.LogUniform(value, 1), "minimum", "The minimum must be above 0 and finite.");
            Refused(() => Prior.LogUniform(1, value), "maximum", "The maximum must be above 0 and finite.");
        }
    }

    [Fact]
    public void Finite_arguments_must_be_finite()
    {
        foreach (double value in new[] { NaN, Infinity, -Infinity })
        {
            Refused(() => Prior.Normal(value, 1), "mean", "The mean must be a finite number.");
            Refused(() => Prior.TruncatedNormal(value, 1, 0, 1), "mean", "The mean must be a finite number.");
            Refused(() => Prior.LogNormal(value, 1), "logMean", "The logMean must be a finite number.");
            Refused(() => Prior.Uniform(value, 1), "minimum", "The minimum must be a finite number.");
            Refused(() => Prior.Uniform(0, value), "maximum", "The maximum must be a finite number.");
            Refused(() => Prior.Fixed(value), "value", "The value must be a finite number.");
            Refused(() => Prior.TiedTo("a", value), "factor", "The factor must be a finite number.");
            Refused(() => Prior.TiedTo("a", 1, value), "offset", "The offset must be a finite number.");
        }
    }

    [Fact]
    public void Bounds_must_be_in_order()
    {
        Refused(() => Prior.Uniform(2, 2), "maximum", "The maximum must be above the minimum, 2.");
        Refused(() => Prior.LogUniform(2, 1), "maximum", "The maximum must be above the minimum, 2.");
        Refused(() => Prior.TruncatedNormal(0, 1, 2, 1), "maximum", "The maximum must be above the minimum, 2.");
        Refused(() => Prior.TruncatedNormal(0, 1, NaN, 1), "maximum", "The maximum must be above the minimum, NaN.");
        Refused(() => Prior.TruncatedNormal(0, 1, Infinity, Infinity), "maximum", "must be above the minimum");
    }

    [Fact]
    public void Ties_need_a_name_and_a_factor()
    {
        Refused(() => Prior.TiedTo("a", 0), "factor", "must be a non-zero value");
        Assert.Throws<ArgumentException>("parameterName", () => Prior.TiedTo(" "));
        Assert.Throws<ArgumentException>("parameterName", () => Prior.TiedTo("a\"b"));
        Assert.Throws<ArgumentNullException>("parameterName", () => Prior.TiedTo(null!));
    }

    [Fact]
    public void A_tie_is_a_straight_line() => Assert.Equal(7, new Tie("a", 2, 1).ValueFor(3));

    private static void Refused(Func<ParameterRule> create, string argument, string message)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(argument, create);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
