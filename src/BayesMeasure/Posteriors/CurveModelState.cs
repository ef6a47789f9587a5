using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>A term that is a curve model: it is evaluated by itself, then joined to the prediction.</summary>
internal sealed class CurveModelState<TDensity, TLanes>(ICurveModel model, CurveData data, ParameterSource[] sources)
    : TermState<TLanes>(data, sources, amplitudePosition: -1)
    where TDensity : struct, INoiseDensity
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ICurveModel model = model.ForReplica();

    protected override double Replace(in Curves curves, ReadOnlySpan<TLanes> noise)
    {
        model.Evaluate(Data.X.Span[..Data.Count], Trial, curves.TrialCurve.Span[..Data.Count]);
        return FusedPass<TDensity, TLanes>.Exchange(Data, curves, noise);
    }

    protected override double Rescale(in Curves curves, double factor, ReadOnlySpan<TLanes> noise) =>
        FusedPass<TDensity, TLanes>.Rescale(Data, curves, factor, noise);
}
