namespace BayesMeasure.Gpu.Device;

/// <summary>What a group of threads works on in a sweep.</summary>
/// <param name="Target">The posterior.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Rung">The rung.</param>
internal readonly record struct GroupPlace(int Target, int Chain, int Rung);
