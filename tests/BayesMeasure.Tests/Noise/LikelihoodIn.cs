using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Noise;

/// <summary>The log likelihood as it comes out of some number; null where it is not written over the number.</summary>
internal sealed class LikelihoodIn<TLanes>(double misfit, double[] parameters) : ILikelihoodVisitor<double?>
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    public double? Visit<TLikelihood>(ReadOnlySpan<double> constants)
        where TLikelihood : struct, ILikelihoodOfMisfit
    {
        var likelihood = TLikelihood.Evaluate<TLanes, ParameterSpan<TLanes>>(misfit, Lanes(parameters), Lanes(constants));
        return TLanes.Sum(TLanes.KeepFirst(likelihood, 1));
    }

    public double? VisitUnknown() => null;

    private static ParameterSpan<TLanes> Lanes(ReadOnlySpan<double> values)
    {
        var lanes = new TLanes[values.Length];
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = values[i];
        }
        return new(lanes);
    }
}
