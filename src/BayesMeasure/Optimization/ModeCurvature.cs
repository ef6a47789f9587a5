using BayesMeasure.Posteriors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Optimization;

/// <summary>The curvature at a mode by differences of the gradient, and what follows from it.</summary>
internal static class ModeCurvature
{
    /// <summary>The step of a difference, as a share of the width of the mode.</summary>
    private const double RelativeStep = 0.01;

    /// <summary>A mode with all that is told of it.</summary>
    public static Mode At(SearchedTarget searched, ExploredDensity density, double[] values)
    {
        ExploredUnknowns unknowns = searched.Unknowns;
        density.Release([.. values.Select(_ => true)]);
        double height = density.Evaluate(values);
        double logLikelihood = height - density.LogPrior(values);
        Matrix<double> curvature = Of(density, values);
        bool[] atBound = [.. values.Select((value, i) => unknowns.IsAtBound(i, value))];
        int[] inside = [.. Enumerable.Range(0, values.Length).Where(i => !atBound[i])];
        Matrix<double>? factor = FactorOf(curvature, inside);
        return new()
        {
            Target = searched.Target,
            Values = values,
            LogLikelihood = logLikelihood,
            LogPosterior = logLikelihood + unknowns.Parameters.Index().Sum(item => item.Item.Prior.LogDensity(values[item.Index])),
            LogCoordinateDensity = height,
            Curvature = curvature.ToRowArrays(),
            StandardDeviations = Deviations(density, values, factor, inside),
            ApproximateLogEvidence = factor is null || inside.Length < values.Length
                ? double.NaN
                : height + 0.5 * values.Length * Math.Log(2 * Math.PI) - factor.Diagonal().Sum(Math.Log)
                    + searched.Target.Groups.Sum(group => SpecialFunctions.FactorialLn(group.Components.Count)),
            AtBound = [.. unknowns.Parameters.Where((_, i) => atBound[i]).Select(parameter => parameter.Name)],
        };
    }

    /// <summary>Minus the second derivatives, by central differences of the gradient, made symmetric.</summary>
    private static Matrix<double> Of(ExploredDensity density, double[] values)
    {
        int count = values.Length;
        double[] curvature = new double[count * count];
        double[] up = new double[count];
        double[] down = new double[count];
        density.Begin();
        density.Linearise(values, up, curvature);
        var found = Matrix<double>.Build.Dense(count, count);
        for (int i = 0; i < count; i++)
        {
            ExploredRange range = density.Unknowns.Ranges[i];
            double width = curvature[i * count + i] > 0 && !density.IsConditional(i)
                ? 1 / Math.Sqrt(curvature[i * count + i])
                : 0.1 * (range.High - range.Low);
            double step = RelativeStep * Math.Min(width, range.High - range.Low);
            double apart = Gradient(density, values, i, step, up) - Gradient(density, values, i, -step, down);
            for (int j = 0; j < count; j++)
            {
                found[i, j] = (down[j] - up[j]) / apart;
            }
        }

        return 0.5 * (found + found.Transpose());
    }

    /// <summary>The gradient at a point that is moved along one coordinate, and by how much it was.</summary>
    private static double Gradient(ExploredDensity density, double[] values, int unknown, double step, double[] gradient)
    {
        double value = values[unknown];
        double coordinate = density.Unknowns.ToCoordinate(unknown, value);
        double moved = Math.Clamp(coordinate + step, density.Unknowns.Low(unknown), density.Unknowns.High(unknown));
        values[unknown] = density.Unknowns.FromCoordinate(unknown, moved);
        density.Differentiate(values, gradient);
        values[unknown] = value;
        return moved - coordinate;
    }

    /// <summary>The Cholesky factor of the curvature of the unknowns inside their bounds; null where it is not positive.</summary>
    private static Matrix<double>? FactorOf(Matrix<double> curvature, int[] inside)
    {
        try
        {
            return inside.Length == 0 ? null : Matrix<double>.Build
                .Dense(inside.Length, inside.Length, (i, j) => curvature[inside[i], inside[j]]).Cholesky().Factor;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static double[] Deviations(ExploredDensity density, double[] values, Matrix<double>? factor, int[] inside)
    {
        double[] deviations = [.. values.Select(_ => double.NaN)];
        if (factor is not null)
        {
            Matrix<double> inverse = factor.Inverse();
            for (int i = 0; i < inside.Length; i++)
            {
                double slope = density.Slope(inside[i], values[inside[i]]);
                deviations[inside[i]] = slope * inverse.Column(i).L2Norm();
            }
        }

        return deviations;
    }
}
