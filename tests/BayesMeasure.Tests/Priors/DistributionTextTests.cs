using System.Globalization;
using BayesMeasure.Priors;
using CsCheck;

namespace BayesMeasure.Tests.Priors;

/// <summary>Rules as text: what is written is read back, and every mistake has its message.</summary>
public class DistributionTextTests
{
    [Fact]
    public void Rules_read_like_the_calls_that_make_them()
    {
        Assert.Equal("Gamma(5, 0.04)", Prior.Gamma(5, 0.04).ToString());
        Assert.Equal("TruncatedNormal(0, 1, 8, Infinity)", Prior.TruncatedNormal(0, 1, 8, double.PositiveInfinity).ToString());
        Assert.Equal("Fixed(1E-07)", Prior.Fixed(1e-7).ToString());
        Assert.Equal("TiedTo(\"width\")", Prior.TiedTo("width").ToString());
        Assert.Equal("TiedTo(\"width\", 2)", Prior.TiedTo("width", 2).ToString());
        Assert.Equal("TiedTo(\"width\", 1, -0.5)", Prior.TiedTo("width", offset: -0.5).ToString());
    }

    [Fact]
    public void Every_distribution_of_the_tests_round_trips()
    {
        foreach (DistributionCase @case in DistributionCase.All)
        {
            Assert.Equal(@case.Distribution, Prior.ParseRule(@case.Distribution.ToString()));
        }
    }

    [Fact]
    public void Any_numbers_round_trip()
    {
        Gen<(double, double, double, double)> numbers =
            Gen.Select(Gen.Double[1e-150, 1e150], Gen.Double[-1e9, 1e9], Gen.Double[1e-3, 1e9], Gen.Double[-300, 300]);
        Property.ForAll(numbers, drawn =>
        {
            (double positive, double any, double shape, double logarithm) = drawn;
            ParameterRule[] rules =
            [
                Prior.Normal(any, positive), Prior.LogNormal(logarithm, 1 + Math.Abs(logarithm) / 9), Prior.HalfNormal(positive),
                    Prior.Gamma(shape, positive),
                Prior.Exponential(positive), Prior.Fixed(any), Prior.TiedTo("a(1), b", positive, any),
            ];
            Assert.All(rules, rule => Assert.Equal(rule, Prior.ParseRule(rule.ToString())));
        });
    }

    [Theory]
    [InlineData("  gamma ( 5 , 0.04 ) ", "Gamma(5, 0.04)")]
    [InlineData("NORMAL(-1.5e0,2)", "Normal(-1.5, 2)")]
    [InlineData("TiedTo(width[1], 2)", "TiedTo(\"width[1]\", 2)")]
    [InlineData("tiedto( \"full width\" )", "TiedTo(\"full width\")")]
    [InlineData("TruncatedNormal(0, 1, -Infinity, 3)", "TruncatedNormal(0, 1, -Infinity, 3)")]
    public void Case_and_spaces_do_not_matter(string text, string canonical) =>
        Assert.Equal(canonical, Prior.ParseRule(text).ToString());

    [Fact]
    public void The_culture_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("Gamma(5.5, 0.04)", Prior.ParseRule("Gamma(5.5, 0.04)").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", "is not of the form Name(argument, ...). Known are Uniform(minimum, maximum), LogUniform(")]
    [InlineData("Gamma 5 1", "is not of the form Name(argument, ...)")]
    [InlineData("Gamma(5, 1", "is not of the form Name(argument, ...)")]
    [InlineData("Gauss(0, 1)", "\"Gauss(0, 1)\" names no known distribution. Known are Uniform(minimum, maximum)")]
    [InlineData("Gamma(5)", "the number of arguments is 1, but Gamma(shape, rate) takes 2.")]
    [InlineData("Fixed()", "the number of arguments is 0, but Fixed(value) takes 1.")]
    [InlineData("TiedTo()", "the number of arguments is 0, but TiedTo(parameter, factor = 1, offset = 0) takes 1 to 3.")]
    [InlineData("Gamma(5, fast)", "the rate \"fast\" is not a number. Write numbers with a decimal point")]
    [InlineData("TiedTo(a, b)", "the factor \"b\" is not a number.")]
    [InlineData("Gamma(-5, 1)", "\"Gamma(-5, 1)\": The shape must be above 0 and finite.")]
    [InlineData("Gamma(\u202e5, 1)", "\"Gamma(\\u202e5, 1)\": the shape")]
    [InlineData("Gamma(\u001b5, 1)", "\"Gamma(\\x1b5, 1)\": the shape")]
    [InlineData("TiedTo(\"\")", "\"TiedTo(\"\")\": The value cannot be an empty string or composed entirely of whitespace.")]
    public void Mistakes_are_explained(string text, string message)
    {
        FormatException error = Assert.Throws<FormatException>(() => Prior.ParseRule(text));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    /// <summary>Its probabilities add up to more than 1 in the last digit.</summary>
    [Fact]
    public void Probability_of_all_categories_is_one() => Assert.All(
        Enumerable.Range(1, 200),
        i => Assert.Equal(1, Prior.Categorical(0.1 * i, 0.7, 1.0 / i, 3).CumulativeProbability(3)));
}
