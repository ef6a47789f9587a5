using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// What the noise alone reads, its level or its tail, at its optimum for the predictions as they stand: Newton's method with
/// exact slopes, of which the curvatures are differences.
/// </summary>
internal sealed class NoiseProfile
{
    private const int MostSteps = 200;
    private const int MostTrials = 60;
    private const double Difference = 1e-4;
    private const double LongestStep = 2;
    private const double Tolerance = 1e-16;

    private readonly FittedCurves curves;
    private readonly int[] positions;
    private readonly DampedNewton newton;
    private readonly double[] gradient;
    private readonly double[] steps;
    private readonly double[] slopes;

    /// <param name="curves">The curves.</param>
    public NoiseProfile(FittedCurves curves)
    {
        this.curves = curves;
        positions = curves.NoiseUnknowns;
        newton = new(positions.Length);
        gradient = new double[curves.Unknowns.Length];
        steps = new double[positions.Length];
        slopes = new double[positions.Length];
    }

    /// <summary>
    /// The smallest -ln L - sum of ln p(u) over the unknowns of the noise, for what the curves predicted last.
    /// </summary>
    /// <param name="values">One value an unknown; those of the noise are moved to the optimum.</param>
    public double Minimise(Span<double> values)
    {
        double energy = 0;
        foreach (CurveGradient curve in curves.Gradients)
        {
            energy -= curve.Evaluate();
        }

        if (positions.Length == 0 || !double.IsFinite(energy))
        {
            return energy;
        }

        energy = Energy(values);
        newton.Begin();
        for (int step = 0; step < MostSteps && double.IsFinite(energy); step++)
        {
            TakeParabola(values);
            if (!Descend(values, ref energy))
            {
                break;
            }
        }

        return energy;
    }

    /// <summary>The covariance of the noise's unknowns, in their own units; NaN where they are at no optimum.</summary>
    public double[,] Covariance(Span<double> values)
    {
        double[,] covariance = new double[positions.Length, positions.Length];
        Energy(values);
        TakeParabola(values);
        bool isOptimum = newton.TryInvert(covariance);
        for (int i = 0; i < positions.Length; i++)
        {
            for (int j = 0; j < positions.Length; j++)
            {
                double slope = ValueSlope(i, values) * ValueSlope(j, values);
                covariance[i, j] = isOptimum ? slope * covariance[i, j] : double.NaN;
            }
        }

        return covariance;
    }

    private double ValueSlope(int i, Span<double> values) => curves.Unknowns[positions[i]].ValueSlope(values[positions[i]]);

    /// <summary>Takes a step that lowers the energy; false where there is none, or none worth while.</summary>
    private bool Descend(Span<double> values, ref double energy)
    {
        for (int trial = 0; trial < MostTrials; trial++)
        {
            double fall = newton.Solve();
            if (!(fall > Tolerance * (1 + Math.Abs(energy))) || double.IsInfinity(fall))
            {
                break;
            }

            double next = MoveTo(values, share: 1);
            if (next < energy)
            {
                energy = next;
                newton.Lengthen();
                return true;
            }

            newton.Shorten();
        }

        MoveTo(values, share: 0);
        return false;
    }

    /// <summary>The energy after a share of the step.</summary>
    private double MoveTo(Span<double> values, double share)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            SteppedUnknown unknown = curves.Unknowns[positions[i]];
            (double low, double high) = unknown.Limits(steps[i]);
            double step = steps[i] + share * Math.Clamp(newton.Step[i], -LongestStep, LongestStep);
            values[positions[i]] = unknown.ToValue(Math.Clamp(step, low, high));
        }

        return Energy(values);
    }

    /// <summary>-ln L of all curves and -ln p(u) of the noise's unknowns.</summary>
    private double Energy(Span<double> values)
    {
        double energy = 0;
        for (int curve = 0; curve < curves.Count; curve++)
        {
            foreach (int position in positions)
            {
                int local = curves.LocalOf(curve, position);
                if (local >= 0)
                {
                    curves.Gradients[curve].Jacobian.Chain.Set(local, values[position]);
                }
            }

            energy -= curves.Gradients[curve].EvaluateNoise();
        }

        foreach (int position in positions)
        {
            energy += curves.Unknowns[position].Energy(values[position]);
        }

        return energy;
    }

    /// <summary>Slopes and curvatures at the values, which are evaluated last.</summary>
    private void TakeParabola(Span<double> values)
    {
        int count = positions.Length;
        TakeSlopes(values, newton.Slope);
        for (int i = 0; i < count; i++)
        {
            SteppedUnknown unknown = curves.Unknowns[positions[i]];
            double value = values[positions[i]];
            steps[i] = unknown.ToStep(value);
            double width = Difference * (unknown.IsLinear ? Math.Max(Math.Abs(value), double.Epsilon) : 1);
            double up = SlopesAt(values, i, steps[i] + width, slopes);
            slopes.CopyTo(newton.Curvature, i * count);
            double down = SlopesAt(values, i, steps[i] - width, slopes);
            values[positions[i]] = value;
            for (int j = 0; j < count; j++)
            {
                newton.Curvature[i * count + j] = (newton.Curvature[i * count + j] - slopes[j]) / (up - down);
            }
        }
    }

    /// <summary>The slopes with one unknown moved; returns where it went, which bounds may have kept nearer.</summary>
    private double SlopesAt(Span<double> values, int i, double step, double[] into)
    {
        SteppedUnknown unknown = curves.Unknowns[positions[i]];
        values[positions[i]] = unknown.ToValue(step);
        Energy(values);
        TakeSlopes(values, into);
        return unknown.ToStep(values[positions[i]]);
    }

    private void TakeSlopes(Span<double> values, double[] into)
    {
        Array.Clear(gradient);
        for (int curve = 0; curve < curves.Count; curve++)
        {
            curves.Gradients[curve].AddNoiseGradient(gradient, curves.PositionsOf(curve));
        }

        for (int i = 0; i < positions.Length; i++)
        {
            double value = values[positions[i]];
            into[i] = curves.Unknowns[positions[i]].Derivatives(value).Slope - gradient[positions[i]] * ValueSlope(i, values);
        }
    }
}
