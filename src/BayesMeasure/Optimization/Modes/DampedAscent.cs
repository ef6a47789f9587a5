namespace BayesMeasure.Optimization.Modes;

/// <summary>
/// The way up to the nearest mode by damped quasi-Newton steps inside the bounds of the priors (damping of Nielsen 1999).
/// Nothing is allocated by a climb. Used by one thread at a time.
/// </summary>
/// <remarks>
/// A step solves (H + lambda D) s = g, D the diagonal of H. Where it crosses a bound it ends there, and the others are solved for
/// anew; an unknown at a bound whose gradient points outwards stays. It is taken if the density rises. Math.NET's quasi-Newton
/// minimisers end with an exception where the log likelihood is -infinity, which here is a step that is not taken.
/// </remarks>
/// <param name="density">What is climbed.</param>
internal sealed class DampedAscent(BareDensity density)
{
    private const double FirstDamping = 1e-3;
    private const double LargestDamping = 1e12;

    /// <summary>The largest step of an unknown, as a share of the range of its prior.</summary>
    private const double LongestStep = 0.5;

    private readonly int count = density.Count;
    private readonly double[] trial = new double[density.Count];
    private readonly double[] coordinates = new double[density.Count];
    private readonly double[] gradient = new double[density.Count];
    private readonly double[] curvature = new double[density.Count * density.Count];
    private readonly BoundedStep step = new(density.Count);

    /// <summary>
    /// Minus the second derivatives of the log density where the last climb ended, as far as a step needs them.
    /// </summary>
    public ReadOnlySpan<double> Curvature => curvature;

    /// <summary>Climbs from a point.</summary>
    /// <param name="values">One value an unknown: where it begins, and then where it ended.</param>
    /// <param name="tolerance">It ends where the next step promises less than this, in nats.</param>
    /// <param name="mostSteps">It ends after so many steps at the latest.</param>
    /// <returns>The log density there; -infinity where the beginning is impossible.</returns>
    public double Climb(Span<double> values, double tolerance, int mostSteps)
    {
        density.Begin();
        double height = density.Evaluate(values);
        double damping = FirstDamping;
        double growth = 2;
        bool moved = true;
        for (int i = 0; i < mostSteps && double.IsFinite(height) && damping < LargestDamping; i++)
        {
            if (moved)
            {
                density.Linearise(values, gradient, curvature);
                BeginStep(values);
            }

            double promised = step.Solve(gradient, curvature, damping);
            if (!(promised > tolerance))
            {
                break;
            }

            TakeTrial(values);
            double reached = density.Evaluate(trial);
            double ratio = (reached - height) / promised;
            moved = ratio > 1e-4;
            if (moved)
            {
                (height, growth) = (reached, 2);
                trial.CopyTo(values);
                damping *= Math.Max(1.0 / 3, 1 - Math.Pow(2 * ratio - 1, 3));
            }
            else
            {
                damping *= growth;
                growth *= 2;
            }
        }

        return height;
    }

    /// <summary>Says how far each unknown may go, and which stay.</summary>
    private void BeginStep(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < count; i++)
        {
            ExploredRange range = density.Unknowns.Ranges[i];
            double longest = LongestStep * (range.High - range.Low);
            coordinates[i] = density.Unknowns.ToCoordinate(i, values[i]);
            step.Allow(
                i,
                Math.Max(density.Unknowns.Low(i) - coordinates[i], -longest),
                Math.Min(density.Unknowns.High(i) - coordinates[i], longest));
        }
    }

    private void TakeTrial(ReadOnlySpan<double> values)
    {
        values.CopyTo(trial);
        for (int i = 0; i < count; i++)
        {
            if (step.Moves(i))
            {
                trial[i] = density.Unknowns.FromCoordinate(i, coordinates[i] + step[i]);
            }
        }
    }
}
