using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>
/// The curvature -d^2 ln p(u | D) / du_j du_k of the explored coordinates over all unknowns, those of the noise among them, by
/// differences of the exact gradient: what Laplace's method needs.
/// </summary>
/// <param name="curves">The curves.</param>
internal sealed class PosteriorCurvature(FittedCurves curves)
{
    /// <summary>A thousandth of a standard deviation: the neglected term is a millionth of what changes within one.</summary>
    private const double ShareOfDeviation = 1e-3;

    private const double FirstStep = 1e-5;

    private readonly double[] values = new double[curves.Unknowns.Length];
    private readonly double[] here = new double[curves.Unknowns.Length];
    private readonly double[] first = new double[curves.Unknowns.Length];
    private readonly double[] second = new double[curves.Unknowns.Length];

    /// <summary>The derivatives d ln p(u | D) / du_j where the matrix was computed last.</summary>
    public void Slopes(Span<double> slopes)
    {
        for (int unknown = 0; unknown < here.Length; unknown++)
        {
            slopes[unknown] = -here[unknown];
        }
    }

    /// <summary>Computes the matrix.</summary>
    /// <param name="at">One value an unknown.</param>
    /// <param name="rough">
    /// For each unknown about its own second derivative, which gives the step of a difference; 0 where it is not known.
    /// </param>
    /// <param name="hessian">Is given the matrix.</param>
    public void Compute(ReadOnlySpan<double> at, ReadOnlySpan<double> rough, double[,] hessian)
    {
        int count = values.Length;
        curves.Want([]);
        at.CopyTo(values);
        Gradient(here);
        for (int unknown = 0; unknown < count; unknown++)
        {
            double own = rough[unknown] > 0 ? rough[unknown] : Column(unknown, FirstStep * Width(unknown), hessian);
            if (own > 0 && double.IsFinite(own))
            {
                Column(unknown, ShareOfDeviation / Math.Sqrt(own), hessian);
            }
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                hessian[i, j] = hessian[j, i] = 0.5 * (hessian[i, j] + hessian[j, i]);
            }
        }
    }

    /// <summary>On a scale of its own a coordinate changes by about 1; on a linear one by its value.</summary>
    private double Width(int unknown) =>
        curves.Unknowns[unknown].HasLinearCoordinate ? Math.Max(1e-3, Math.Abs(values[unknown])) : 1;

    /// <summary>One column by differences of the gradient, within the bounds; returns its diagonal element.</summary>
    private double Column(int unknown, double step, double[,] hessian)
    {
        SteppedUnknown own = curves.Unknowns[unknown];
        double value = values[unknown];
        double u = own.ToCoordinate(value);
        (double below, double above) = (own.FromCoordinate(u - step), own.FromCoordinate(u + step));

        // Where a bound leaves less than half a step on one side, both go to the other: a shorter one would be rounding alone.
        (double to, double other) = u - own.ToCoordinate(below) < 0.5 * step ? (above, own.FromCoordinate(u + 2 * step))
            : own.ToCoordinate(above) - u < 0.5 * step ? (below, own.FromCoordinate(u - 2 * step))
            : (below, above);
        values[unknown] = to;
        Gradient(first);
        values[unknown] = other;
        Gradient(second);
        values[unknown] = value;
        var stencil = new DifferenceStencil(own.ToCoordinate(to) - u, own.ToCoordinate(other) - u);
        for (int i = 0; i < values.Length; i++)
        {
            hessian[i, unknown] = stencil.Slope(here[i], first[i], second[i]);
        }

        return hessian[unknown, unknown];
    }

    /// <summary>The gradient of -ln L - sum of ln p(u) with respect to u.</summary>
    private void Gradient(double[] gradient)
    {
        Array.Clear(gradient);
        for (int curve = 0; curve < curves.Count; curve++)
        {
            CurveGradient ofCurve = curves.Gradients[curve];
            ofCurve.Linearise(curves.ValuesOf(curve, values));
            ofCurve.Evaluate();
            ofCurve.AddGradient(gradient, curves.PositionsOf(curve));
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            SteppedUnknown unknown = curves.Unknowns[i];
            gradient[i] = unknown.CoordinateDerivative(values[i]) - gradient[i] * unknown.CoordinateSlope(values[i]);
        }
    }
}
