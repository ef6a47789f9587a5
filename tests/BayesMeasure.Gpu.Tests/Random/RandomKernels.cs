using BayesMeasure.Gpu.Random;
using ILGPU;

namespace BayesMeasure.Gpu.Tests.Random;

/// <summary>Kernels that write down draws: one group of one thread for each key.</summary>
internal static class RandomKernels
{
    /// <summary>Draws of the three purposes in turn; each purpose has a third of a key's part of the output.</summary>
    public static void InTurn(ArrayView<KeyedDraws> keys, ArrayView<double> draws)
    {
        int group = Grid.IdxX;
        int count = draws.IntLength / keys.IntLength / 3;
        int start = 3 * count * group;
        DeviceRandom<KeyedDraws> random = new(keys[group]);
        for (int i = 0; i < count; i++)
        {
            draws[start + i] = random.NextUniform();
            draws[start + count + i] = random.NextLogUniform();
            draws[start + 2 * count + i] = random.NextNormal();
        }
    }

    /// <summary>The same draws, from pools that four threads fill and that hold the first of them.</summary>
    public static void FromPools(
        ArrayView<KeyedDraws> keys, ArrayView<double> pools, int uniforms, int logUniforms, int normals, ArrayView<double> draws)
    {
        const int Threads = 4;
        int group = Grid.IdxX;
        int pooled = uniforms + logUniforms + normals;
        int pool = pooled * group;
        PooledDraws source = new(
            keys[group],
            pools.SubView(pool, uniforms),
            pools.SubView(pool + uniforms, logUniforms),
            pools.SubView(pool + uniforms + logUniforms, normals));
        for (int thread = 0; thread < Threads; thread++)
        {
            source.Fill(thread, Threads);
        }

        int count = draws.IntLength / keys.IntLength / 3;
        int start = 3 * count * group;
        DeviceRandom<PooledDraws> random = new(source);
        for (int i = 0; i < count; i++)
        {
            draws[start + i] = random.NextUniform();
            draws[start + count + i] = random.NextLogUniform();
            draws[start + 2 * count + i] = random.NextNormal();
        }
    }

    /// <summary>The same draws by position, the last one first.</summary>
    public static void Backwards(ArrayView<KeyedDraws> keys, ArrayView<double> draws)
    {
        int group = Grid.IdxX;
        int count = draws.IntLength / keys.IntLength / 3;
        int start = 3 * count * group;
        KeyedDraws key = keys[group];
        for (int i = count - 1; i >= 0; i--)
        {
            draws[start + i] = key.Uniform(i);
            draws[start + count + i] = key.LogUniform(i);
            draws[start + 2 * count + i] = key.Normal(i);
        }
    }

    /// <summary>An integer, a gamma draw and the logarithm of one in turn, for one key.</summary>
    public static void Derived(KeyedDraws key, int count, double shape, ArrayView<double> draws)
    {
        int third = draws.IntLength / 3;
        DeviceRandom<KeyedDraws> random = new(key);
        for (int i = 0; i < third; i++)
        {
            draws[i] = random.NextInteger(count);
            draws[third + i] = random.NextGamma(shape);
            draws[2 * third + i] = random.NextLogGamma(shape);
        }
    }
}
