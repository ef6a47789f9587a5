using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>A term that is a component: evaluation, prediction and misfit are fused into one pass.</summary>
internal sealed class ComponentState<TComponent, TDensity, TLanes>(CurveData data, ParameterSource[] sources)
    : TermState<TLanes>(data, sources, AmplitudePosition), IProjectedTerm
    where TComponent : struct, IComponent
    where TDensity : struct, INoiseDensity
    where TLanes : unmanaged, ILanes<TLanes>
{
    private static readonly int AmplitudePosition = TComponent.Amplitude is string name
        ? TComponent.ParameterNames.ToList().IndexOf(name)
        : -1;

    private readonly LaneParameters<TLanes> parameters = new(sources.Length);

    public void Subtract(ReadOnlySpan<double> values, AlignedBuffer residual) =>
        ResidualPass<TLanes>.Subtract<TComponent>(Data, parameters.Broadcast(ParametersAt(values)), residual);

    public Projection Project(ReadOnlySpan<double> values, AlignedBuffer weight, AlignedBuffer residual) =>
        ResidualPass<TLanes>.Project<TComponent>(Data, parameters.Broadcast(ParametersAt(values)), weight, residual);

    protected override double Replace(in Curves curves, ReadOnlySpan<TLanes> noise) =>
        FusedPass<TDensity, TLanes>.Replace<TComponent>(Data, curves, parameters.Broadcast(Trial), noise);

    protected override double Rescale(in Curves curves, double factor, ReadOnlySpan<TLanes> noise) =>
        FusedPass<TDensity, TLanes>.Rescale(Data, curves, factor, noise);
}
