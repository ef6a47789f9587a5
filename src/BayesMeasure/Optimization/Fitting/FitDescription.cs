using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>What is told of a fit that has ended.</summary>
internal static class FitDescription
{
    /// <summary>A fit of residuals, whose variance is that of the residuals themselves.</summary>
    public static LeastSquaresFit Of(LevenbergMarquardt method, ResidualProblem problem)
    {
        IReadOnlyList<string> names = problem.ParameterNames;
        int[] active = [.. method.Active];
        int degreesOfFreedom = problem.Count - active.Length;
        double variance = degreesOfFreedom > 0 ? 2 * method.Value / degreesOfFreedom : double.NaN;
        var covariance = new FitCovariance(method.Rows, active, names.Count);
        return new(names, [.. method.Point], Table(names.Count, (i, j) => variance * covariance[i, j]))
        {
            ChiSquared = 2 * method.Value,
            DegreesOfFreedom = degreesOfFreedom,
            Stop = method.Stop,
            Iterations = method.Iterations,
            Evaluations = method.Evaluations,
            HasExactDerivatives = problem.Jacobian is not null,
            AtBounds = [.. names.Where((_, k) => !active.Contains(k))],
            Undetermined = [.. names.Where((_, k) => covariance.IsUndetermined[k])],
        };
    }

    /// <summary>A fit of a posterior.</summary>
    public static LeastSquaresFit Of(PosteriorFit fit, ITarget target)
    {
        string[] names = [.. target.Parameters.Select(parameter => parameter.Name)];
        int[] active = [.. fit.Method.Active];
        int degreesOfFreedom = fit.Rows.RowCount - active.Length;
        double logLikelihood = fit.LogLikelihood;
        fit.Rows.Linearise(fit.Method.Rows);
        double chiSquared = fit.Curves.Gradients.Sum(ChiSquared);
        bool isScaleKnown = ScaleRows(fit, degreesOfFreedom);
        var covariance = new FitCovariance(fit.Method.Rows, active, fit.Rows.VariableCount);
        return new(names, [.. fit.Rows.Values], Covariance(fit, covariance, isScaleKnown))
        {
            ChiSquared = chiSquared,
            DegreesOfFreedom = degreesOfFreedom,
            LogLikelihood = logLikelihood,
            LogPosterior = fit.LogPosterior,
            Stop = fit.Stop,
            Iterations = fit.Iterations,
            Evaluations = fit.Evaluations,
            HasExactDerivatives = fit.Curves.Gradients.All(curve => curve.Jacobian.IsExact),
            AtBounds = [.. names.Where((_, i) =>
                fit.Rows.VariableOf(i) is >= 0 and int k ? !active.Contains(k) : fit.IsAtBound(i))],
            Undetermined = [.. names.Where((_, i) => fit.Rows.VariableOf(i) is >= 0 and int k && covariance.IsUndetermined[k])],
        };
    }

    /// <summary>Whether the misfit of a curve is a sum of squares in units of y: the level of the noise is unknown.</summary>
    private static bool HasUnknownLevel(CurveGradient curve) =>
        curve.Posterior.Noise is JeffreysNoise || curve.Posterior.Noise.HasFreeLevel;

    /// <summary>-2 B M of ln L = A + B M is chi-squared, or the deviance; M itself is the sum of squares.</summary>
    private static double ChiSquared(CurveGradient curve) => HasUnknownLevel(curve) ? curve.Noise.Misfit : Deviance(curve);

    private static double Deviance(CurveGradient curve) =>
        -2 * curve.Noise.ByMisfit(curve.Noise.Misfit).Slope * curve.Noise.Misfit;

    /// <summary>
    /// Weighs the rows of a curve of unknown level by the residual variance M / (n - p), in place of that at the optimum, M / n.
    /// </summary>
    /// <returns>Whether there are degrees of freedom to tell it.</returns>
    private static bool ScaleRows(PosteriorFit fit, int degreesOfFreedom)
    {
        bool isKnown = true;
        for (int c = 0; c < fit.Curves.Count; c++)
        {
            CurveGradient curve = fit.Curves.Gradients[c];
            if (HasUnknownLevel(curve))
            {
                double share = (double)degreesOfFreedom / fit.Rows.RowCount;
                isKnown &= share > 0;
                fit.Method.Rows.Scale(fit.Rows.RowsOf(c), Math.Sqrt(Math.Max(0, share) * curve.Count / Deviance(curve)));
            }
        }

        return isKnown;
    }

    /// <summary>The covariance of the values: of the variables, and apart from these of what the noise alone reads.</summary>
    private static double[,] Covariance(PosteriorFit fit, FitCovariance covariance, bool isScaleKnown)
    {
        double[] values = [.. fit.Rows.Values];
        double[] slopes = [.. fit.Curves.Unknowns.Select((unknown, i) => unknown.ValueSlope(values[i]))];
        double[,] noise = fit.Rows.Noise.Covariance(values);
        return Table(values.Length, (i, j) => (fit.Rows.VariableOf(i), fit.Rows.VariableOf(j)) switch
        {
            ( >= 0, >= 0) pair when isScaleKnown => covariance[pair.Item1, pair.Item2] * slopes[i] * slopes[j],
            ( >= 0, >= 0) => double.NaN,
            ( < 0, < 0) => noise[Array.IndexOf(fit.Curves.NoiseUnknowns, i), Array.IndexOf(fit.Curves.NoiseUnknowns, j)],
            _ => 0,
        });
    }

    private static double[,] Table(int count, Func<int, int, double> element)
    {
        double[,] table = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                table[i, j] = element(i, j);
            }
        }

        return table;
    }
}
