namespace BayesMeasure.Linear.Subsets;

/// <summary>The best subsets of every size, best first.</summary>
/// <param name="columns">The number of columns to choose from.</param>
/// <param name="capacity">The most subsets of each size.</param>
internal sealed class SubsetRanking(int columns, int capacity)
{
    private readonly int[] counts = new int[columns + 1];
    private readonly double[][] energies = [.. Enumerable.Range(0, columns + 1).Select(_ => new double[capacity])];
    private readonly uint[][] subsets = [.. Enumerable.Range(0, columns + 1).Select(_ => new uint[capacity])];

    /// <summary>The lowest free energy of each size.</summary>
    public double[] Lowest => [.. energies.Select(ofSize => ofSize[0])];

    /// <summary>The best of one size, best first.</summary>
    public IEnumerable<(uint Columns, double FreeEnergy)> OfSize(int size) =>
        subsets[size].Zip(energies[size]).Take(counts[size]);

    /// <summary>
    /// Takes a subset in where it is good enough. Of equal ones, the smaller number comes first, whoever comes first.
    /// </summary>
    public void Add(int size, uint subset, double freeEnergy)
    {
        int count = counts[size];
        if (count == capacity && !IsBefore(subset, freeEnergy, size, count - 1))
        {
            return;
        }

        int position = count < capacity ? count : count - 1;
        for (; position > 0 && IsBefore(subset, freeEnergy, size, position - 1); position--)
        {
            energies[size][position] = energies[size][position - 1];
            subsets[size][position] = subsets[size][position - 1];
        }

        energies[size][position] = freeEnergy;
        subsets[size][position] = subset;
        counts[size] = Math.Min(count + 1, capacity);
    }

    /// <summary>Takes in all of another ranking.</summary>
    public void Add(SubsetRanking other)
    {
        for (int size = 0; size < counts.Length; size++)
        {
            foreach ((uint subset, double freeEnergy) in other.OfSize(size))
            {
                Add(size, subset, freeEnergy);
            }
        }
    }

    private bool IsBefore(uint subset, double freeEnergy, int size, int position) =>
        freeEnergy < energies[size][position]
        || (freeEnergy == energies[size][position] && subset < subsets[size][position]);
}
