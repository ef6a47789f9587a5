using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization;

/// <summary>
/// The log posterior density of the explored coordinates u, ln L(theta(u)) + ln p(theta(u)) + ln |d theta / d u|, but for ln Z, with
/// its derivatives. Unknowns that take no part are held, and their priors are left out. Used by one thread at a time.
/// </summary>
internal abstract class ExploredDensity
{
    private readonly Distribution[] priors;
    private readonly ExploredRange[] ranges;
    private readonly bool[] free;

    /// <param name="unknowns">The unknowns, with their priors and ranges.</param>
    protected ExploredDensity(ExploredUnknowns unknowns)
    {
        Unknowns = unknowns;
        priors = [.. unknowns.Parameters.Select(parameter => parameter.Prior)];
        ranges = [.. unknowns.Ranges];
        free = [.. Enumerable.Repeat(true, priors.Length)];
    }

    /// <summary>The unknowns.</summary>
    public ExploredUnknowns Unknowns { get; }

    /// <summary>How often the log likelihood was computed, a set of first derivatives counted as one.</summary>
    public long Evaluations { get; protected set; }

    /// <summary>The number of unknowns, whether they take part or not.</summary>
    public int Count => priors.Length;

    /// <summary>Which unknowns take part.</summary>
    public ReadOnlySpan<bool> Free => free;

    /// <summary>Says which unknowns take part from now on: all at first.</summary>
    public virtual void Release(ReadOnlySpan<bool> unknowns) => unknowns.CopyTo(free);

    /// <summary>Begins a climb from a place that has nothing to do with the last one.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Whether an unknown is set to its best value by every evaluation, and not by steps.</summary>
    public virtual bool IsConditional(int unknown) => false;

    /// <summary>The log density at a point; -infinity where it is impossible.</summary>
    /// <param name="values">One value an unknown. Those that are conditional are set to their best values.</param>
    public double Evaluate(Span<double> values) => LogLikelihood(values) + LogPrior(values);

    /// <summary>The log prior density of the explored coordinates of those unknowns that take part.</summary>
    public double LogPrior(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < priors.Length; i++)
        {
            sum += free[i] ? priors[i].LogCoordinateDensity(values[i], priors[i].ToCoordinate(values[i])) : 0;
        }

        return sum;
    }

    /// <summary>The gradient of the log density, and a curvature that is positive as far as a step needs it.</summary>
    /// <param name="values">The point that was evaluated and kept last.</param>
    /// <param name="gradient">Is given one derivative by the coordinate of an unknown; 0 of those that take no part.</param>
    /// <param name="curvature">Is given minus the second derivatives, row by row.</param>
    public void Linearise(ReadOnlySpan<double> values, Span<double> gradient, Span<double> curvature)
    {
        LineariseLikelihood(values, gradient, curvature);
        for (int i = 0; i < priors.Length; i++)
        {
            if (free[i])
            {
                (double first, double second) = PriorSlopes(i, values[i]);
                gradient[i] += first;
                curvature[i * priors.Length + i] += Math.Max(0, -second);
            }
        }
    }

    /// <summary>The gradient of the log density alone; that of conditional unknowns, too.</summary>
    public void Differentiate(ReadOnlySpan<double> values, Span<double> gradient)
    {
        DifferentiateLikelihood(values, gradient);
        for (int i = 0; i < priors.Length; i++)
        {
            gradient[i] = free[i] ? gradient[i] + PriorSlopes(i, values[i]).First : 0;
        }
    }

    /// <summary>The log likelihood, with conditional unknowns set to their best values.</summary>
    protected abstract double LogLikelihood(Span<double> values);

    /// <summary>The gradient and the curvature of the log likelihood by the explored coordinates.</summary>
    protected abstract void LineariseLikelihood(ReadOnlySpan<double> values, Span<double> gradient, Span<double> curvature);

    /// <summary>The gradient of the log likelihood by the explored coordinates.</summary>
    protected abstract void DifferentiateLikelihood(ReadOnlySpan<double> values, Span<double> gradient);

    /// <summary>d theta / d u.</summary>
    internal double Slope(int unknown, double value) => priors[unknown].Coordinate switch
    {
        Coordinate.Logarithmic => value,
        Coordinate.Logit => value * (1 - value),
        _ => 1,
    };

    /// <summary>The first two derivatives of the log prior density of a coordinate, by differences away from its bounds.</summary>
    internal (double First, double Second) PriorSlopes(int unknown, double value)
    {
        const double Step = 1e-3;
        double step = Step * (ranges[unknown].High - ranges[unknown].Low);
        double middle = priors[unknown].ToCoordinate(value);
        double low = At(middle - step);
        double high = At(middle + step);
        double shift = double.IsNegativeInfinity(low) ? step : double.IsNegativeInfinity(high) ? -step : 0;
        if (shift != 0)
        {
            (low, high) = (At(middle + shift - step), At(middle + shift + step));
        }

        double second = (low - 2 * At(middle + shift) + high) / (step * step);
        return ((high - low) / (2 * step) - shift * second, second);

        double At(double coordinate) =>
            priors[unknown].LogCoordinateDensity(priors[unknown].FromCoordinate(coordinate), coordinate);
    }
}
