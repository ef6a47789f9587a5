using BayesMeasure.Numerics;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// Levenberg and Marquardt's method within bounds. A step v minimises the linearised problem with lambda |D v|^2 added, and is
/// bent by the geodesic acceleration a of Transtrum and Sethna (arXiv 1201.5885): the model's second derivative along v, by one
/// more evaluation, gives the curved path v + a / 2 through a narrow valley. lambda is moved by Nielsen's rule.
/// </summary>
/// <remarks>
/// D holds the norms of the columns of the Jacobian, so that no unit matters. It forgets: where a column has become small, D
/// follows by half an iteration. The largest norm ever seen, as of Moré, holds a variable that was once steep for ever; the norm
/// of the moment lets one that is flat run away.
/// </remarks>
internal sealed class LevenbergMarquardt
{
    private const double FirstDamping = 1e-3;
    private const double SmallestDamping = 1e-16;
    private const double LargestDamping = 1e16;

    /// <summary>What is left of D an iteration later, where the column has become small.</summary>
    private const double Memory = 0.5;

    /// <summary>How far along a step the second derivative is taken.</summary>
    private const double Probe = 0.1;

    /// <summary>The largest 2 |a| / |v| of a step: beyond it the series does not hold, and the step is too long.</summary>
    private const double MostBend = 0.75;

    /// <summary>A step that is shorter than this, in standard deviations, is straight.</summary>
    private const double Straight = 1e-3;

    /// <summary>Below rounding, steps go on as long as each is shorter than this share of the one before.</summary>
    private const double MostStagnation = 0.9;

    /// <summary>How many times what the next step promises a fit may still fall.</summary>
    private const double Hope = 10;

    private const double Epsilon = 2.220446049250313e-16;

    private readonly RowProblem problem;
    private readonly OrthogonalFactor factor;
    private readonly StepWithinBounds within;
    private readonly int[] active;
    private readonly double[] scales;
    private readonly double[] point;
    private readonly double[] trial;
    private readonly double[] step;
    private readonly double[] acceleration;
    private readonly double[] change;
    private int activeCount;
    private double damping;
    private double length;
    private double most;
    private bool hopeless;

    /// <param name="problem">What is minimised.</param>
    /// <param name="mostVariables">The most variables that the problem will have.</param>
    /// <param name="options">When to stop.</param>
    public LevenbergMarquardt(RowProblem problem, int mostVariables, LeastSquaresOptions options)
    {
        this.problem = problem;
        Options = options;
        Rows = new(problem.RowCount, mostVariables);
        factor = new(problem.RowCount, mostVariables);
        within = new(problem, factor, mostVariables);
        active = new int[mostVariables];
        scales = new double[mostVariables];
        point = new double[mostVariables];
        trial = new double[mostVariables];
        step = new double[mostVariables];
        acceleration = new double[mostVariables];
        change = new double[problem.RowCount];
    }

    /// <summary>When to stop.</summary>
    public LeastSquaresOptions Options { get; set; }

    /// <summary>Ends a fit early, with an exception at its next step.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The number of Jacobians that were taken to move.</summary>
    public int Iterations { get; private set; }

    /// <summary>The number of evaluations, those for accelerations among them.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Why it stopped.</summary>
    public LeastSquaresStop Stop { get; private set; }

    /// <summary>F at the minimum; not finite where the start was impossible.</summary>
    public double Value { get; private set; }

    /// <summary>The problem, linearised at the minimum.</summary>
    public LinearisedRows Rows { get; }

    /// <summary>Where the derivatives were not finite; null where they were.</summary>
    public (int Row, int Variable)? Fault { get; private set; }

    /// <summary>The minimum.</summary>
    public ReadOnlySpan<double> Point => Known(point);

    /// <summary>The variables that do not lie at a bound which they would cross.</summary>
    public ReadOnlySpan<int> Active => active.AsSpan(0, activeCount);

    /// <summary>Goes down from a start.</summary>
    /// <param name="start">The start.</param>
    /// <param name="most">A fit is given up where F would hardly fall below it.</param>
    public void Minimise(ReadOnlySpan<double> start, double most = double.PositiveInfinity)
    {
        start.CopyTo(point);
        (this.most, hopeless) = (most, false);
        scales.AsSpan().Clear();
        (Iterations, Evaluations, damping, length, Fault) = (0, 1, FirstDamping, double.PositiveInfinity, null);
        Value = problem.Evaluate(start);
        problem.Accept();
        if (!double.IsFinite(Value))
        {
            Stop = LeastSquaresStop.NoBetterStep;
            return;
        }

        while (!HasConverged())
        {
            if (Fault is not null || hopeless || Iterations == Options.MostIterations)
            {
                Stop = Fault is null ? LeastSquaresStop.MostIterations : LeastSquaresStop.NoBetterStep;
                return;
            }

            Cancellation.ThrowIfCancellationRequested();
            Iterations++;
            if (!Improve())
            {
                Stop = LeastSquaresStop.NoBetterStep;
                return;
            }
        }

        Stop = LeastSquaresStop.Converged;
    }

