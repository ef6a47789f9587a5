using BayesMeasure.Measurements;

namespace BayesMeasure.Formats;

/// <summary>A measurement that was read from a file, and all that was decided on the way.</summary>
/// <param name="Measurement">The measurement, with the remarks.</param>
/// <param name="Format">The format that the file was found to be of, such as "JCAMP-DX" or "columns of text".</param>
/// <param name="Curve">The name of the curve that was read.</param>
/// <param name="Curves">The names of all curves of the file, in the order of the format: at least one.</param>
/// <param name="Remarks">
/// Each decision that nobody asked for, as a sentence on a line of its own: what was skipped and left out, where names and
/// standard deviations come from. Empty where nothing had to be decided.
/// </param>
public sealed record ReadMeasurement(
    Measurement Measurement, string Format, string Curve, IReadOnlyList<string> Curves, IReadOnlyList<string> Remarks);
