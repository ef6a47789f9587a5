using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The posterior of measured curves as rows: F(t) = -ln L - sum of ln p(u), the noise at its optimum for the curve. The row of a
/// point with the misfit m(f), of which ln L takes B m, is r = -B m' / sqrt(w), J = sqrt(w) df/dt, so that slopes are exact. The
/// weight w = -B m' / (f - y) is the curvature of the parabola about the measured value that has this slope: 1 / sigma^2 of
/// Gaussian noise, Fisher's information T / f of counts, and the weight of iterative reweighting of Student's t.
/// </summary>
internal sealed class PosteriorRows : RowProblem
{
    /// <summary>
    /// Nearer to the measured value than this share of it, the slope has lost its digits, and the curvature is taken.
    /// </summary>
    private const double SmallestDistance = 1e-6;

    private const double Epsilon = 2.220446049250313e-16;

    private readonly FittedCurves curves;
    private readonly NoiseProfile noise;
    private readonly int[] starts;
    private readonly int[] variables;
    private readonly double[] values;
    private readonly double[] trial;
    private readonly double[] gradient;
    private readonly double[] roots;
    private readonly double[] predictions;
    private int variableCount;
    private double heldEnergy;

    /// <param name="curves">The curves.</param>
    public PosteriorRows(FittedCurves curves)
    {
        this.curves = curves;
        noise = new(curves);
        starts = new int[curves.Count + 1];
        for (int curve = 0; curve < curves.Count; curve++)
        {
            starts[curve + 1] = starts[curve] + curves.Gradients[curve].Count;
        }

        variables = [.. curves.CurveUnknowns];
        values = new double[curves.Unknowns.Length];
        trial = new double[curves.Unknowns.Length];
        gradient = new double[curves.Unknowns.Length];
        roots = new double[RowCount];
        predictions = new double[RowCount];
    }

    /// <inheritdoc/>
    public override int VariableCount => variableCount;

    /// <inheritdoc/>
    public override int RowCount => starts[^1];

    /// <summary>The values of all unknowns at the current point.</summary>
    public Span<double> Values => values;

    /// <summary>The prediction of every row where it was linearised last.</summary>
    public ReadOnlySpan<double> Predictions => predictions;

    /// <summary>The square root of the weight of every row there.</summary>
    public ReadOnlySpan<double> Roots => roots;

    /// <summary>The noise.</summary>
    public NoiseProfile Noise => noise;

    /// <summary>The unknown of a variable.</summary>
    public int UnknownOf(int variable) => variables[variable];

    /// <summary>The variable of an unknown; -1 where it is none.</summary>
    public int VariableOf(int unknown) => variables.AsSpan(0, variableCount).IndexOf(unknown);

    /// <summary>The rows of a curve.</summary>
    public Range RowsOf(int curve) => starts[curve]..starts[curve + 1];

    /// <summary>The curve of a row, and the position of the row in its measurement.</summary>
    public (int Curve, int Point) PlaceOf(int row)
    {
        int curve = 0;
        while (row >= starts[curve + 1])
        {
            curve++;
        }

        return (curve, row - starts[curve]);
    }

    /// <summary>Sets where a fit starts, and which unknowns may move.</summary>
    /// <param name="start">One value an unknown.</param>
    /// <param name="free">One element an unknown; empty for all.</param>
    /// <param name="steps">Is given the start, one element a variable.</param>
    public void Begin(ReadOnlySpan<double> start, ReadOnlySpan<bool> free, Span<double> steps)
    {
        start.CopyTo(values);
        start.CopyTo(trial);
        curves.Want(free);
        variableCount = 0;
        heldEnergy = 0;
        foreach (int unknown in curves.CurveUnknowns)
        {
            if (free.IsEmpty || free[unknown])
            {
                steps[variableCount] = curves.Unknowns[unknown].ToStep(start[unknown]);
                variables[variableCount++] = unknown;
            }
            else if (curves.Unknowns[unknown].Energy(start[unknown]) is double energy && double.IsFinite(energy))
            {
                // What is held where its prior forbids it is a component that is left out: its amplitude is 0.
                heldEnergy += energy;
            }
        }
    }

    /// <inheritdoc/>
    public override (double Low, double High) Limits(int variable, double from) =>
        curves.Unknowns[variables[variable]].Limits(from);

