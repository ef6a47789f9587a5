namespace BayesMeasure.Posteriors;

/// <summary>A measurement that reads an unknown of a joint posterior.</summary>
/// <param name="Part">The position of the measurement.</param>
/// <param name="Local">The position of the unknown among those of the measurement.</param>
internal readonly record struct JointReader(int Part, int Local);
