namespace BayesMeasure.Experiments;

/// <summary>How far a virtual measurement has come.</summary>
/// <param name="Done">How many simulated measurements are analysed.</param>
/// <param name="Count">How many there will be.</param>
public readonly record struct VirtualMeasurementProgress(int Done, int Count);