    /// <inheritdoc/>
    public override double Variance(double value) => 1;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> trial)
    {
        TakeTrial(trial);
        double energy = heldEnergy;
        for (int k = 0; k < variableCount; k++)
        {
            energy += curves.Unknowns[variables[k]].Energy(this.trial[variables[k]]);
        }

        Predict();
        return energy + noise.Minimise(this.trial);
    }

    /// <inheritdoc/>
    public override void Accept() => trial.CopyTo(values, 0);

    /// <inheritdoc/>
    public override void Differ(ReadOnlySpan<double> near, Span<double> change)
    {
        TakeTrial(near);
        Predict();
        for (int curve = 0; curve < curves.Count; curve++)
        {
            curves.Gradients[curve].Rows.TakePrediction();
            ReadOnlySpan<double> prediction = curves.Gradients[curve].Rows.Prediction.Span;
            for (int row = starts[curve]; row < starts[curve + 1]; row++)
            {
                change[row] = roots[row] * (prediction[row - starts[curve]] - predictions[row]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Linearise(LinearisedRows rows)
    {
        rows.Rounding = 0;
        Array.Clear(gradient);
        for (int curve = 0; curve < curves.Count; curve++)
        {
            CurveGradient ofCurve = curves.Gradients[curve];
            ofCurve.Linearise(curves.ValuesOf(curve, values));
            if (curves.NoiseReadsCurve)
            {
                ofCurve.Evaluate();
                ofCurve.AddNoiseGradient(gradient, curves.PositionsOf(curve));
            }

            TakeResiduals(curve, rows);
        }

        for (int k = 0; k < variableCount; k++)
        {
            SteppedUnknown unknown = curves.Unknowns[variables[k]];
            double value = values[variables[k]];
            (double slope, double curvature) = unknown.Derivatives(value);
            rows.Slopes[k] = slope - gradient[variables[k]] * unknown.ValueSlope(value);
            rows.Curvatures[k] = Math.Max(0, curvature);
        }

        for (int curve = 0; curve < curves.Count; curve++)
        {
            TakeColumns(curve, rows);
        }
    }

    /// <summary>The curvature of the parabola about the measured value, and where there is none, that of the misfit.</summary>
    private static double Weight(double prediction, double measured, double slope, double curvature)
    {
        double distance = prediction - measured;
        double smallest = SmallestDistance * (Math.Abs(prediction) + Math.Abs(measured));
        double secant = slope / distance;
        if (Math.Abs(distance) > smallest && secant > 0 && double.IsFinite(secant))
        {
            return secant;
        }

        double other = curvature > 0 ? curvature : Math.Abs(slope) / Math.Max(Math.Abs(distance), smallest);
        return double.IsFinite(other) ? other : 0;
    }

    private void TakeTrial(ReadOnlySpan<double> steps)
    {
        for (int k = 0; k < variableCount; k++)
        {
            trial[variables[k]] = curves.Unknowns[variables[k]].ToValue(steps[k]);
        }
    }

    private void Predict()
    {
        for (int curve = 0; curve < curves.Count; curve++)
        {
            curves.Gradients[curve].Predict(curves.ValuesOf(curve, trial));
        }
    }

    private void TakeResiduals(int curve, LinearisedRows rows)
    {
        CurveGradient ofCurve = curves.Gradients[curve];
        double factor = -ofCurve.EvaluateCurvatures();
        ReadOnlySpan<double> prediction = ofCurve.Rows.Prediction.Span[..ofCurve.Rows.Count];
        ReadOnlySpan<double> slopes = ofCurve.Noise.Slopes.Span;
        ReadOnlySpan<double> curvatures = ofCurve.Noise.Curvatures.Span;
        ReadOnlySpan<double> y = ofCurve.Rows.Measured.Span;
        for (int i = 0; i < prediction.Length; i++)
        {
            int row = starts[curve] + i;
            double slope = factor * slopes[i];
            double measured = y[i] / ofCurve.Posterior.NoiseBinding.Exposure(i);
            double root = Math.Sqrt(Weight(prediction[i], measured, slope, factor * curvatures[i]));
            predictions[row] = prediction[i];
            roots[row] = root;
            rows.Residuals[row] = root > 0 ? slope / root : slope;
            rows.Rounding += Epsilon * Math.Abs(slope) * (Math.Abs(prediction[i]) + Math.Abs(measured));
        }
    }

    private void TakeColumns(int curve, LinearisedRows rows)
    {
        ReadOnlySpan<double> weights = roots.AsSpan(starts[curve]..starts[curve + 1]);
        for (int k = 0; k < variableCount; k++)
        {
            Span<double> column = rows.Column(k)[starts[curve]..starts[curve + 1]];
            int local = curves.LocalOf(curve, variables[k]);
            if (local < 0)
            {
                column.Clear();
                continue;
            }

            double byStep = curves.Unknowns[variables[k]].ValueSlope(values[variables[k]]);
            curves.Gradients[curve].Rows.Column(local).CopyTo(column);
            if (curves.Gradients[curve].Smooth is { } smooth)
            {
                (double slope, double curvature) = smooth.Project(column);
                rows.Slopes[k] += byStep * slope;
                rows.Curvatures[k] += byStep * byStep * curvature;
            }

            for (int i = 0; i < column.Length; i++)
            {
                column[i] *= byStep * weights[i];
            }
        }
    }
}
