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

    private static readonly ProofTable Table = new(
        "NIST's linear sets: correct digits", "data", "coefficients", "standard errors", "residual sd");

    /// <summary>The fewest digits to reach; 0 for the standard errors of a fit without residuals, which are 0.</summary>
    [Theory]
    [InlineData("Norris", 12, 13, 0.884796396144373)]
    [InlineData("Pontius", 11, 12, 0.205177424076185E-03)]
    [InlineData("NoInt1", 13, 13, 3.56753034006338)]
    [InlineData("NoInt2", 13, 13, 0.369274472937998)]
    [InlineData("Filip", 12, 13, 0.334801051324544E-02)]
    [InlineData("Longley", 14, 14, 304.854073561965)]
    [InlineData("Wampler1", 14.5, 0, 0)]
    [InlineData("Wampler2", 13, 0, 0)]
    [InlineData("Wampler3", 14.5, 14, 2360.14502379268)]
    [InlineData("Wampler4", 14.5, 14, 236014.502379268)]
    [InlineData("Wampler5", 14.5, 14, 23601450.2379268)]
    [Trait("science", "nist_strd/README.md: linear, certified coefficients, standard deviations and residual sd of all 11 sets")]
    public void Certified_digits(string name, double ofMeans, double ofScales, double residualDeviation)
    {
        LinearSet set = LinearSet.Read(name);
        LinearPosterior posterior = set.Regression.Posterior(new JeffreysPrior());
        double means = CorrectDigits(posterior.Mean, set.Estimates);
        double scales = ofScales == 0 ? 0 : CorrectDigits(posterior.Scales, set.StandardErrors);
        double level = ofScales == 0 ? 0 : CorrectDigits([posterior.NoiseLevel], [residualDeviation]);
        Table.Add(output, name, ProofTable.Number(means, 1), ProofTable.Number(scales, 1), ProofTable.Number(level, 1));
        Assert.Equal(set.DegreesOfFreedom, posterior.DegreesOfFreedom);
        Assert.True(means >= ofMeans);
        Assert.True(scales >= ofScales);
        Assert.True(level >= ofScales);
    }

    /// <summary>The fewest correct digits of any number.</summary>
    private static double CorrectDigits(IEnumerable<double> values, IEnumerable<double> certified) =>
        values.Zip(certified, (value, truth) => -Math.Log10(Math.Abs(value / truth - 1))).Append(MostDigits).Min();
}
