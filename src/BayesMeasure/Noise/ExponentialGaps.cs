using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Noise;

/// <summary>How far the points are from one another, and by which length correlations fall: what all replicas share.</summary>
internal sealed class ExponentialGaps
{
    /// <param name="x">Where was measured, strictly ascending or descending.</param>
    /// <param name="length">The correlation length; null where it is sampled.</param>
    /// <param name="parameter">The position of the length among the parameters of the noise, where it is sampled.</param>
    public ExponentialGaps(IReadOnlyList<double> x, double? length, int parameter)
    {
        (Length, Parameter) = (length, length is null ? parameter : -1);
        Count = x.Count;
        Mean = Count > 1 ? Math.Abs(x[^1] - x[0]) / (Count - 1) : double.PositiveInfinity;
        Values = new(Count);
        for (int i = 1; i < Count; i++)
        {
            Values.Span[i] = Math.Abs(x[i] - x[i - 1]);
        }

        // Nothing is before the first point, nor beyond the last.
        Unbounded(0);
        for (int i = Count; i < Values.PaddedLength; i++)
        {
            Unbounded(i);
        }

        void Unbounded(int i) => Unsafe.Add(ref Values.First, i) = double.PositiveInfinity;
    }

    /// <summary>The known correlation length; null where it is sampled.</summary>
    public double? Length { get; }

    /// <summary>The position of the length among the parameters of the noise; -1 where it is known.</summary>
    public int Parameter { get; }

    /// <summary>The number of points.</summary>
    public int Count { get; }

    /// <summary>The mean distance of neighbours.</summary>
    public double Mean { get; }

    /// <summary>The distance of each point from the one before.</summary>
    public AlignedBuffer Values { get; }
}
