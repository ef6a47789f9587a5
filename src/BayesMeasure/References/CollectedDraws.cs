namespace BayesMeasure.References;

/// <summary>
/// Draws that are spread evenly over a stretch of sweeps of unknown length, in bounded memory: where they are too many, every
/// second is forgotten, and from then on so many fewer are taken.
/// </summary>
/// <param name="chains">The number of chains.</param>
/// <param name="dimension">The number of coordinates of a draw.</param>
internal sealed class CollectedDraws(int chains, int dimension)
{
    private const int MostOfAll = 2048;

    private readonly int most = 2 * Math.Max(1, (MostOfAll / 2 + chains - 1) / chains);
    private readonly int[] seen = new int[chains];
    private readonly int[] strides = [.. Enumerable.Repeat(1, chains)];
    private readonly int[] counts = new int[chains];
    private readonly double[][] coordinates = [.. Enumerable.Range(0, chains).Select(_ => Array.Empty<double>())];

    /// <summary>The number of chains.</summary>
    public int Chains => chains;

    /// <summary>The number of coordinates of a draw.</summary>
    public int Dimension => dimension;

    /// <summary>The draws of all chains that are kept.</summary>
    public int Count => counts.Sum();

    /// <summary>Shows the next draw of a chain.</summary>
    public void Add(int chain, ReadOnlySpan<double> draw)
    {
        if (seen[chain]++ % strides[chain] != 0)
        {
            return;
        }

        if (coordinates[chain].Length == 0)
        {
            coordinates[chain] = new double[most * dimension];
        }

        if (counts[chain] == most)
        {
            Halve(chain);
            if ((seen[chain] - 1) % strides[chain] != 0)
            {
                return;
            }
        }

        draw.CopyTo(coordinates[chain].AsSpan(counts[chain]++ * dimension, dimension));
    }

    /// <summary>The draws of one chain that are kept, in their order.</summary>
    public double[][] Of(int chain) =>
        [.. Enumerable.Range(0, counts[chain]).Select(i => coordinates[chain].AsSpan(i * dimension, dimension).ToArray())];

    /// <summary>All that later draws are added to, chain by chain: draws seen, the stride, and the draws that are kept.</summary>
    public double[] Numbers(int chain) =>
        [seen[chain], strides[chain], .. coordinates[chain].AsSpan(0, counts[chain] * dimension)];

    /// <summary>Goes on from where the numbers of a chain were taken.</summary>
    public void Restore(int chain, double[] numbers)
    {
        if (numbers.Length < 2 || numbers.Length - 2 > most * dimension
            || !(numbers[0] >= 0 && numbers[0] <= int.MaxValue && numbers[1] >= 1 && numbers[1] <= int.MaxValue))
        {
            throw new InvalidDataException("the draws for its reference are more than there can be.");
        }

        seen[chain] = (int)numbers[0];
        strides[chain] = (int)numbers[1];
        counts[chain] = dimension == 0 ? 0 : (numbers.Length - 2) / dimension;
        coordinates[chain] = new double[most * dimension];
        numbers.AsSpan(2).CopyTo(coordinates[chain]);
    }

    /// <summary>Forgets all draws.</summary>
    public void Clear()
    {
        for (int chain = 0; chain < chains; chain++)
        {
            (seen[chain], strides[chain], counts[chain], coordinates[chain]) = (0, 1, 0, []);
        }
    }

    private void Halve(int chain)
    {
        Span<double> kept = coordinates[chain];
        counts[chain] /= 2;
        strides[chain] *= 2;
        for (int i = 1; i < counts[chain]; i++)
        {
            kept.Slice(2 * i * dimension, dimension).CopyTo(kept[(i * dimension)..]);
        }
    }
}
