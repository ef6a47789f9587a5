using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization;

/// <summary>
/// The density of a target that explains measured curves: derivatives by dual numbers, the curvature by Gauss and Newton with the
/// secants of the misfit as weights, w_i = m'(f_i) / (f_i - y_i). These are 1 / sigma^2 for Gaussian noise, the inverse of the
/// expected counts for Poisson's (Fisher scoring), and those of iteratively reweighted least squares for Student's.
/// </summary>
internal sealed class CurveDensity : ExploredDensity
{
    private readonly ITarget target;
    private readonly MeasuredCurve[] measured;
    private readonly CurveGradient[] curves;
    private readonly double[][] local;
    private readonly bool[][] wanted;
    private readonly AlignedBuffer[] weights;
    private readonly AlignedBuffer weighted;
    private readonly ConditionalNoise noise;

    public CurveDensity(ITarget target, ExploredUnknowns unknowns)
        : base(unknowns)
    {
        this.target = target;
        measured = [.. target.Curves];
        curves = [.. measured.Select(curve => new CurveGradient(curve.Posterior, LaneWidth.Widest))];
        local = [.. measured.Select(curve => new double[curve.Positions.Count])];
        wanted = [.. measured.Select(curve => new bool[curve.Positions.Count])];
        weights = [.. measured.Select(curve => curve.Posterior.Data.CreateBuffer())];
        weighted = new(weights.Max(buffer => buffer.Length));
        noise = new(measured, curves, this);
    }

    /// <summary>The number of curves.</summary>
    public int Curves => curves.Length;

    /// <inheritdoc/>
    public override bool IsConditional(int unknown) => noise.Holds(unknown);

    /// <inheritdoc/>
    public override void Release(ReadOnlySpan<bool> unknowns)
    {
        base.Release(unknowns);
        for (int curve = 0; curve < curves.Length; curve++)
        {
            IReadOnlyList<int> positions = measured[curve].Positions;
            for (int i = 0; i < positions.Count; i++)
            {
                wanted[curve][i] = Free[positions[i]] && !IsConditional(positions[i]);
            }

            curves[curve].Jacobian.Want(wanted[curve]);
        }
    }

    /// <summary>
    /// What a component that is missing would have to explain, at the point that was evaluated last: weights 2 m(f) / (f - y)^2,
    /// by which half the weighted square of the residual is the whole loss of log likelihood, and the weighted residual.
    /// </summary>
    /// <param name="curve">The curve.</param>
    /// <param name="weight">Is given a weight a point.</param>
    /// <param name="residual">Is given the weighted residual of every point.</param>
    public void Residual(int curve, AlignedBuffer weight, AlignedBuffer residual)
    {
        CurveGradient of = curves[curve];
        double slope = -2 * of.Noise.ByMisfit(of.Noise.Misfit).Slope;
        ReadOnlySpan<double> prediction = of.Jacobian.Prediction;
        Span<double> misfits = of.Noise.Misfits.Span;
        for (int i = 0; i < prediction.Length; i++)
        {
            double difference = Best(of.Posterior, i) - prediction[i];
            double chord = slope * misfits[i] / (difference * difference);
            chord = double.IsFinite(chord) && chord > 0 ? chord : 0;
            weight.Span[i] = chord;
            residual.Span[i] = chord * difference;
        }
    }

    /// <inheritdoc/>
    protected override double LogLikelihood(Span<double> values)
    {
        Evaluations++;
        for (int curve = 0; curve < curves.Length; curve++)
        {
            Take(curve, values);
            curves[curve].Jacobian.Predict(local[curve]);
            curves[curve].Evaluate();
        }

        noise.Settle(values);
        double sum = 0;
        for (int curve = 0; curve < curves.Length; curve++)
        {
            sum += curves[curve].Noise.ByMisfit(curves[curve].Noise.Misfit).Value;
        }

        return Unknowns.RequireNumber(sum, values, target);
    }

    /// <inheritdoc/>
    protected override void DifferentiateLikelihood(ReadOnlySpan<double> values, Span<double> gradient)
    {
        Evaluations++;
        gradient.Clear();
        for (int curve = 0; curve < curves.Length; curve++)
        {
            Take(curve, values);
            curves[curve].Jacobian.Evaluate(local[curve]);
            curves[curve].Evaluate();
            curves[curve].AddGradient(gradient, measured[curve].Positions);
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= Slope(i, values[i]);
        }
    }

    /// <inheritdoc/>
    protected override void LineariseLikelihood(ReadOnlySpan<double> values, Span<double> gradient, Span<double> curvature)
    {
        DifferentiateLikelihood(values, gradient);
        curvature.Clear();
        for (int curve = 0; curve < curves.Length; curve++)
        {
            TakeWeights(curve);
            AddCurvature(curve, values, curvature);
        }

        for (int i = 0; i < Count; i++)
        {
            gradient[i] = Free[i] && !IsConditional(i) ? gradient[i] : 0;
            for (int j = 0; j < i; j++)
            {
                curvature[j * Count + i] = curvature[i * Count + j];
            }
        }
    }

    /// <summary>Where the misfit of a point is smallest.</summary>
    private static double Best(Posterior posterior, int point) =>
        posterior.Measurement.Y[point] / posterior.NoiseBinding.Exposure(point);

    private void Take(int curve, ReadOnlySpan<double> values)
    {
        IReadOnlyList<int> positions = measured[curve].Positions;
        for (int i = 0; i < positions.Count; i++)
        {
            local[curve][i] = values[positions[i]];
        }
    }

    private void TakeWeights(int curve)
    {
        CurveGradient of = curves[curve];
        double slope = -of.Noise.ByMisfit(of.Noise.Misfit).Slope;
        ReadOnlySpan<double> prediction = of.Jacobian.Prediction;
        Span<double> slopes = of.Noise.Slopes.Span;
        Span<double> target = weights[curve].Span;
        for (int i = 0; i < prediction.Length; i++)
        {
            double weight = slope * slopes[i] / (prediction[i] - Best(of.Posterior, i));
            target[i] = double.IsFinite(weight) && weight > 0 ? weight : 0;
        }
    }

    /// <summary>Adds the lower triangle of J' W J.</summary>
    private void AddCurvature(int curve, ReadOnlySpan<double> values, Span<double> curvature)
    {
        CurveJacobian jacobian = curves[curve].Jacobian;
        IReadOnlyList<int> positions = measured[curve].Positions;
        ReadOnlySpan<double> weight = weights[curve].Span[..jacobian.Count];
        Span<double> product = weighted.Span[..jacobian.Count];
        for (int i = 0; i < positions.Count; i++)
        {
            if (wanted[curve][i])
            {
                jacobian.Column(i).CopyTo(product);
                Multiply(product, weight, Slope(positions[i], values[positions[i]]));
                for (int j = 0; j < positions.Count; j++)
                {
                    if (wanted[curve][j] && positions[j] <= positions[i])
                    {
                        curvature[positions[i] * Count + positions[j]] +=
                            InnerProduct.Of(product, jacobian.Column(j)) * Slope(positions[j], values[positions[j]]);
                    }
                }
            }
        }
    }

    private static void Multiply(Span<double> column, ReadOnlySpan<double> weight, double factor)
    {
        for (int i = 0; i < column.Length; i++)
        {
            column[i] *= factor * weight[i];
        }
    }
}
