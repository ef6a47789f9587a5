using MathNet.Numerics.Random;

namespace BayesMeasure.CommandLine;

/// <summary>
/// The normal numbers of legacy NumPy, <c>numpy.random.seed(seed); randn()</c>: the Mersenne Twister, and the polar method of
/// Marsaglia, which makes two at a time.
/// </summary>
public sealed class PolarNormals(int seed)
{
    private readonly MersenneTwister twister = new(seed);
    private double? waiting;

    /// <summary>The next number.</summary>
    public double Next()
    {
        if (waiting is { } second)
        {
            waiting = null;
            return second;
        }

        double x, y, square;
        do
        {
            x = 2 * NextUniform() - 1;
            y = 2 * NextUniform() - 1;
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);

        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        waiting = factor * x;
        return factor * y;
    }

    /// <summary>A uniform number of 53 random bits, from two outputs of the generator.</summary>
    private double NextUniform() => ((NextOutput() >> 5) * 67108864.0 + (NextOutput() >> 6)) / 9007199254740992.0;

    /// <summary>The 32 bits of one output: the generator's own double is that output over 2^32.</summary>
    private uint NextOutput() => (uint)(twister.NextDouble() * 4294967296.0);
}
