using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// Where simulated curves are measured, and with which sigmas: once and for all, or drawn anew for each of them.
/// </summary>
public sealed class CurveDesign
{
    private readonly Func<RandomStream, Measurement> draw;

    private CurveDesign(string text, Measurement? points, Func<RandomStream, Measurement> draw)
    {
        this.draw = draw;
        Text = text;
        Points = points;
    }

    /// <summary>The points, where they are the same for all curves; null where they are drawn.</summary>
    public Measurement? Points { get; }

    /// <summary>The design in words, by which one is told from another in files.</summary>
    public string Text { get; }

    /// <summary>The same points for every curve.</summary>
    /// <param name="points">Where is measured, and with which sigma where the noise asks for it; its y is not read.</param>
    public static CurveDesign Fixed(Measurement points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return new(
            FormattableString.Invariant($"{points.Count} points from {points.X[0]} to {points.X[^1]}, {Checksum(points):x16}"),
            points,
            _ => points);
    }

    /// <summary>Other points for every curve, such as one of several grids, or sigmas of another level.</summary>
    /// <param name="text">The design in words.</param>
    /// <param name="draw">Draws the points from nothing but the stream; y is not read.</param>
    public static CurveDesign Drawn(string text, Func<RandomStream, Measurement> draw)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentNullException.ThrowIfNull(draw);
        return new(text, null, draw);
    }

    /// <summary>The design in words.</summary>
    public override string ToString() => Text;

    /// <summary>The points of one curve.</summary>
    internal Measurement Draw(RandomStream random) => draw(random);

    // FNV-1a over the bits of x and sigma: a file is told from one of another grid.
    private static ulong Checksum(Measurement points)
    {
        IEnumerable<ulong> bits = points.X.Concat(points.Sigma ?? []).Select(BitConverter.DoubleToUInt64Bits);
        return bits.Aggregate(0xCBF29CE484222325, (hash, number) => (hash ^ number) * 0x100000001B3);
    }
}
