namespace BayesMeasure.Models;

/// <summary>A term that is a curve model.</summary>
internal sealed class CurveTerm(ICurveModel model, string? label, int? component)
    : Term(model.ParameterNames, amplitude: null, model.RoleOf, label, component)
{
    public override Type ModelType => model.GetType();

    internal override object Kind => model;

    internal override string ModelName => model is FunctionModel ? $"{model}" : base.ModelName;

    public override TResult Accept<TResult>(IModelVisitor<TResult> visitor) => visitor.VisitCurveModel(model);

    public override void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) =>
        model.ForReplica().Evaluate(x, parameters, y);

    internal override Term With(string? label, int? component) => new CurveTerm(model, label, component);
}
