using System.Runtime.CompilerServices;
using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Gpu.Random;

/// <summary>Draws that are made where they are asked for, out of nothing but the key: any thread can make any of them.</summary>
/// <param name="Seed">The seed of the whole run.</param>
/// <param name="Chain">The number of the chain: from 0 to 2^20 - 1.</param>
/// <param name="Replica">The number of the replica: from 0.</param>
/// <param name="Sweep">The number of the sweep: from 0 to 2^40 - 1.</param>
internal readonly record struct KeyedDraws(ulong Seed, int Chain, int Replica, long Sweep) : IDraws
{
    /// <inheritdoc/>
    public double Uniform(int position) => UniformAt(Seed, Chain, Replica, Sweep, RandomPurpose.Uniform, position);

    /// <inheritdoc/>
    public double LogUniform(int position) => LogUniformAt(Seed, Chain, Replica, Sweep, position);

    /// <inheritdoc/>
    /// <remarks>One of a pair: a thread that needs both makes them with <see cref="NormalPair"/> at half the cost.</remarks>
    public double Normal(int position) => NormalAt(Seed, Chain, Replica, Sweep, position);

    /// <summary>The two uniform draws of a block.</summary>
    public void UniformPair(int block, out double first, out double second) =>
        Pair(RandomPurpose.Uniform, block, out first, out second);

    /// <summary>The two log-uniform draws of a block.</summary>
    public void LogUniformPair(int block, out double first, out double second)
    {
        Pair(RandomPurpose.LogUniform, block, out double low, out double high);
        first = DeviceDouble.Log(low).Value;
        second = DeviceDouble.Log(high).Value;
    }

    /// <summary>The two normal draws of a block (G. E. P. Box and M. E. Muller 1958).</summary>
    public void NormalPair(int block, out double first, out double second)
    {
        Pair(RandomPurpose.Normal, block, out double low, out double high);
        double radius = Math.Sqrt(-2.0 * DeviceDouble.Log(low).Value);
        double angle = 2 * Math.PI * high;
        first = radius * DeviceDouble.Cos(angle).Value;
        second = radius * DeviceDouble.Sin(angle).Value;
    }

    /// <summary>
    /// Not inlined, as the next two: a kernel draws in many places, and each would hold a generator of its own.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double UniformAt(ulong seed, int chain, int replica, long sweep, RandomPurpose purpose, int position)
    {
        var draws = new KeyedDraws(seed, chain, replica, sweep);
        draws.Pair(purpose, (int)RandomLayout.Block(position), out double first, out double second);
        return RandomLayout.IsInSecondHalf(position) ? second : first;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LogUniformAt(ulong seed, int chain, int replica, long sweep, int position) =>
        DeviceDouble.Log(UniformAt(seed, chain, replica, sweep, RandomPurpose.LogUniform, position)).Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double NormalAt(ulong seed, int chain, int replica, long sweep, int position)
    {
        var draws = new KeyedDraws(seed, chain, replica, sweep);
        draws.NormalPair((int)RandomLayout.Block(position), out double first, out double second);
        return RandomLayout.IsInSecondHalf(position) ? second : first;
    }

    private void Pair(RandomPurpose purpose, int block, out double first, out double second) =>
        RandomLayout.UniformPair(Seed, Chain, Replica, Sweep, purpose, block, out first, out second);
}
