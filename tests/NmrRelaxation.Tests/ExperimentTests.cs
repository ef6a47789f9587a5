namespace NmrRelaxation.Tests;

public class ExperimentTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 10)]
    public void Data_are_those_of_the_set_up(int number, double last)
    {
        BayesMeasure.Measurements.Measurement data = Experiment.Number(number).CreateData("data");
        Assert.Equal((100, 1e-4), (data.Count, data.X[0]));
        Assert.Equal(last, data.X[^1], 12);
        // The first standard normal number of NumPy's seed 0 on a curve that has only begun to fall.
        double first = number == 1
            ? 0.5 * Math.Exp(-0.01) + 0.3 * Math.Exp(-5e-4) + 0.2 * Math.Exp(-2e-5)
            : Math.Exp(-Math.Pow(5e-4, 0.7));
        Assert.Equal(first + 0.005 * 1.764052345967664, data.Y[0], 14);
    }
}
