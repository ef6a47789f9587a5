using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The part of a curve where it is not negligible.</summary>
/// <param name="First">The position of its first point, a multiple of the widest vector.</param>
/// <param name="Count">The number of points, likewise; 0 where the curve is 0.</param>
/// <param name="Values">The curve there; null where it is 0.</param>
/// <param name="SquaredNorm">The sum of its squares.</param>
internal readonly record struct ShapePiece(int First, int Count, AlignedBuffer? Values, double SquaredNorm)
{
    private const int Widest = 8;

    /// <summary>Whether the curve is a number everywhere.</summary>
    public bool IsFinite => Count >= 0;

    /// <summary>The sum of the products of two curves.</summary>
    public static double Product(in ShapePiece piece, in ShapePiece other)
    {
        int first = Math.Max(piece.First, other.First);
        int count = Math.Min(piece.First + piece.Count, other.First + other.Count) - first;
        return count <= 0 ? 0 : InnerProduct.Of(piece.Part(first, count), other.Part(first, count));
    }

    /// <summary>Cuts a curve.</summary>
    public static ShapePiece Of(ReadOnlySpan<double> curve, double negligible)
    {
        double largest = 0;
        foreach (double value in curve)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (!double.IsFinite(largest))
        {
            return new(0, -1, null, 0);
        }

        (int first, int last) = (0, curve.Length - 1);
        while (first <= last && Math.Abs(curve[first]) <= negligible * largest)
        {
            first++;
        }

        while (last >= first && Math.Abs(curve[last]) <= negligible * largest)
        {
            last--;
        }

        if (first > last)
        {
            return default;
        }

        first -= first % Widest;
        int count = (last + Widest - first) / Widest * Widest;
        var values = new AlignedBuffer(count);
        curve[first..(last + 1)].CopyTo(values.Span);
        return new(first, count, values, InnerProduct.Of(values.Span, values.Span));
    }

    private ReadOnlySpan<double> Part(int first, int count) => Values!.Span.Slice(first - First, count);
}
