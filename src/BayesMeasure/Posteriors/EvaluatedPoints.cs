using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The points of a measurement at which derivatives are wanted: all of them, or some, gathered for vector loops.
/// </summary>
/// <param name="data">The measurement.</param>
internal sealed class EvaluatedPoints(CurveData data)
{
    private readonly int[] positions = new int[data.Count];
    private readonly AlignedBuffer gatheredX = data.CreateBuffer();
    private readonly AlignedBuffer gatheredY = data.CreateBuffer();
    private readonly AlignedBuffer gatheredWeight = data.CreateBuffer();

    /// <summary>The whole measurement.</summary>
    public CurveData Data => data;

    /// <summary>The number of points that are evaluated.</summary>
    public int Count { get; private set; } = data.Count;

    /// <summary>Whether these are all points, in their order.</summary>
    public bool AreAll { get; private set; } = true;

    /// <summary>The positions of the points in the measurement, where they are not all.</summary>
    public ReadOnlySpan<int> Positions => positions.AsSpan(0, Count);

    public AlignedBuffer X => AreAll ? data.X : gatheredX;

    public AlignedBuffer Y => AreAll ? data.Y : gatheredY;

    public AlignedBuffer Weight => AreAll ? data.Weight : gatheredWeight;

    /// <summary>Takes all points.</summary>
    public void TakeAll() => (AreAll, Count) = (true, data.Count);

    /// <summary>Takes some points.</summary>
    /// <param name="some">Their positions, at least one and at most as many as there are; a point may be there twice.</param>
    public void Take(ReadOnlySpan<int> some)
    {
        if (some.Length < 1 || some.Length > data.Count)
        {
            throw new ArgumentException($"{some.Length} points were asked for, of a measurement of {data.Count}.", nameof(some));
        }

        (AreAll, Count) = (false, some.Length);
        some.CopyTo(positions);
        Gather(data.X, gatheredX);
        Gather(data.Y, gatheredY);
        Gather(data.Weight, gatheredWeight);
    }

    /// <summary>Takes the wanted elements of a whole curve, and repeats the last where a vector reads on.</summary>
    private void Gather(AlignedBuffer from, AlignedBuffer to)
    {
        Span<double> source = from.Span;
        Span<double> target = to.Span;
        for (int i = 0; i < Count; i++)
        {
            target[i] = source[positions[i]];
        }

        target[Count..].Fill(target[Count - 1]);
    }
}
