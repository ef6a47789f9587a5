using BayesMeasure.Gpu.Random;
using BayesMeasure.Numerics.Random;
using ILGPU;
using ILGPU.Runtime;

namespace BayesMeasure.Gpu.Tests.Random;

public sealed class DeviceRandomTests(OneThreadAccelerator device) : IClassFixture<OneThreadAccelerator>
{
    /// <summary>Not a whole number of batches, so that the last one is begun and left.</summary>
    private const int Count = 1_003;

    private static readonly KeyedDraws[] Keys =
    [
        new(0, 0, 0, 0),
        new(7, 0, 0, 1),
        new(7, 1, 0, 1),
        new(7, 0, 1, 1),
        new(0xFEDC_BA98_7654_3210, 3, 17, 12_345),
        new(ulong.MaxValue, (1 << 20) - 1, int.MaxValue, (1L << 40) - 1),
        new(42, 12, 40, 1L << 32),
    ];

    private readonly Accelerator accelerator = device.Accelerator;

    [Fact]
    public void DrawsInTurnAreThoseOfTheStream() => Assert.Equal(FromStreams(), Run(RandomKernels.InTurn));

    [Fact]
    public void DrawsByPositionAreThoseOfTheStream() => Assert.Equal(FromStreams(), Run(RandomKernels.Backwards));

    [Theory]
    [InlineData(16, 16, 16)]
    [InlineData(0, 512, 1_024)]
    [InlineData(32, 0, 48)]
    public void PooledDrawsAreThoseOfTheStreamWithinThePoolAndBeyond(int uniforms, int logUniforms, int normals)
    {
        using MemoryBuffer1D<KeyedDraws, Stride1D.Dense> keys = accelerator.Allocate1D(Keys);
        using MemoryBuffer1D<double, Stride1D.Dense> pools =
            accelerator.Allocate1D<double>(Keys.Length * (uniforms + logUniforms + normals));
        var kernel = accelerator.LoadStreamKernel<ArrayView<KeyedDraws>, ArrayView<double>, int, int, int, ArrayView<double>>(
            RandomKernels.FromPools);
        double[] draws = device.Written(3 * Count * Keys.Length, output =>
            kernel(OneThreadAccelerator.Groups(Keys.Length), keys.View.BaseView, pools.View.BaseView, uniforms, logUniforms,
                normals, output));
        Assert.Equal(FromStreams(), draws);
    }

    [Theory]
    [InlineData(1, 0.001)]
    [InlineData(2, 0.7)]
    [InlineData(7, 1)]
    [InlineData(1_000_003, 5)]
    [InlineData(int.MaxValue, 1e6)]
    public void IntegersAndGammaDrawsAreThoseOfTheStream(int count, double shape)
    {
        var kernel = accelerator.LoadStreamKernel<KeyedDraws, int, double, ArrayView<double>>(RandomKernels.Derived);
        foreach (KeyedDraws key in Keys)
        {
            RandomStream stream = StreamOf(key);
            double[] draws =
                device.Written(3 * Count, output => kernel(OneThreadAccelerator.Groups(1), key, count, shape, output));
            for (int i = 0; i < Count; i++)
            {
                Assert.Equal(stream.NextInteger(count), draws[i]);
                AssertClose(stream.NextGamma(shape), draws[Count + i]);
                AssertClose(stream.NextLogGamma(shape), draws[2 * Count + i]);
            }
        }
    }

    [Fact]
    public void AnotherKeyMakesOtherDraws()
    {
        double[] draws = Run(RandomKernels.InTurn);
        Assert.Equal(draws.Length, draws.Distinct().Count());
    }

    /// <summary>The draws of each key's stream, reached by a sweep that was left in the middle of its batches.</summary>
    private static double[] FromStreams() => [.. Keys.SelectMany(key =>
    {
        RandomStream stream = StreamOf(key);
        return new[] { stream.NextUniform, stream.NextLogUniform, (Func<double>)stream.NextNormal }
            .SelectMany(next => Enumerable.Range(0, Count).Select(_ => next()));
    })];

    private static RandomStream StreamOf(KeyedDraws key)
    {
        RandomStream stream = new(key.Seed, key.Chain, key.Replica);
        stream.NextUniform();
        stream.NextLogUniform();
        stream.NextNormal();
        stream.BeginSweep(key.Sweep);
        return stream;
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected - 1e-13 * (1 + Math.Abs(expected)), expected + 1e-13 * (1 + Math.Abs(expected)));

    private double[] Run(Action<ArrayView<KeyedDraws>, ArrayView<double>> kernel)
    {
        using MemoryBuffer1D<KeyedDraws, Stride1D.Dense> keys = accelerator.Allocate1D(Keys);
        var launch = accelerator.LoadStreamKernel(kernel);
        return device.Written(
            3 * Count * Keys.Length, output => launch(OneThreadAccelerator.Groups(Keys.Length), keys.View.BaseView, output));
    }
}
