namespace BayesMeasure.Gpu.Device;

/// <summary>Where a parameter gets its value from: factor * unknown + offset, or the offset alone (position -1).</summary>
internal readonly record struct SourceShape(int Position, double Factor, double Offset);
