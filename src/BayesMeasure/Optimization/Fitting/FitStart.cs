using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Fitting;

/// <summary>Where a fit starts, from values by name, and what is wrong with them.</summary>
internal static class FitStart
{
    /// <summary>The start of a target; what the noise alone reads starts at the mean of its prior where it is left out.</summary>
    public static double[] Of(ITarget target, FittedCurves curves, IReadOnlyDictionary<string, double> start)
    {
        string[] names = [.. target.Parameters.Select(parameter => parameter.Name)];
        RequireNames(names, curves.NoiseUnknowns, start);
        return [.. target.Parameters.Select(parameter => start.TryGetValue(parameter.Name, out double value)
            ? Within(parameter.Name, value, parameter.Prior.Minimum, parameter.Prior.Maximum, "prior")
            : Typical(parameter.Prior))];
    }

    /// <summary>The start of residuals.</summary>
    public static double[] Of(ResidualProblem problem, IReadOnlyDictionary<string, double> start)
    {
        RequireNames(problem.ParameterNames, [], start);
        return [.. problem.ParameterNames.Select(name => problem.Bounds.TryGetValue(name, out Interval bounds)
            ? Within(name, start[name], bounds.Minimum, bounds.Maximum, "bounds")
            : Within(name, start[name], double.NegativeInfinity, double.PositiveInfinity, "bounds"))];
    }

    private static void RequireNames(
        IReadOnlyList<string> names, IReadOnlyList<int> optional, IReadOnlyDictionary<string, double> start)
    {
        if (start.Keys.FirstOrDefault(name => !names.Contains(name)) is { } stranger)
        {
            throw new ArgumentException(
                $"There is a start for \"{stranger}\", which is no parameter.{NearestName.Hint(stranger, names)} "
                + $"Known are {string.Join(", ", names)}.",
                nameof(start));
        }

        string[] missing = [.. names.Where((name, i) => !start.ContainsKey(name) && !optional.Contains(i))];
        if (missing.Length > 0)
        {
            throw new ArgumentException($"There is no start for {string.Join(", ", missing)}. Give each a value.", nameof(start));
        }
    }

    private static double Within(string name, double value, double minimum, double maximum, string bounds) =>
        value >= minimum && value <= maximum && double.IsFinite(value)
            ? value
            : throw new ArgumentException(FormattableString.Invariant(
                $"The start of '{name}', {value:R}, must be a finite number within its {bounds}: {minimum:R} to {maximum:R}."));

    private static double Typical(Distribution prior) =>
        Math.Clamp(double.IsFinite(prior.Mean) ? prior.Mean : 1, prior.Minimum, prior.Maximum);
}