    /// <summary>Linearises, and tells whether Newton's step is small: in standard deviations, or against rounding.</summary>
    private bool HasConverged()
    {
        problem.Linearise(Rows);
        TakeActive();
        TakeScales();
        Fault = Rows.FirstFault(problem.VariableCount);
        if (activeCount == 0 || Fault is not null)
        {
            return Fault is null;
        }

        factor.Factor(Rows, Active, scales);
        within.Solve(0, Active, point, step);
        double decrease = Math.Max(0, factor.Decrease(step));
        if (decrease == 0 && within.Holds)
        {
            // Variables that were held one after the other may have left no way down for the rest: damping will show one.
            return false;
        }

        hopeless = Value - Hope * decrease > most;
        double before = length;
        length = decrease > 0 ? Math.Sqrt(2 * decrease / problem.Variance(Value)) : 0;
        return length <= Options.Tolerance || IsBelowRounding() || (decrease <= Noise && length > MostStagnation * before);
    }

    /// <summary>What rounding makes of F: a decrease below it cannot be seen.</summary>
    private double Noise => 2 * Epsilon * Math.Abs(Value) + Rows.Rounding;

    /// <summary>Tries steps of growing damping until one makes F smaller.</summary>
    private bool Improve()
    {
        for (double rise = 2; damping <= LargestDamping; damping *= rise, rise *= 2)
        {
            within.Solve(damping, Active, point, step);
            double decrease = factor.Decrease(step);
            if (IsBelowRounding())
            {
                return false;
            }

            if (!(decrease > 0) || (length > Straight && !Bend()))
            {
                continue;
            }

            TakeTrial();
            Evaluations++;
            double next = problem.Evaluate(Known(trial));
            if (next < Value + (decrease <= Noise ? Noise : 0))
            {
                double gain = (Value - next) / decrease;
                damping = Math.Max(SmallestDamping, damping * Math.Max(1.0 / 3, 1 - Math.Pow(2 * gain - 1, 3)));
                Value = next;
                trial.CopyTo(point, 0);
                problem.Accept();
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Adds half the acceleration to the step: (J'J + lambda D^2) a = -J' r_vv, with r_vv = 2 [(r(t + h v) - r(t)) / h - J v]
    /// / h. False where it is too large.
    /// </summary>
    private bool Bend()
    {
        point.CopyTo(trial, 0);
        for (int i = 0; i < activeCount; i++)
        {
            trial[active[i]] += Probe * step[i];
        }

        Evaluations++;
        problem.Differ(Known(trial), change);
        for (int row = 0; row < change.Length; row++)
        {
            change[row] *= 2 / (Probe * Probe);
        }

        for (int i = 0; i < activeCount; i++)
        {
            OrthogonalFactor.AddScaled(Rows.Column(active[i]), -2 / Probe * step[i], change);
        }

        within.Bend(damping, change, acceleration);
        (double bend, double straight) = (0, 0);
        for (int i = 0; i < activeCount; i++)
        {
            double scale = scales[active[i]];
            bend += scale * scale * acceleration[i] * acceleration[i];
            straight += scale * scale * step[i] * step[i];
            step[i] += 0.5 * acceleration[i];
        }

        return 2 * Math.Sqrt(bend) <= MostBend * Math.Sqrt(straight);
    }

    private Span<double> Known(double[] ofVariables) => ofVariables.AsSpan(0, problem.VariableCount);

    private bool IsBelowRounding()
    {
        for (int i = 0; i < activeCount; i++)
        {
            if (Math.Abs(step[i]) > 2 * Epsilon * Math.Abs(point[active[i]]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Those at a bound move only where F falls inwards.</summary>
    private void TakeActive()
    {
        activeCount = 0;
        for (int k = 0; k < problem.VariableCount; k++)
        {
            (double low, double high) = problem.Limits(k, point[k]);
            double slope = Rows.Slopes[k] + InnerProduct.Of(Rows.Column(k), Rows.Residuals);
            if (!(point[k] <= low && slope > 0) && !(point[k] >= high && slope < 0))
            {
                active[activeCount++] = k;
            }
        }
    }

    private void TakeScales()
    {
        for (int k = 0; k < problem.VariableCount; k++)
        {
            ReadOnlySpan<double> column = Rows.Column(k);
            double norm = Math.Sqrt(InnerProduct.Of(column, column) + Rows.Curvatures[k]);
            double scale = Math.Max(Memory * scales[k], norm);
            scales[k] = scale > 0 ? scale : 1;
        }
    }

    /// <summary>The point after the step; its bend may have led out of the bounds.</summary>
    private void TakeTrial()
    {
        point.CopyTo(trial, 0);
        for (int i = 0; i < activeCount; i++)
        {
            int k = active[i];
            (double low, double high) = problem.Limits(k, point[k]);
            trial[k] = Math.Clamp(point[k] + step[i], low, high);
        }
    }
}
