using BayesMeasure.Linear;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Nist;

/// <summary>
/// The exact posterior under a flat prior and Jeffreys noise is Student's t about the certified coefficients, with the
/// certified standard errors as scales. The measure is NIST's: the number of correct digits, or log relative error.
/// </summary>
public class ExactLinearTests(ITestOutputHelper output)
{
    /// <summary>NIST gives 15 digits.</summary>
    private const double MostDigits = 15;

    /// <summary>Where the fit is perfect, NIST certifies 0: here it is the rounding of decimal y to doubles, up to 64.</summary>
    private const double LargestZero = 1e-14;

    private static readonly ProofTable Table = new(
        "NIST's linear sets, exactly: the fewest correct digits", "set", "coefficients", "standard errors", "residual sd");

    [Theory]
    [InlineData("Norris", 13)]
    [InlineData("Pontius", 13)]
    [InlineData("NoInt1", 14)]
    [InlineData("NoInt2", 14)]
    [InlineData("Filip", 13)]
    [InlineData("Longley", 14)]
    [InlineData("Wampler1", 14)]
    [InlineData("Wampler2", 13)]
    [InlineData("Wampler3", 14)]
    [InlineData("Wampler4", 14)]
    [InlineData("Wampler5", 14)]
    public void Certified_digits(string name, double fewest)
    {
        LinearSet set = LinearSet.Read(name);
        LinearPosterior posterior = set.Regression.Posterior(LinearPrior.Jeffreys());
        double coefficients = CorrectDigits(posterior.Mean, set.Estimates);
        double errors = CorrectDigits(posterior.Scales, set.StandardErrors);
        double level = CorrectDigits([posterior.NoiseLevel], [set.ResidualDeviation]);
        Table.Add(
            output,
            name,
            ProofTable.Number(coefficients, 1),
            ProofTable.Number(errors, 1),
            ProofTable.Number(level, 1));
        Assert.Equal(set.DegreesOfFreedom, posterior.DegreesOfFreedom);
        Assert.InRange(Math.Min(coefficients, Math.Min(errors, level)), fewest, MostDigits);
    }

    /// <summary>The fewest correct digits of any number.</summary>
    private static double CorrectDigits(IEnumerable<double> values, IEnumerable<double> certified) =>
        values.Zip(certified, CorrectDigits).Append(MostDigits).Min();

    private static double CorrectDigits(double value, double certified) => certified == 0
        ? value < LargestZero ? MostDigits : 0
        : -Math.Log10(Math.Abs(value / certified - 1));
}
