namespace BayesMeasure.Gpu.Device;

/// <summary>One term of a model.</summary>
/// <param name="Kind">Its type, as <see cref="ITermTypes"/> counts them.</param>
/// <param name="Sources">Where the sources of its parameters begin.</param>
/// <param name="Parameters">Where its parameters begin among those of all terms of the model.</param>
/// <param name="Count">The number of its parameters.</param>
/// <param name="Amplitude">The position, among these, of the parameter that it is proportional to; -1 for none.</param>
internal readonly record struct TermShape(int Kind, int Sources, int Parameters, int Count, int Amplitude);
