using BayesMeasure.Models;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The curve of one term at the points of a measurement, at any parameters, evaluated in lanes where it can be.
/// </summary>
/// <remarks>Used by one thread at a time; nothing is allocated, but for what a curve model allocates.</remarks>
/// <param name="sources">Where each parameter of the term gets its value from.</param>
internal abstract class TermCurve(ParameterSource[] sources)
{
    /// <summary>The curve that was evaluated last.</summary>
    public abstract ReadOnlySpan<double> Last { get; }

    /// <summary>One value a parameter of the term.</summary>
    protected double[] Parameters { get; } = new double[sources.Length];

    /// <summary>The curve of a term of a posterior's model.</summary>
    public static TermCurve Of(Posterior posterior, int term) =>
        LaneWidth.Use<Factory, TermCurve>(new(posterior, term), posterior.Lanes);

    /// <summary>The curve at a point; it lasts until the next evaluation.</summary>
    /// <param name="values">
    /// One value an unknown, and behind them what is linked to them, as of <see cref="ChainRule.Values"/>.
    /// </param>
    public ReadOnlySpan<double> Evaluate(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < sources.Length; i++)
        {
            Parameters[i] = sources[i].Resolve(values);
        }

        Evaluate();
        return Last;
    }

    /// <summary>Evaluates the curve at <see cref="Parameters"/>.</summary>
    protected abstract void Evaluate();

    private readonly struct Factory(Posterior posterior, int term) : ILaneConsumer<TermCurve>
    {
        public TermCurve Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> =>
            posterior.Model.Terms[term].Accept(new Binder<TLanes>(posterior.Data, posterior.Layout.Terms[term]));
    }

    private sealed class Binder<TLanes>(CurveData data, ParameterSource[] sources) : IModelVisitor<TermCurve>
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public TermCurve VisitComponent<TComponent>()
            where TComponent : struct, IComponent => new OfComponent<TComponent, TLanes>(data, sources);

        public TermCurve VisitCurveModel(ICurveModel model) => new OfModel(model.ForReplica(), data, sources);
    }

    private sealed class OfComponent<TComponent, TLanes>(CurveData data, ParameterSource[] sources) : TermCurve(sources)
        where TComponent : struct, IComponent
        where TLanes : unmanaged, ILanes<TLanes>
    {
        private readonly LaneParameters<TLanes> lanes = new(sources.Length);
        private readonly AlignedBuffer curve = data.CreateBuffer();

        public override ReadOnlySpan<double> Last => curve.Span[..data.Count];

        protected override void Evaluate() =>
            DerivativePass<TLanes>.Evaluate<TComponent>(data.X, data.Count, lanes.Broadcast(Parameters), curve);
    }

    private sealed class OfModel(ICurveModel model, CurveData data, ParameterSource[] sources) : TermCurve(sources)
    {
        private readonly double[] curve = new double[data.Count];

        public override ReadOnlySpan<double> Last => curve;

        protected override void Evaluate() => model.Evaluate(data.X.Span[..data.Count], Parameters, curve);
    }
}
