using System.Runtime.InteropServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Models;

/// <summary>A term that is a component written as a generic struct.</summary>
internal sealed class ComponentTerm<TComponent>(string? label, int? component)
    : Term(TComponent.ParameterNames, TComponent.Amplitude, TComponent.RoleOf, label, component)
    where TComponent : struct, IComponent
{
    public override Type ModelType => typeof(TComponent);

    internal override object Kind => typeof(TComponent);

    public override TResult Accept<TResult>(IModelVisitor<TResult> visitor) => visitor.VisitComponent<TComponent>();

    public override PeakMeasures? Measure(ReadOnlySpan<double> parameters) => TComponent.Measure(parameters);

    public override void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        var p = new ParameterSpan<Scalar>(MemoryMarshal.Cast<double, Scalar>(parameters));
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = TComponent.Evaluate<Scalar, ParameterSpan<Scalar>>(x[i], p).Value;
        }
    }

    internal override Term With(string? label, int? component) => new ComponentTerm<TComponent>(label, component);
}
