using System.Runtime.InteropServices;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Noise;

/// <summary>The misfit of a noise model's own density, summed over the points.</summary>
internal sealed class MisfitSum(double[] y, double[] prediction, double[] weights, double[] parameters) : INoiseVisitor<double>
{
    public double Visit<TDensity>()
        where TDensity : struct, INoiseDensity => Enumerable.Range(0, y.Length).Sum(Of<TDensity>);

    private double Of<TDensity>(int i)
        where TDensity : struct, INoiseDensity =>
        TDensity.Misfit<Scalar, ParameterSpan<Scalar>>(
            y[i], prediction[i], weights[i], new(MemoryMarshal.Cast<double, Scalar>(parameters))).Value;
}
