using BayesMeasure.Models;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>A constant that counts how often it was computed.</summary>
internal sealed class CountingModel : ICurveModel
{
    public int Evaluations { get; private set; }

    public IReadOnlyList<string> ParameterNames => ["level", "slope"];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        Evaluations++;
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = parameters[0] + parameters[1] * x[i];
        }
    }
}
