using MathNet.Numerics.Random;

namespace BayesMeasure.Problems.Spectra;

/// <summary>
/// The standard normals of NumPy's legacy generator, numpy.random.seed(s); randn(n): Mersenne twister MT19937, two outputs a
/// uniform of 53 bits, Marsaglia's polar method, of each pair the second number first.
/// </summary>
public static class LegacyNormals
{
    public static IReadOnlyList<double> Take(int seed, int count)
    {
        var twister = new MersenneTwister(seed, threadSafe: false);
        var normals = new List<double>();
        while (normals.Count < count)
        {
            AddPair(normals, twister);
        }
        return normals[..count];
    }

    private static void AddPair(List<double> normals, MersenneTwister twister)
    {
        double first = 2 * NextUniform(twister) - 1;
        double second = 2 * NextUniform(twister) - 1;
        double square = first * first + second * second;
        if (square >= 1 || square == 0)
        {
            return;
        }
        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        normals.Add(scale * second);
        normals.Add(scale * first);
    }

    private static double NextUniform(MersenneTwister twister) =>
        ((NextWord(twister) >> 5) * 67108864.0 + (NextWord(twister) >> 6)) / 9007199254740992.0;

    /// <summary>The twister's output of 32 bits, of which MathNet makes a double without rounding.</summary>
    private static uint NextWord(MersenneTwister twister) => (uint)(twister.NextDouble() * 4294967296.0);
}
