using BayesMeasure.Numerics.Random;
using ILGPU;

namespace BayesMeasure.Gpu.Random;

/// <summary>
/// Draws of which the first of each purpose were made beforehand, side by side by the threads of a group; what lies beyond is
/// made where it is asked for.
/// </summary>
/// <param name="Key">Whose draws.</param>
/// <param name="Uniforms">The first uniforms, in shared memory: a multiple of 16, or none.</param>
/// <param name="LogUniforms">The first log-uniforms, likewise.</param>
/// <param name="Normals">The first normals, likewise.</param>
internal readonly record struct PooledDraws(
    KeyedDraws Key, ArrayView<double> Uniforms, ArrayView<double> LogUniforms, ArrayView<double> Normals) : IDraws
{
    /// <summary>
    /// Makes one thread's part of the draws: pairs <paramref name="thread"/>, <paramref name="thread"/> +
    /// <paramref name="threads"/>, ... The group waits at a barrier before any draw is read.
    /// </summary>
    /// <param name="thread">The number of the thread in its group: from 0.</param>
    /// <param name="threads">The number of threads in the group.</param>
    public void Fill(int thread, int threads)
    {
        for (int block = thread; block < Uniforms.IntLength / 2; block += threads)
        {
            Key.UniformPair(block, out double first, out double second);
            StorePair(Uniforms, block, first, second);
        }
        for (int block = thread; block < LogUniforms.IntLength / 2; block += threads)
        {
            Key.LogUniformPair(block, out double first, out double second);
            StorePair(LogUniforms, block, first, second);
        }
        for (int block = thread; block < Normals.IntLength / 2; block += threads)
        {
            Key.NormalPair(block, out double first, out double second);
            StorePair(Normals, block, first, second);
        }
    }

    /// <inheritdoc/>
    public double Uniform(int position) => position < Uniforms.IntLength ? Uniforms[position] : Key.Uniform(position);

    /// <inheritdoc/>
    public double LogUniform(int position) =>
        position < LogUniforms.IntLength ? LogUniforms[position] : Key.LogUniform(position);

    /// <inheritdoc/>
    public double Normal(int position) => position < Normals.IntLength ? Normals[position] : Key.Normal(position);

    private static void StorePair(ArrayView<double> pool, int block, double first, double second)
    {
        pool[RandomLayout.FirstOfPair(block)] = first;
        pool[RandomLayout.SecondOfPair(block)] = second;
    }
}
