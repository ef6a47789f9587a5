using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Tests.Numerics;

/// <summary>What the key of a stream promises: equal keys repeat, neighbouring keys are independent.</summary>
public class RandomStreamKeyTests
{
    private const int Draws = 10_000;

    /// <summary>A correlation of n independent pairs is normal of standard deviation 1 / sqrt(n): two-sided 1e-6.</summary>
    private static double LargestCorrelation => 4.9 / Math.Sqrt(Draws);

    public static TheoryData<string> Neighbours => ["seed", "chain", "replica", "sweep", "high sweep"];

    [Theory]
    [MemberData(nameof(Neighbours))]
    public void Neighbouring_keys_are_uncorrelated(string neighbour)
    {
        RandomStream first = At(seed: 1, chain: 0, replica: 0, sweep: 0);
        RandomStream second = neighbour switch
        {
            "seed" => At(seed: 2, chain: 0, replica: 0, sweep: 0),
            "chain" => At(seed: 1, chain: 1, replica: 0, sweep: 0),
            "replica" => At(seed: 1, chain: 0, replica: 1, sweep: 0),
            "sweep" => At(seed: 1, chain: 0, replica: 0, sweep: 1),
            _ => At(seed: 1, chain: 0, replica: 0, sweep: 1L << 32),
        };
        Assert.True(AreUncorrelated(first, second));
    }

    [Fact]
    public void One_stream_for_two_replicas_is_rejected() =>
        Assert.False(AreUncorrelated(At(1, 0, 0, 0), At(1, 0, 0, 0)));

    [Fact]
    public void Keys_that_share_no_number_share_no_draw()
    {
        var seen = new HashSet<double>();
        int[] chains = [0, 1, 255, (1 << 20) - 1];
        int[] replicas = [0, 1, 255, int.MaxValue];
        long[] sweeps = [0, 1, 255, 1L << 32, (1L << 40) - 1];
        foreach (int chain in chains)
        {
            foreach (int replica in replicas)
            {
                foreach (long sweep in sweeps)
                {
                    Assert.True(seen.Add(At(1, chain, replica, sweep).NextUniform()));
                }
            }
        }
    }

    [Fact]
    public void Equal_keys_repeat()
    {
        RandomStream stream = At(3, 1, 2, 17);
        double[] first = Mixture(stream);
        stream.BeginSweep(18);
        Assert.NotEqual(first, Mixture(stream));
        stream.BeginSweep(17);
        Assert.Equal(first, Mixture(stream));
        Assert.Equal(first, Mixture(At(3, 1, 2, 17)));
    }

    [Fact]
    public void Normals_do_not_depend_on_how_many_uniforms_were_drawn()
    {
        RandomStream alone = At(3, 0, 0, 5);
        RandomStream beside = At(3, 0, 0, 5);
        for (int i = 0; i < 100; i++)
        {
            for (int j = 0; j < i % 3; j++)
            {
                beside.NextUniform();
                beside.NextLogUniform();
            }

            Assert.Equal(alone.NextNormal(), beside.NextNormal());
        }
    }

    [Fact]
    public void Purposes_are_uncorrelated()
    {
        RandomStream stream = At(4, 0, 0, 0);
        double[] uniforms = Sample(stream.NextUniform);
        double[] normals = Sample(stream.NextNormal);
        double[] logUniforms = Sample(stream.NextLogUniform);
        Assert.InRange(Correlation.Pearson(uniforms, normals), -LargestCorrelation, LargestCorrelation);
        Assert.InRange(Correlation.Pearson(uniforms, logUniforms), -LargestCorrelation, LargestCorrelation);
        Assert.InRange(Correlation.Pearson(normals, logUniforms), -LargestCorrelation, LargestCorrelation);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(16)]
    public void Normals_are_uncorrelated_in_sequence(int lag)
    {
        double[] normals = Sample(At(5, 0, 0, 0).NextNormal);
        double correlation = Correlation.Pearson(normals[lag..], normals[..^lag]);
        double ofSquares = Correlation.Pearson(normals[lag..].Select(z => z * z), normals[..^lag].Select(z => z * z));
        Assert.InRange(correlation, -LargestCorrelation, LargestCorrelation);
        Assert.InRange(ofSquares, -LargestCorrelation, LargestCorrelation);
    }

    [Fact]
    public void Nothing_is_allocated_by_draws()
    {
        RandomStream stream = At(6, 0, 0, 0);
        Mixture(stream);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            stream.BeginSweep(i);
            _ = stream.NextUniform() + stream.NextNormal() + stream.NextGamma(0.5) + stream.NextInteger(3);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Keys_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, 1 << 20, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, 0, 0).BeginSweep(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, 0, 0).BeginSweep(1L << 40));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, 0, 0).NextInteger(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, 0, 0).NextGamma(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0, 0, 0).NextGamma(double.NaN));
    }

    private static RandomStream At(ulong seed, int chain, int replica, long sweep)
    {
        var stream = new RandomStream(seed, chain, replica);
        stream.BeginSweep(sweep);
        return stream;
    }

    private static bool AreUncorrelated(RandomStream first, RandomStream second)
    {
        double uniforms = Correlation.Pearson(Sample(first.NextUniform), Sample(second.NextUniform));
        double normals = Correlation.Pearson(Sample(first.NextNormal), Sample(second.NextNormal));
        return Math.Abs(uniforms) < LargestCorrelation && Math.Abs(normals) < LargestCorrelation;
    }

    private static double[] Sample(Func<double> draw) => [.. Enumerable.Range(0, Draws).Select(_ => draw())];

    private static double[] Mixture(RandomStream stream) =>
        [stream.NextUniform(), stream.NextNormal(), stream.NextLogUniform(), stream.NextGamma(0.3), stream.NextExponential()];
}
