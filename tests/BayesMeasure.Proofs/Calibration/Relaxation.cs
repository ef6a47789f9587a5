using BayesMeasure.Models;

namespace BayesMeasure.Proofs.Calibration;

/// <summary>A curve that cannot be had point by point: each value is a share of the one before, minus 0.1.</summary>
internal sealed class Relaxation : ICurveModel
{
    public IReadOnlyList<string> ParameterNames { get; } = ["start", "memory"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        y[0] = parameters[0];
        for (int i = 1; i < x.Length; i++)
        {
            y[i] = parameters[1] * y[i - 1] - 0.1;
        }
    }
}
