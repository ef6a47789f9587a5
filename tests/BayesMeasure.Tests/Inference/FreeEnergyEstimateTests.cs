using System.Globalization;
using BayesMeasure.Inference;

namespace BayesMeasure.Tests.Inference;

public class FreeEnergyEstimateTests
{
    [Theory]
    [InlineData(244.2314, 0.0213, "log Z = 244.23 +- 0.02 (MBAR)")]
    [InlineData(244.2314, 0.0143, "log Z = 244.231 +- 0.014 (MBAR)")]
    [InlineData(-1234.5678, 3.2, "log Z = -1235 +- 3 (MBAR)")]
    [InlineData(-1234.5678, 41, "log Z = -1230 +- 40 (MBAR)")]
    [InlineData(5, double.NaN, "log Z = 5 +- NaN (MBAR)")]
    public void Prints_as_many_digits_as_its_error_allows(double logEvidence, double error, string expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        var estimate = FreeEnergyEstimate.Exact("MBAR", logEvidence) with { StandardError = error };
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(expected, estimate.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void An_exact_result_has_no_error()
    {
        var exact = FreeEnergyEstimate.Exact("conjugate", -3.25);
        Assert.Equal(3.25, exact.FreeEnergy);
        Assert.Equal("log Z = -3.25 (conjugate)", exact.ToString());
    }
}
