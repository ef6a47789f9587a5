namespace BayesMeasure.Gpu;

/// <summary>How far a batch has come.</summary>
/// <param name="Finished">The number of posteriors that are done.</param>
/// <param name="Total">The number of posteriors of the batch.</param>
/// <param name="Fraction">The part of all sweeps of the batch that is done, from 0 to 1.</param>
public readonly record struct BatchProgress(int Finished, int Total, double Fraction);
