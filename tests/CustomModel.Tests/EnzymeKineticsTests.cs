namespace CustomModel.Tests;

public class EnzymeKineticsTests
{
    /// <summary>The equation has an implicit solution: v t = P + k ln(s / (s - P)).</summary>
    [Theory]
    [InlineData(1.0, 0.09, 0.3)]
    [InlineData(2.0, 0.3, 3.0)]
    [InlineData(0.5, 0.05, 0.05)]
    public void The_curve_solves_the_equation(double substrate, double rate, double affinity)
    {
        double[] time = [0, .. Enumerable.Range(1, 40).Select(i => 0.25 * i)];
        double[] product = ForwardModel.Curve(new EnzymeKinetics()).Evaluate(time, [substrate, rate, affinity]);
        for (int i = 0; i < time.Length; i++)
        {
            double reached = (product[i] + affinity * Math.Log(substrate / (substrate - product[i]))) / rate;
            Assert.Equal(time[i], reached, 1e-5);
        }
    }
}
