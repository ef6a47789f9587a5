using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear.Selection;

/// <summary>One of several designs that are compared for the same data.</summary>
/// <param name="Name">What it is called, such as "y = a x + b".</param>
/// <param name="Design">X: one row a point, one column a coefficient.</param>
/// <param name="Prior">What is known beforehand; it must have a free energy: a flat prior needs a box.</param>
public sealed record LinearCandidate(string Name, Matrix<double> Design, LinearPrior Prior);
