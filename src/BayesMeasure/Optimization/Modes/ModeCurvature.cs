using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The curvature at a mode, and what follows from it.</summary>
/// <param name="Hessian">Minus the second derivatives of the log density of the explored coordinates, row by row.</param>
/// <param name="StandardDeviations"><see cref="Mode.StandardDeviations"/>.</param>
/// <param name="OneSidedLogEvidence"><see cref="Mode.OneSidedLogEvidence"/>.</param>
/// <param name="WidthsAtBound"><see cref="Mode.WidthsAtBound"/>.</param>
internal sealed record ModeCurvature(
    double[][] Hessian, double[] StandardDeviations, double OneSidedLogEvidence, double[] WidthsAtBound)
{
    /// <summary>What differences of the gradient cannot tell from 0, as a share of the curvature of single unknowns.</summary>
    private const double SmallestCurvature = 1e-6;

    /// <summary>From here on exp(-g t) tells, and the first term of the asymptotic series is right to a thousandth.</summary>
    private const double MostBent = 5;

    /// <summary>The curvature where a climb has ended.</summary>
    /// <param name="climb">The climb.</param>
    /// <param name="unknowns">The unknowns.</param>
    /// <param name="labels">The components that can change places.</param>
    /// <param name="values">One value an unknown: where it ended.</param>
    /// <param name="height">The log density there.</param>
    public static ModeCurvature At(
        ModeClimb climb, ExploredUnknowns unknowns, ComponentLabels labels, double[] values, double height)
    {
        int count = values.Length;
        double[,] hessian = new double[count, count];
        climb.Hessian(hessian);
        bool[] atBound = [.. values.Select((value, i) => unknowns.IsAtBound(i, value))];
        int[] inside = [.. Enumerable.Range(0, count).Where(i => !atBound[i])];
        Matrix<double>? factor = FactorOf(hessian, inside);
        double[] slopes = new double[count];
        climb.Slopes(slopes);
        double[] widths = [.. atBound.Select((isAtBound, i) =>
            isAtBound ? WidthAtBound(hessian, slopes[i], unknowns.Ranges[i], i, factor, inside) : 0)];
        double logEvidence = factor is null && inside.Length > 0
            ? double.NaN
            : height + 0.5 * inside.Length * Math.Log(2 * Math.PI) - (factor?.Diagonal().Sum(Math.Log) ?? 0)
                + widths.Where((_, i) => atBound[i]).Sum(Math.Log) + labels.LogLabellings(values);
        return new(RowsOf(hessian), Deviations(unknowns, values, factor, inside), logEvidence, widths);
    }

    /// <summary>The curvature at a mode that nobody has asked for yet: what it takes is made anew when somebody does.</summary>
    public static Lazy<ModeCurvature> Later(
        ITarget target, ExploredUnknowns unknowns, ComponentLabels labels, double[] values) => new(() =>
        {
            var climb = ModeClimb.Of(target, unknowns);
            double[] top = [.. values];
            double height = climb.Climb(top);
            return At(climb, unknowns, labels, top, height);
        });

    /// <summary>
    /// The Cholesky factor of the curvature of the unknowns inside their bounds; null where it is not positive.
    /// </summary>
    private static Matrix<double>? FactorOf(double[,] hessian, int[] inside)
    {
        if (inside.Length == 0 || inside.Any(i => !(hessian[i, i] > 0) || inside.Any(j => !double.IsFinite(hessian[i, j]))))
        {
            return null;
        }

        // In units in which every unknown has the curvature 1, a direction that is left open has one that is rounding alone.
        double[] scales = [.. inside.Select(i => Math.Sqrt(hessian[i, i]))];
        var scaled = Matrix<double>.Build.Dense(
            inside.Length, inside.Length, (i, j) => hessian[inside[i], inside[j]] / (scales[i] * scales[j]));
        try
        {
            _ = (scaled - SmallestCurvature * Matrix<double>.Build.DenseIdentity(inside.Length)).Cholesky();
            return Matrix<double>.Build.DenseOfDiagonalArray(scales) * scaled.Cholesky().Factor;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// The integral of exp(-g t - S t^2 / 2) over t > 0, sqrt(pi / 2 S) erfcx(g / sqrt(2 S)), or the room that the prior has:
    /// with the slope g off the bound, and the curvature S that is left when all inside their bounds follow.
    /// </summary>
    private static double WidthAtBound(
        double[,] hessian, double slope, ExploredRange range, int unknown, Matrix<double>? factor, int[] inside)
    {
        double curvature = hessian[unknown, unknown];
        if (factor is not null)
        {
            var mixed = Vector<double>.Build.Dense(inside.Length, i => hessian[inside[i], unknown]);
            Vector<double> followed = factor.Solve(mixed);
            curvature -= followed * followed;
        }

        double steepness = Math.Abs(slope);
        if (!(curvature > 0))
        {
            return Math.Min(1 / steepness, range.High - range.Low);
        }

        double reach = steepness / Math.Sqrt(2 * curvature);
        double width = reach < MostBent
            ? Math.Sqrt(0.5 * Math.PI / curvature) * Math.Exp(reach * reach) * SpecialFunctions.Erfc(reach)
            : (1 - 0.5 / (reach * reach)) / steepness;
        return Math.Min(width, range.High - range.Low);
    }

    private static double[][] RowsOf(double[,] matrix) => [.. Enumerable.Range(0, matrix.GetLength(0))
        .Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j]).ToArray())];

    private static double[] Deviations(ExploredUnknowns unknowns, double[] values, Matrix<double>? factor, int[] inside)
    {
        double[] deviations = [.. values.Select(_ => double.NaN)];
        if (factor is not null)
        {
            Matrix<double> inverse = factor.Inverse();
            for (int i = 0; i < inside.Length; i++)
            {
                Coordinate coordinate = unknowns.Parameters[inside[i]].Prior.Coordinate;
                deviations[inside[i]] = CoordinateScale.Slope(coordinate, values[inside[i]]) * inverse.Column(i).L2Norm();
            }
        }

        return deviations;
    }
}
