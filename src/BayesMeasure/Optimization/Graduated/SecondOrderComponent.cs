using BayesMeasure.Models;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>A component as a dual of duals.</summary>
internal sealed class SecondOrderComponent<TComponent>(ParameterSource[] sources) : SecondOrderTerm
    where TComponent : struct, IComponent
{
    private readonly Dual<Dual<Scalar>>[] parameters = new Dual<Dual<Scalar>>[sources.Length];

    public override void AddTo(
        Dual<Dual<Scalar>>[] prediction, IReadOnlyList<double> x, double[] values, double[] direction, int unknown)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Resolve(sources[i], values, direction, unknown);
        }

        var p = new ParameterSpan<Dual<Dual<Scalar>>>(parameters);
        for (int i = 0; i < prediction.Length; i++)
        {
            prediction[i] += TComponent.Evaluate<Dual<Dual<Scalar>>, ParameterSpan<Dual<Dual<Scalar>>>>(x[i], p);
        }
    }
}
