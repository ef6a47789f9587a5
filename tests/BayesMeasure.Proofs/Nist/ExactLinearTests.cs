using BayesMeasure.Linear;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Nist;

/// <summary>
/// The exact posterior under a flat prior and Jeffreys noise is Student's t about the certified coefficients, with the
/// certified standard errors as scales. The measure is NIST's: the number of correct digits, or log relative error.
/// </summary>
public class ExactLinearTests(ITestOutputHelper output)
{
    private const double MostDigits = 15;

    /// <summary>The fewest digits to reach; 0 for the standard errors of a fit without residuals, which are 0.</summary>
    [Theory]
    [InlineData("Norris", 12, 13)]
    [InlineData("Pontius", 11, 12)]
    [InlineData("NoInt1", 13, 13)]
    [InlineData("NoInt2", 13, 13)]
    [InlineData("Filip", 7, 7)]
    [InlineData("Longley", 13, 13.5)]
    [InlineData("Wampler1", 9, 0)]
    [InlineData("Wampler2", 12, 0)]
    [InlineData("Wampler3", 9.5, 13)]
    [InlineData("Wampler4", 9.5, 13)]
    [InlineData("Wampler5", 9.5, 13)]
    public void Certified_digits(string name, double ofMeans, double ofScales)
    {
        LinearSet set = LinearSet.Read(name);
        LinearPosterior posterior = new LinearRegression(set.Design, set.Y).Posterior(new JeffreysPrior());
        double means = CorrectDigits(posterior.Mean, set.Estimates);
        double scales = ofScales == 0 ? 0 : CorrectDigits(posterior.Scales, set.StandardErrors);
        output.WriteLine(FormattableString.Invariant($"{name,-10} means {means,5:F1} digits, standard errors {scales,5:F1} digits"));
        Assert.Equal(set.DegreesOfFreedom, posterior.DegreesOfFreedom);
        Assert.True(means >= ofMeans);
        Assert.True(scales >= ofScales);
    }

    /// <summary>The fewest correct digits of any number.</summary>
    private static double CorrectDigits(IEnumerable<double> values, IEnumerable<double> certified) =>
        values.Zip(certified, (value, truth) => -Math.Log10(Math.Abs(value / truth - 1))).Append(MostDigits).Min();
}
