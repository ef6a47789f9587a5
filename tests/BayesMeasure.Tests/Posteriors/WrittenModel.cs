using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>A curve model that does what a test tells it to.</summary>
internal sealed class WrittenModel(CurveEvaluation evaluate) : ICurveModel
{
    public IReadOnlyList<string> ParameterNames { get; init; } = ["height", "rate"];

    /// <summary>Makes the instance of a replica; this one by default.</summary>
    public Func<ICurveModel?>? Replica { get; init; }

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) => evaluate(x, parameters, y);

    public ICurveModel ForReplica() => Replica is null ? this : Replica()!;
}
