namespace BayesMeasure.Posteriors;

/// <summary>Computes the curve of one term.</summary>
internal delegate void CurveEvaluation(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y);
