using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A measurement laid out for vector loops: aligned, and padded to whole vectors by repeating the last x, so that padding
/// never produces a value that the data would not.
/// </summary>
internal sealed class CurveData
{
    /// <summary>The widest vector: buffers are padded to this many points on every machine, so all share one layout.</summary>
    private const int Padding = 8;

    public CurveData(Measurement measurement, NoiseBinding noise)
    {
        Measurement = measurement;
        Noise = noise;
        Count = measurement.Count;
        X = CreateBuffer();
        Y = CreateBuffer();
        Weight = CreateBuffer();
        measurement.X.AsSpan().CopyTo(X.Span);
        measurement.Y.AsSpan().CopyTo(Y.Span);
        noise.Weights.CopyTo(Weight.Span);
        X.Span[Count..].Fill(measurement.X[^1]);
    }

    public Measurement Measurement { get; }

    public NoiseBinding Noise { get; }

    /// <summary>The number of measured points, without the padding.</summary>
    public int Count { get; }

    public AlignedBuffer X { get; }

    public AlignedBuffer Y { get; }

    public AlignedBuffer Weight { get; }

    /// <summary>A buffer of zeros as long as the padded data.</summary>
    public AlignedBuffer CreateBuffer() => new((Count + Padding - 1) / Padding * Padding);
}
