using BayesMeasure.Models;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>A term of a model as a dual of duals.</summary>
internal abstract class SecondOrderTerm
{
    /// <summary>Adds the curve, with its derivatives along a direction and by an unknown.</summary>
    public abstract void AddTo(
        Dual<Dual<Scalar>>[] prediction, IReadOnlyList<double> x, double[] values, double[] direction, int unknown);

    /// <summary>The parameter p + e (dp/de) + h (dp/dh) that a source gives.</summary>
    public static Dual<Dual<Scalar>> Resolve(ParameterSource source, double[] values, double[] direction, int unknown)
    {
        double along = source.Position < 0 ? 0 : source.Factor * direction[source.Position];
        double outer = source.Position == unknown ? source.Factor : 0;
        return new(new(source.Resolve(values), along), new(outer, 0.0));
    }

    /// <summary>Creates the term that is closed over its component.</summary>
    public sealed class Binder(ParameterSource[] sources) : IModelVisitor<SecondOrderTerm>
    {
        public SecondOrderTerm VisitComponent<TComponent>()
            where TComponent : struct, IComponent => new SecondOrderComponent<TComponent>(sources);

        public SecondOrderTerm VisitCurveModel(ICurveModel model) =>
            throw new NotSupportedException("A curve model of doubles has no second derivatives.");
    }
}
