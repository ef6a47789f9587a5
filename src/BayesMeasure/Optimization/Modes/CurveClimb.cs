using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Optimization.Fitting;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>Up by least squares: fits that begin anew and anew, in buffers that are reused.</summary>
/// <param name="target">A target that explains measured curves.</param>
/// <param name="cancellation">Ends a climb early, with an exception.</param>
internal sealed class CurveClimb(ITarget target, CancellationToken cancellation = default) : ModeClimb
{
    private static readonly LeastSquaresOptions Rough = new() { Tolerance = 0.1, MostIterations = 50 };
    private static readonly LeastSquaresOptions Fine = new() { Tolerance = 1e-3, MostIterations = 500 };

    private readonly PosteriorFit fit = PosteriorFit.Of(target, Fine);

    /// <inheritdoc/>
    public override double LogLikelihood => fit.LogLikelihood;

    /// <inheritdoc/>
    public override bool IsTop => fit.Stop == LeastSquaresStop.Converged;

    /// <inheritdoc/>
    public override double Climb(Span<double> values) => Run(Fine, values, [], double.NegativeInfinity);

    /// <inheritdoc/>
    public override double ClimbRoughly(Span<double> values, ReadOnlySpan<bool> free, double least) =>
        Run(Rough, values, free, least);

    /// <summary>Computes the curves of a point, of which <see cref="Residual"/> then tells what is left to explain.</summary>
    public void Evaluate(ReadOnlySpan<double> values)
    {
        Evaluations++;
        for (int curve = 0; curve < fit.Curves.Count; curve++)
        {
            CurveGradient of = fit.Curves.Gradients[curve];
            of.Predict(fit.Curves.ValuesOf(curve, values));
            of.Evaluate();
        }
    }

    /// <summary>
    /// What a component that is missing would have to explain, at the point that was evaluated last: weights -2 B m(f) / (f -
    /// y)^2 of ln L = A + B M, by which half the weighted square of the residual is the whole loss of log likelihood. Where the
    /// noise is correlated, a point counts as a smooth curve is told by it.
    /// </summary>
    /// <param name="curve">The curve.</param>
    /// <param name="weight">Is given a weight a point.</param>
    /// <param name="residual">Is given the residual y - f of every point, times its weight.</param>
    public void Residual(int curve, AlignedBuffer weight, AlignedBuffer residual)
    {
        CurveGradient of = fit.Curves.Gradients[curve];
        double slope = -2 * of.Noise.ByMisfit(of.Noise.Misfit).Slope;
        ReadOnlySpan<double> prediction = of.Jacobian.Prediction;
        ReadOnlySpan<double> noise = of.Noise.Noise;
        ReadOnlySpan<double> misfits = of.Noise.Misfits.Span;
        for (int i = 0; i < prediction.Length; i++)
        {
            double measured = of.Posterior.Measurement.Y[i] / of.Posterior.NoiseBinding.Exposure(i);
            double difference = measured - prediction[i];
            double chord = of.Rows.IsMixed
                ? of.Posterior.NoiseBinding.Information(i, measured, noise)
                : slope * misfits[i] / (difference * difference);
            weight.Span[i] = chord = double.IsFinite(chord) && chord > 0 ? chord : 0;
            residual.Span[i] = chord * difference;
        }
    }

    /// <inheritdoc/>
    public override double[] Metric()
    {
        int count = fit.Curves.Unknowns.Length;
        double[] metric = new double[count * count];
        for (int k = 0; k < fit.Rows.VariableCount; k++)
        {
            for (int l = 0; l < fit.Rows.VariableCount; l++)
            {
                metric[fit.Rows.UnknownOf(k) * count + fit.Rows.UnknownOf(l)] = fit.Curvature(k, l);
            }
        }

        return metric;
    }

    /// <inheritdoc/>
    public override PredictedRows Predicted() => new([.. fit.Rows.Predictions], [.. fit.Rows.Roots]);

    /// <inheritdoc/>
    public override void Hessian(double[,] hessian) => fit.Hessian(hessian);

    /// <inheritdoc/>
    public override void Slopes(Span<double> slopes) => fit.Slopes(slopes);

    private double Run(LeastSquaresOptions options, Span<double> values, ReadOnlySpan<bool> free, double least)
    {
        fit.Method.Options = options;
        fit.Method.Cancellation = cancellation;
        fit.Run(values, free, least);
        Evaluations += fit.Iterations + fit.Evaluations;
        return double.IsFinite(fit.LogPosterior) ? fit.LogPosterior : double.NegativeInfinity;
    }
}
