using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// The Hessian of a log likelihood times a vector, exact by duals of duals: of d/de d/dh ln L(theta + e v + h unit_j), the inner
/// derivative goes along the vector v and the outer one along each unknown j.
/// </summary>
/// <param name="target">Curves of components, without links by functions.</param>
internal sealed class LogLikelihoodCurvature(ITarget target)
{
    private readonly CurveCurvature[] curves = [.. target.Curves.Select(curve =>
        curve.Posterior.NoiseBinding.Accept(new Binder(curve)))];

    /// <summary>The product.</summary>
    /// <param name="values">One value an unknown.</param>
    /// <param name="vector">v.</param>
    /// <param name="product">Is given one element an unknown.</param>
    public void Product(ReadOnlySpan<double> values, ReadOnlySpan<double> vector, Span<double> product)
    {
        product.Clear();
        foreach (CurveCurvature curve in curves)
        {
            curve.AddProduct(values, vector, product);
        }
    }

    private sealed class Binder(MeasuredCurve curve) : INoiseVisitor<CurveCurvature>
    {
        public CurveCurvature Visit<TDensity>()
            where TDensity : struct, INoiseDensity => new CurveCurvature<TDensity>(curve);
    }
}
