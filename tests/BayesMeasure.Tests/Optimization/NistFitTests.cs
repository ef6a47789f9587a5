using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Problems.Nist;

namespace BayesMeasure.Tests.Optimization;

/// <summary>Some of NIST's nonlinear sets from both of their starts; all of them are a proof.</summary>
[Trait("science", "nist_strd: nonlinear")]
public class NistFitTests
{
    [Theory]
    [InlineData("Misra1a")]
    [InlineData("DanWood")]
    [InlineData("Gauss2")]
    [InlineData("MGH09")]
    [InlineData("BoxBOD")]
    [InlineData("Eckerle4")]
    [InlineData("Rat43")]
    [InlineData("Hahn1")]
    [InlineData("Nelson")]
    public void Certified_values_are_found(string name)
    {
        NonlinearSet set = NonlinearSet.Read(name);
        foreach (double[] start in set.Starts)
        {
            LeastSquaresFit fit = new LeastSquares().Fit(set.Posterior(), set.Model.ParameterNames.Zip(start).ToDictionary());
            Assert.InRange(Digits(set.Estimates, fit.Values), 6, 20);
            Assert.InRange(Digits(set.StandardDeviations, fit.StandardDeviations), 4, 20);
            Assert.InRange(Digits([set.ResidualDeviation], [fit.ResidualStandardDeviation]), 6, 20);
        }
    }

    private static double Digits(double[] certified, IEnumerable<double> found) =>
        certified.Zip(found, (exact, value) => -Math.Log10(Math.Max(1e-15, Math.Abs(value / exact - 1)))).Min();
}
