using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Linear;

/// <summary>
/// Richtmyer's lattice, the multiples of the square roots of the primes, shifted at random and folded by the baker's map: points
/// that fill a unit cube more evenly than random ones (Genz and Bretz 2002, J. Comput. Graph. Stat. 11, 950).
/// </summary>
internal static class ShiftedLattice
{
    private const int MostDimensions = 100;
    private const int MostShifts = 12;
    private const ulong Seed = 1992;

    private static readonly double[] Steps =
    [
        .. Enumerable.Range(2, 600)
            .Where(number => Enumerable.Range(2, number - 2).All(divisor => number % divisor != 0))
            .Take(MostDimensions)
            .Select(prime => Math.Sqrt(prime) % 1),
    ];

    private static readonly double[][] Offsets = [.. Enumerable.Range(0, MostShifts).Select(OffsetsOf)];

    /// <summary>Fills in one point of the lattice in one of its shifts.</summary>
    /// <exception cref="NotSupportedException">The cube has too many dimensions.</exception>
    public static void Fill(Span<double> cube, int shift, int point)
    {
        if (cube.Length > MostDimensions)
        {
            throw new NotSupportedException(
                $"The probability of a box is known for at most {MostDimensions} correlated coefficients. "
                + "Widen the bounds, or use ReplicaExchange.");
        }

        for (int j = 0; j < cube.Length; j++)
        {
            cube[j] = Math.Abs(2 * ((point * Steps[j] + Offsets[shift][j]) % 1) - 1);
        }
    }

    private static double[] OffsetsOf(int shift)
    {
        var random = new RandomStream(Seed, shift, replica: 0);
        return [.. Enumerable.Range(0, MostDimensions).Select(_ => random.NextUniform())];
    }
}
