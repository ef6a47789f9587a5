using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>The part of one measured curve in a product with the Hessian of the log likelihood.</summary>
internal abstract class CurveCurvature
{
    public abstract void AddProduct(ReadOnlySpan<double> values, ReadOnlySpan<double> vector, Span<double> product);
}

/// <summary>The same, closed over the density of the noise.</summary>
internal sealed class CurveCurvature<TDensity> : CurveCurvature
    where TDensity : struct, INoiseDensity
{
    private readonly MeasuredCurve curve;
    private readonly Posterior posterior;
    private readonly SecondOrderTerm[] terms;
    private readonly Dual<Dual<Scalar>>[] prediction;
    private readonly Dual<Dual<Scalar>>[] noise;
    private readonly Dual<Dual<Scalar>>[] constants;
    private readonly double[] local;
    private readonly double[] direction;

    public CurveCurvature(MeasuredCurve curve)
    {
        this.curve = curve;
        posterior = curve.Posterior;
        terms = [.. posterior.Model.Terms.Zip(posterior.Layout.Terms, (term, sources) =>
            term.Accept(new SecondOrderTerm.Binder(sources)))];
        prediction = new Dual<Dual<Scalar>>[posterior.Measurement.Count];
        noise = new Dual<Dual<Scalar>>[posterior.Layout.Noise.Length];
        constants = [.. posterior.NoiseBinding.Constants.ToArray().Select(constant => (Dual<Dual<Scalar>>)constant)];
        local = new double[curve.Positions.Count];
        direction = new double[local.Length];
    }

    public override void AddProduct(ReadOnlySpan<double> values, ReadOnlySpan<double> vector, Span<double> product)
    {
        for (int i = 0; i < local.Length; i++)
        {
            local[i] = values[curve.Positions[i]];
            direction[i] = vector[curve.Positions[i]];
        }

        for (int unknown = 0; unknown < local.Length; unknown++)
        {
            product[curve.Positions[unknown]] += ElementOf(unknown);
        }
    }

    private double ElementOf(int unknown)
    {
        Array.Clear(prediction);
        foreach (SecondOrderTerm term in terms)
        {
            term.AddTo(prediction, posterior.Measurement.X, local, direction, unknown);
        }

        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = SecondOrderTerm.Resolve(posterior.Layout.Noise[i], local, direction, unknown);
        }

        return LogLikelihood().Derivative.Derivative.Value;
    }

    private Dual<Dual<Scalar>> LogLikelihood()
    {
        var parameters = new ParameterSpan<Dual<Dual<Scalar>>>(noise);
        ReadOnlySpan<double> weights = posterior.NoiseBinding.Weights;
        IReadOnlyList<double> y = posterior.Measurement.Y;
        Dual<Dual<Scalar>> misfit = 0.0;
        for (int i = 0; i < prediction.Length; i++)
        {
            misfit += TDensity.Misfit<Dual<Dual<Scalar>>, ParameterSpan<Dual<Dual<Scalar>>>>(
                y[i], prediction[i], weights[i], parameters);
        }

        return TDensity.LogLikelihood<Dual<Dual<Scalar>>, ParameterSpan<Dual<Dual<Scalar>>>>(misfit, parameters, new(constants));
    }
}
