using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Tests.Optimization.Graduated;

/// <summary>Degrees of smoothing against what batches of a small sum really do, and against the formulas of the papers.</summary>
public class DegreeTests
{
    private static readonly double[] Gradients = [3, -1, 4, 1, -5, 9];

    private static double Noise => Math.Sqrt(Gradients.Average(g => g * g) - Math.Pow(Gradients.Average(), 2));

    /// <summary>The spread of the mean over all batches that there are.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_degree_is_the_spread_of_a_step_over_all_batches(int batch)
    {
        const double Rate = 0.3;
        Assert.Equal(Rate * Spread(Subsets(batch)), Degree.Of(Rate, Noise, batch, Gradients.Length), 12);
        if (batch <= 5)
        {
            Assert.Equal(Rate * Spread(Sequences(batch)), Degree.Of(Rate, Noise, batch), 12);
        }
    }

    [Fact]
    public void A_batch_for_a_degree_has_it()
    {
        Assert.Equal(64, Degree.BatchFor(Degree.Of(0.1, 25, 64), 0.1, 25));
        Assert.Equal(64, Degree.BatchFor(Degree.Of(0.1, 25, 64, 1000), 0.1, 25, 1000));
        Assert.Equal(1000, Degree.BatchFor(0, 0.1, 25, 1000));
        Assert.Equal(1, Degree.BatchFor(100, 0.1, 25));
    }

    [Fact]
    public void Momentum_has_the_bounds_of_the_papers()
    {
        const double Beta = 0.9;
        double variance = 25.318 / 128;
        double factor = Beta * (Beta * Beta - Beta + 1) / Math.Pow(1 - Beta, 2);
        double heavy = 0.1 * Math.Sqrt(variance + factor * (variance + 1.77 * 1.77));
        double normalized = 0.1 * Math.Sqrt(variance + 4 * Beta * Beta * (variance + 1.77 * 1.77));
        Assert.Equal(heavy, Degree.HeavyBallBound(0.1, Math.Sqrt(25.318), 1.77, 128, Beta), 12);
        Assert.Equal(normalized, Degree.NormalizedHeavyBallBound(0.1, Math.Sqrt(25.318), 1.77, 128, Beta), 12);
        Assert.Equal(Degree.Of(0.1, 5, 7), Degree.HeavyBallBound(0.1, 5, 1.77, 7, momentum: 0), 12);
    }

    [Fact]
    public void The_reachable_degree_is_that_of_the_largest_stable_rate() =>
        Assert.Equal(2 * 44 / (39 * Math.Sqrt(4)), Degree.Reachable(44, 39, 4), 12);

    [Fact]
    public void Each_degree_of_a_polynomial_path_is_gamma_times_the_one_before()
    {
        IReadOnlyList<double> path = Degree.PolynomialPath(0.7, 5, 0.4);
        Assert.Equal(0.7, path[0], 14);
        Assert.All(Enumerable.Range(1, 4), m => Assert.Equal(Math.Pow((5.0 - m) / (6.0 - m), 0.4), path[m] / path[m - 1], 13));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.01)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_power_outside_0_to_1_is_refused(double power) =>
        Assert.Contains("power p", Assert.Throws<ArgumentOutOfRangeException>(() => Degree.PolynomialPath(1, 5, power)).Message);

    [Fact]
    public void What_is_no_step_is_refused()
    {
        Assert.Contains("rate", Assert.Throws<ArgumentOutOfRangeException>(() => Degree.Of(0, 1, 1)).Message);
        Assert.Contains("noise", Assert.Throws<ArgumentOutOfRangeException>(() => Degree.Of(1, -1, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => Degree.Of(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => Degree.Of(1, 1, 5, 4));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => Degree.HeavyBallBound(1, 1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("gradientBound", () => Degree.HeavyBallBound(1, 1, double.NaN, 1, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>("curvature", () => Degree.Reachable(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("degree", () => Degree.BatchFor(0, 1, 1));
    }

    private static double Spread(IEnumerable<double> means)
    {
        double[] all = [.. means];
        double mean = all.Average();
        return Math.Sqrt(all.Average(one => (one - mean) * (one - mean)));
    }

    private static IEnumerable<double> Subsets(int batch) =>
        from mask in Enumerable.Range(0, 1 << Gradients.Length)
        where int.PopCount(mask) == batch
        select Gradients.Where((_, i) => (mask >> i & 1) == 1).Average();

    private static IEnumerable<double> Sequences(int batch) =>
        from code in Enumerable.Range(0, (int)Math.Pow(Gradients.Length, batch))
        select Enumerable.Range(0, batch).Average(i => Gradients[code / (int)Math.Pow(Gradients.Length, i) % Gradients.Length]);
}
