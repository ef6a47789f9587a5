using BayesMeasure.Models;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>A model of the whole curve that does what a test tells it to.</summary>
internal sealed class WrittenModel(CurveEvaluation evaluate) : ISpanModel
{
    public IReadOnlyList<string> ParameterNames { get; init; } = ["height", "rate"];

    /// <summary>Makes the instance of a replica; this one by default.</summary>
    public Func<ISpanModel?>? Replica { get; init; }

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) => evaluate(x, parameters, y);

    public ISpanModel ForReplica() => Replica is null ? this : Replica()!;
}
