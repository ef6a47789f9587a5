using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Noise;

/// <summary>The log likelihood as it comes out of some number.</summary>
internal sealed class LikelihoodIn<TLanes>(double misfit, double[] parameters, double[] constants) : INoiseVisitor<double>
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    public double Visit<TDensity>()
        where TDensity : struct, INoiseDensity
    {
        var likelihood = TDensity.LogLikelihood<TLanes, ParameterSpan<TLanes>>(misfit, Lanes(parameters), Lanes(constants));
        return TLanes.Sum(TLanes.KeepFirst(likelihood, 1));
    }

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
