using BayesMeasure.Models;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Proofs.Linear;

/// <summary>A linear model by its design matrix, one row a measured point: w1 to wK.</summary>
internal sealed class DesignCurve(Matrix<double> design) : ICurveModel
{
    public IReadOnlyList<string> ParameterNames { get; } = [.. Enumerable.Range(1, design.ColumnCount).Select(j => $"w{j}")];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = 0;
            for (int j = 0; j < parameters.Length; j++)
            {
                y[i] += design[i, j] * parameters[j];
            }
        }
    }
}
