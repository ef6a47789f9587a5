using BayesMeasure.Models;
using BayesMeasure.Models.Absorption;

namespace BayesMeasure.Tests.Models.Absorption;

public class ExafsShellTests
{
    private static readonly double[] Grid = [.. Enumerable.Range(1, 400).Select(i => 0.05 * i)];
    private static readonly double[] K = [2.5, 3.01, 4.4, 7.77, 12.3];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 6)]
    [InlineData(3, -4)]
    public void The_curve_is_the_formula(int weight, double shift)
    {
        double[] curve = Shell(weight).Evaluate(K, [12, 0.9, 2.55, 0.008, 7, shift]);
        for (int i = 0; i < K.Length; i++)
        {
            double k = Math.Sqrt(K[i] * K[i] - shift / 3.80998);
            double expected = Math.Pow(K[i], weight) * 0.9 * 12 * Amplitude(k) / (k * 2.55 * 2.55)
                * Math.Exp(-2 * k * k * 0.008) * Math.Exp(-2 * 2.55 / 7) * Math.Sin(2 * k * 2.55 + Phase(k));
            Assert.Equal(expected, curve[i], 2e-5 * Math.Pow(K[i], weight));
        }
    }

    [Fact]
    public void Outside_the_grid_the_model_is_impossible()
    {
        Assert.Equal(double.PositiveInfinity, Shell(0).Evaluate([20.5], [12, 0.9, 2.55, 0.008, 7, 0])[0]);
        Assert.Equal(double.PositiveInfinity, Shell(0).Evaluate([1], [12, 0.9, 2.55, 0.008, 7, 30])[0]);
    }

    [Fact]
    public void Wrong_tables_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ExafsShell([1, 1], [1, 1], [0, 0], 0));
        Assert.Throws<ArgumentException>(() => new ExafsShell([0, 1], [1, 1], [0, 0], 0));
        Assert.Throws<ArgumentException>(() => new ExafsShell([1], [1], [0], 0));
        Assert.Throws<ArgumentException>(() => new ExafsShell([1, 2], [1], [0, 0], 0));
        Assert.Throws<ArgumentException>(() => new ExafsShell([1, 2], [1, 1], [0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExafsShell([1, 2], [1, 1], [0, 0], 4));
    }

    private static ForwardModel Shell(int weight) =>
        ForwardModel.Curve(new ExafsShell(Grid, [.. Grid.Select(Amplitude)], [.. Grid.Select(Phase)], weight));

    private static double Amplitude(double k) => 0.6 * Math.Exp(-0.02 * (k - 6) * (k - 6));

    private static double Phase(double k) => 1.2 - 0.9 * k + 0.02 * k * k;
}
