using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The part of a curve where it is not negligible.</summary>
/// <param name="First">The position of its first point, a multiple of the widest vector.</param>
/// <param name="Count">The number of points, likewise; 0 where the curve is 0.</param>
/// <param name="Values">Memory that holds the curve there; null where it is 0.</param>
/// <param name="Start">Where in that memory it begins, likewise.</param>
/// <param name="SquaredNorm">The sum of its squares.</param>
internal readonly record struct ShapePiece(int First, int Count, AlignedBuffer? Values, int Start, double SquaredNorm)
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
    /// <param name="curve">The curve.</param>
    /// <param name="negligible">What is less than this share of its largest value is negligible.</param>
    /// <param name="memory">Where the piece is put.</param>
    public static ShapePiece Of(ReadOnlySpan<double> curve, double negligible, ShapeMemory memory)
    {
        double largest = 0;
        foreach (double value in curve)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (!double.IsFinite(largest))
        {
            return new(0, -1, null, 0, 0);
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
        (AlignedBuffer values, int start) = memory.Take(count);
        Span<double> piece = values.Span.Slice(start, count);
        curve[first..(last + 1)].CopyTo(piece);
        return new(first, count, values, start, InnerProduct.Of(piece, piece));
    }

    private ReadOnlySpan<double> Part(int first, int count) => Values!.Span.Slice(Start + first - First, count);
}
