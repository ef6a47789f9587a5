using System.Runtime.InteropServices;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Tests.Noise;

/// <summary>The misfit of a noise model's own kind, summed over the points.</summary>
internal sealed class MisfitSum(double[] y, double[] prediction, double[] weights, double[] parameters) : INoiseVisitor<double>
{
    public double Visit<TMisfit>()
        where TMisfit : struct, IMisfit => Enumerable.Range(0, y.Length).Sum(Of<TMisfit>);

    private double Of<TMisfit>(int i)
        where TMisfit : struct, IMisfit =>
        TMisfit.Evaluate<Scalar, ParameterSpan<Scalar>>(
            y[i], prediction[i], weights[i], new(MemoryMarshal.Cast<double, Scalar>(parameters))).Value;
}
