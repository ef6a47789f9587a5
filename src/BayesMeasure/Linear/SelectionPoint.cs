namespace BayesMeasure.Linear;

/// <summary>A probability of selection at one point of a curve.</summary>
/// <param name="X">What the curve runs over: a number of points, or a true coefficient in units of the noise.</param>
/// <param name="Probability">The probability.</param>
/// <param name="StandardError">Its standard error; 0 where it is exact.</param>
public readonly record struct SelectionPoint(double X, double Probability, double StandardError = 0);
