using BayesMeasure.Models;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The curve of one term at the points of a measurement, at any parameters, evaluated in lanes where it can be.
/// </summary>
/// <remarks>Used by one thread at a time; nothing is allocated, but for what a curve model allocates.</remarks>
internal abstract class TermCurve
{
    /// <summary>The curve at some parameters; it lasts until the next evaluation.</summary>
    /// <param name="parameters">One value a parameter of the term.</param>
    public abstract ReadOnlySpan<double> Evaluate(double[] parameters);

    /// <summary>The curve of a term of a posterior's model.</summary>
    public static TermCurve Of(Posterior posterior, int term) =>
        LaneWidth.UseWidest<Factory, TermCurve>(new(posterior.Data, posterior.Model.Terms[term]));

    private readonly struct Factory(CurveData data, Term term) : ILaneConsumer<TermCurve>
    {
        public TermCurve Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => term.Accept(new Binder<TLanes>(data, term.ParameterNames.Count));
    }

    private sealed class Binder<TLanes>(CurveData data, int parameters) : IModelVisitor<TermCurve>
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public TermCurve VisitComponent<TComponent>()
            where TComponent : struct, IComponent => new OfComponent<TComponent, TLanes>(data, parameters);

        public TermCurve VisitCurveModel(ICurveModel model) => new OfModel(model.ForReplica(), data);
    }

    private sealed class OfComponent<TComponent, TLanes>(CurveData data, int parameters) : TermCurve
        where TComponent : struct, IComponent
        where TLanes : unmanaged, ILanes<TLanes>
    {
        private readonly LaneParameters<TLanes> lanes = new(parameters);
        private readonly AlignedBuffer curve = data.CreateBuffer();

        public override ReadOnlySpan<double> Evaluate(double[] parameters)
        {
            DerivativePass<TLanes>.Evaluate<TComponent>(data.X, data.Count, lanes.Broadcast(parameters), curve);
            return curve.Span[..data.Count];
        }
    }

    private sealed class OfModel(ICurveModel model, CurveData data) : TermCurve
    {
        private readonly double[] curve = new double[data.Count];

        public override ReadOnlySpan<double> Evaluate(double[] parameters)
        {
            model.Evaluate(data.X.Span[..data.Count], parameters, curve);
            return curve;
        }
    }
}
