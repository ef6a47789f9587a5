namespace BayesMeasure.Gpu.Device;

/// <summary>Where a parameter gets its value from: factor * unknown + offset, or the offset alone.</summary>
/// <param name="Unknown">The position of the unknown; negative where there is none, since a kernel knows no null.</param>
/// <param name="Factor">What the unknown is multiplied by.</param>
/// <param name="Offset">What is added.</param>
internal readonly record struct SourceShape(int Unknown, double Factor, double Offset);
