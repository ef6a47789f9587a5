using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>A term that is a curve model: it is evaluated by itself, then joined to the prediction.</summary>
internal sealed class CurveModelState<TMisfit, TLanes>(ICurveModel model, CurveData data, ParameterSource[] sources)
    : TermState<TLanes>(data, sources, amplitudePosition: -1)
    where TMisfit : struct, IMisfit
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ICurveModel model = model.ForReplica();

    protected override double Replace(in Curves curves, ReadOnlySpan<TLanes> noise)
    {
        model.Evaluate(Data.X.Span[..Data.Count], Trial, curves.TrialCurve.Span[..Data.Count]);
        return FusedPass<TMisfit, TLanes>.Exchange(Data, curves, noise);
    }

    protected override double Rescale(in Curves curves, double factor, ReadOnlySpan<TLanes> noise) =>
        FusedPass<TMisfit, TLanes>.Rescale(Data, curves, factor, noise);
}
