using BayesMeasure.Diagnostics;

namespace BayesMeasure.Tests.Diagnostics;

public sealed class BatchMeansTests
{
    private const int Length = 4000;
    private const int Chains = 4;

    [Fact]
    public void Batches_of_one_give_the_error_of_independent_draws()
    {
        double[][] chains = [[1, 2, 3, 4], [2, 5, 6, 9]];
        double mean = 4;
        double variance = chains.SelectMany(chain => chain).Sum(value => (value - mean) * (value - mean)) / 7;
        Assert.Equal(Math.Sqrt(variance / 8), BatchMeans.StandardErrorOfMean(chains, 1), 1e-14);
    }

    /// <summary>
    /// A mode of 3 % of the variance with a correlation time of 200 sweeps under a fast one: the error of the mean follows from
    /// the sums of the two autocorrelation functions, (1 + rho) / (1 - rho) each.
    /// </summary>
    [Fact]
    public void A_weak_and_slow_mode_is_seen_by_batches()
    {
        const double fast = 0.5;
        const double share = 0.03;
        double slow = Math.Exp(-1.0 / 200);
        double time = (1 + fast) / (1 - fast) + share * (1 + slow) / (1 - slow);
        double expected = Math.Sqrt(time / (Chains * Length));
        double sum = 0;
        const int replications = 40;
        for (int seed = 0; seed < replications; seed++)
        {
            double[][] chains = Draw(seed, fast, slow, share);
            sum += Math.Pow(BatchMeans.StandardErrorOfMean(chains, Length / 3), 2);
        }

        // The squared error has about 1.5 * 3 * 4 degrees of freedom, so its mean over 40 runs is known to 5 %; 3 of these.
        Assert.InRange(sum / replications / (expected * expected), 0.85, 1.15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_batch_is_at_least_one_draw_and_shorter_than_a_chain(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchMeans.StandardErrorOfMean([[1, 2, 3, 4]], length));

    private static double[][] Draw(int seed, double fast, double slow, double share)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Chains).Select(_ =>
        {
            double[] quick = Correlated(random, fast);
            double[] lasting = Correlated(random, slow);
            return quick.Zip(lasting, (a, b) => a + Math.Sqrt(share) * b).ToArray();
        })];
    }

    private static double[] Correlated(Random random, double correlation)
    {
        double[] series = new double[Length];
        double value = Normal(random);
        for (int t = 0; t < Length; t++)
        {
            series[t] = value;
            value = correlation * value + Math.Sqrt(1 - correlation * correlation) * Normal(random);
        }

        return series;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
