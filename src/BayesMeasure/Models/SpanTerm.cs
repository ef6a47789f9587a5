namespace BayesMeasure.Models;

/// <summary>A term that is a model of the whole curve.</summary>
internal sealed class SpanTerm(ISpanModel model, string? label, int? component) : Term(model.ParameterNames, label, component)
{
    public override TResult Accept<TResult>(IModelVisitor<TResult> visitor) => visitor.VisitSpanModel(model);

    public override void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) =>
        model.ForReplica().Evaluate(x, parameters, y);

    internal override Term With(string? label, int? component) => new SpanTerm(model, label, component);
}
