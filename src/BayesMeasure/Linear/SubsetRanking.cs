namespace BayesMeasure.Linear;

/// <summary>The subsets of least free energy, separately for every number of columns.</summary>
/// <param name="sizes">The numbers of columns, from 0, that there are.</param>
/// <param name="capacity">How many subsets of each size are remembered.</param>
internal sealed class SubsetRanking(int sizes, int capacity)
{
    private readonly (double FreeEnergy, uint Mask)[] entries = new (double, uint)[sizes * capacity];
    private readonly int[] counts = new int[sizes];

    /// <summary>How many subsets of each size are remembered.</summary>
    public int Capacity => capacity;

    /// <summary>The subsets of one size, the best first.</summary>
    public ReadOnlySpan<(double FreeEnergy, uint Mask)> Of(int size) => entries.AsSpan(size * capacity, counts[size]);

    /// <summary>Enters a subset, if it is among the best of its size.</summary>
    public void Add(int size, double freeEnergy, uint mask)
    {
        Span<(double FreeEnergy, uint Mask)> ranks = entries.AsSpan(size * capacity, capacity);
        int place = counts[size];
        if (place == capacity && !(freeEnergy < ranks[^1].FreeEnergy))
            return;
        place = Math.Min(place, capacity - 1);
        for (; place > 0 && freeEnergy < ranks[place - 1].FreeEnergy; place--)
            ranks[place] = ranks[place - 1];
        ranks[place] = (freeEnergy, mask);
        counts[size] = Math.Min(counts[size] + 1, capacity);
    }

    /// <summary>Enters all that another ranking has.</summary>
    public void Add(SubsetRanking other)
    {
        for (int size = 0; size < sizes; size++)
        {
            foreach ((double freeEnergy, uint mask) in other.Of(size))
                Add(size, freeEnergy, mask);
        }
    }
}
