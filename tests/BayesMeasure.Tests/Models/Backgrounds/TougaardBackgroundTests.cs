using BayesMeasure.Models.Backgrounds;

namespace BayesMeasure.Tests.Models.Backgrounds;

public class TougaardBackgroundTests
{
    private static readonly double[] X = [.. Enumerable.Range(0, 1201).Select(i => 0.1 * i)];
    private static readonly LossCrossSection Loss = LossCrossSection.TwoParameter(300, 100);

    [Fact]
    public void The_losses_of_one_line_are_the_cross_section()
    {
        double[] line = [.. X.Select((_, i) => i == 200 ? 4 : 0.0)];
        double[] background = Evaluate(new TougaardBackground(X, line, Loss, EnergyAxis.Binding), X, 1, 2);
        for (int i = 0; i < X.Length; i++)
        {
            Assert.Equal(1 + (i > 200 ? 2 * 4 * 0.1 * Loss.At(X[i] - X[200]) : 0), background[i], 1e-12);
        }
    }

    [Fact]
    public void A_constant_spectrum_has_the_integral_of_the_cross_section()
    {
        // integral of B T/(C + T^2)^2 from 0 to x = B/2 (1/C - 1/(C + x^2)); the first points are the level.
        double[] constant = [.. X.Select((_, i) => i < 5 ? 2 : 3.0)];
        double[] background = Evaluate(new TougaardBackground(X, constant, Loss, EnergyAxis.Binding), X, 0, 1);
        for (int i = 5; i < X.Length; i++)
        {
            double reach = X[i] - 0.45;
            Assert.Equal(150 * (1 / 100.0 - 1 / (100 + reach * reach)), background[i], 3e-3);
        }
    }

    [Fact]
    public void The_probability_of_all_losses_is_B_over_two_C()
    {
        double sum = Enumerable.Range(1, 2_000_000).Sum(i => 0.01 * Loss.At(0.01 * i));
        Assert.Equal(1.5, sum, 1e-5);
        Assert.Equal(
            2866 / (2 * 1643.0), Enumerable.Range(1, 200_000).Sum(i => 0.1 * LossCrossSection.Universal.At(0.1 * i)), 1e-5);
    }

    [Fact]
    public void Two_parameters_are_three_of_which_one_follows()
    {
        var three = LossCrossSection.ThreeParameter(300, 100, 400);
        Assert.All(X, loss => Assert.Equal(Loss.At(loss), three.At(loss), 1e-15));
        Assert.Equal(0, LossCrossSection.ThreeParameter(300, 100, 20, gap: 3).At(2.9));
        Assert.Equal(300 * 10 / (20 * 100.0), LossCrossSection.ThreeParameter(300, 100, 20, gap: 3).At(10), 1e-12);
        Assert.Equal(0, Loss.At(-1));
    }

    [Fact]
    public void Losses_go_to_smaller_kinetic_energies()
    {
        double[] y = [.. X.Select(x => Math.Exp(-(x - 40) * (x - 40) / 20))];
        double[] mirrored = [.. X.Select(x => -x)];
        double[] binding = Evaluate(new TougaardBackground(X, y, Loss, EnergyAxis.Binding), X, 0, 1);
        double[] kinetic = Evaluate(new TougaardBackground(mirrored, y, Loss, EnergyAxis.Kinetic), mirrored, 0, 1);
        for (int i = 0; i < X.Length; i++)
        {
            Assert.Equal(binding[i], kinetic[i], 1e-13);
        }
        Assert.True(binding[500] > 100 * binding[300]);
    }

    [Fact]
    public void Cross_sections_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LossCrossSection.TwoParameter(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LossCrossSection.TwoParameter(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LossCrossSection.ThreeParameter(1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LossCrossSection.ThreeParameter(1, 1, 1, -1));
    }

    private static double[] Evaluate(TougaardBackground background, double[] x, double offset, double scale)
    {
        double[] y = new double[x.Length];
        background.Evaluate(x, [offset, scale], y);
        return y;
    }
}
