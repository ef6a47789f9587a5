using BayesMeasure.Models;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The curve of one component at all points of its measurement, computed in vectors.</summary>
internal abstract class TermShape
{
    /// <summary>The curve of a term at the points of a posterior.</summary>
    public static TermShape Of(Posterior posterior, int term) =>
        LaneWidth.UseWidest<Factory, TermShape>(new(posterior, term));

    /// <summary>Computes the curve; what lies behind the last point stays as it is.</summary>
    /// <param name="parameters">One value a parameter of the term.</param>
    /// <param name="curve">One value a point, with room for a whole vector.</param>
    public abstract void Evaluate(ReadOnlySpan<double> parameters, AlignedBuffer curve);

    private readonly struct Factory(Posterior posterior, int term) : ILaneConsumer<TermShape>
    {
        public TermShape Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => posterior.Model.Terms[term].Accept(new Binder<TLanes>(posterior.Data));
    }

    private sealed class Binder<TLanes>(CurveData data) : IModelVisitor<TermShape>
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public TermShape VisitComponent<TComponent>()
            where TComponent : struct, IComponent => new Shape<TComponent, TLanes>(data);

        public TermShape VisitCurveModel(ICurveModel model) =>
            throw new InvalidOperationException("A curve model has no amplitude, and is not inserted.");
    }

    private sealed class Shape<TComponent, TLanes>(CurveData data) : TermShape
        where TComponent : struct, IComponent
        where TLanes : unmanaged, ILanes<TLanes>
    {
        private readonly LaneParameters<TLanes> lanes = new(TComponent.ParameterNames.Count);

        public override void Evaluate(ReadOnlySpan<double> parameters, AlignedBuffer curve) =>
            DerivativePass<TLanes>.Evaluate<TComponent>(data.X, data.Count, lanes.Broadcast([.. parameters]), curve);
    }
}
