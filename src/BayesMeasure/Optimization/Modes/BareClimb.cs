using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>Up by quasi-Newton steps, where all that is known of a target is its log likelihood.</summary>
internal sealed class BareClimb : ModeClimb
{
    private const double Tolerance = 1e-9;
    private const int MostSteps = 500;

    /// <summary>The step of a second difference, as a share of the width of the mode.</summary>
    private const double ShareOfDeviation = 0.05;

    private const int Attempts = 3;

    private readonly BareDensity density;
    private readonly DampedAscent ascent;
    private double[] top = [];

    public BareClimb(ITarget target, ExploredUnknowns unknowns, CancellationToken cancellation = default)
    {
        density = new(target, unknowns) { Cancellation = cancellation };
        ascent = new(density);
    }

    /// <inheritdoc/>
    public override double LogLikelihood => density.LogLikelihood(top);

    /// <inheritdoc/>
    /// <remarks>A climb that begins anew knows nothing of the curvature.</remarks>
    public override bool IsTop => false;

    /// <inheritdoc/>
    public override double Climb(Span<double> values)
    {
        double height = ascent.Climb(values, Tolerance, MostSteps);
        Evaluations = density.Evaluations;
        top = values.ToArray();
        return height;
    }

    /// <inheritdoc/>
    /// <remarks>Such a target has no components, so that all unknowns move.</remarks>
    public override double ClimbRoughly(Span<double> values, ReadOnlySpan<bool> free, double least) => Climb(values);

    /// <inheritdoc/>
    public override double[] Metric() => [.. ascent.Curvature];

    /// <inheritdoc/>
    public override PredictedRows Predicted() => new([], []);

    /// <inheritdoc/>
    public override void Hessian(double[,] hessian)
    {
        int count = top.Length;
        double[] steps = new double[count];
        double height = density.Evaluate(top);
        for (int i = 0; i < count; i++)
        {
            ExploredRange range = density.Unknowns.Ranges[i];
            double curvature = ascent.Curvature[i * count + i];
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                // What gradients along the way told of the width of the mode may be far off: the difference tells it better.
                double width = curvature > 0 ? 1 / Math.Sqrt(curvature) : range.High - range.Low;
                steps[i] = ShareOfDeviation * Math.Min(width, range.High - range.Low);
                curvature = (2 * height - At(i, steps[i], i, 0) - At(i, -steps[i], i, 0)) / (steps[i] * steps[i]);
            }

            hessian[i, i] = curvature;
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double mixed = At(i, steps[i], j, steps[j]) - At(i, steps[i], j, -steps[j])
                    - At(i, -steps[i], j, steps[j]) + At(i, -steps[i], j, -steps[j]);
                hessian[i, j] = hessian[j, i] = -mixed / (4 * steps[i] * steps[j]);
            }
        }

        Evaluations = density.Evaluations;
    }

    /// <inheritdoc/>
    public override void Slopes(Span<double> slopes) => slopes.Fill(double.NaN);

    /// <summary>The log density where two coordinates have moved.</summary>
    private double At(int first, double firstStep, int second, double secondStep)
    {
        double[] moved = [.. top];
        Move(first, firstStep);
        Move(second, secondStep);
        return density.Evaluate(moved);

        void Move(int unknown, double step)
        {
            double coordinate = density.Unknowns.ToCoordinate(unknown, moved[unknown]);
            moved[unknown] = density.Unknowns.FromCoordinate(unknown, coordinate + step);
        }
    }
}
