using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Variational;

/// <summary>
/// Where a guide begins that is given values: there, with the deviations that the curvature of the posterior has in each
/// coordinate alone, and a third of those of the priors at most.
/// </summary>
/// <param name="unknowns">What the guide is about.</param>
/// <param name="likelihood">The log likelihood, of this thread alone.</param>
internal sealed class StartValues(GuideUnknowns unknowns, ILogLikelihoodGradient likelihood)
{
    private const double StepInDeviations = 1e-3;

    private readonly double[] slopes = new double[unknowns.Parameters.Count];

    /// <summary>Throws where a start is none.</summary>
    /// <exception cref="ArgumentException">There is another number of values, or one is out of bounds; it is named.</exception>
    public static void RequireInside(IReadOnlyList<Parameter> parameters, IReadOnlyList<double> start)
    {
        if (start.Count != parameters.Count)
        {
            throw new ArgumentException(
                $"The start has {start.Count} values, and the target {parameters.Count} parameters.", nameof(start));
        }

        for (int i = 0; i < start.Count; i++)
        {
            Distribution prior = parameters[i].Prior;
            (double low, double high) = prior.IsDiscrete ? (0, 1) : (prior.Minimum, prior.Maximum);
            if (!(start[i] > low && start[i] < high))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The start of '{parameters[i].Name}' is {start[i]}: above {low} and below {high}."), nameof(start));
            }
        }
    }

    /// <summary>The start of a guide.</summary>
    /// <param name="start">One value a parameter; of an indicator, how often it is open.</param>
    public GuideStart Of(IReadOnlyList<double> start)
    {
        double[] values = [.. start];
        double[] center = new double[unknowns.Continuous.Length];
        double[] deviations = GuideStarts.DeviationsOfPriors(unknowns);
        for (int i = 0; i < center.Length; i++)
        {
            double value = values[unknowns.Continuous[i]];
            center[i] = unknowns.Coordinates[i].Of(unknowns.Parameters[unknowns.Continuous[i]].Prior.ToCoordinate(value));
            deviations[i] = Math.Min(deviations[i], DeviationAt(values, i, center[i], StepInDeviations * deviations[i]));
            values[unknowns.Continuous[i]] = value;
        }

        return GuideStart.Of(center, deviations, [.. unknowns.Gates.Select(gate => Math.Log(start[gate] / (1 - start[gate])))]);
    }

    /// <summary>One over the root of the curvature in one coordinate; infinite where the posterior is hollow there.</summary>
    private double DeviationAt(double[] values, int i, double center, double step)
    {
        double curvature = (SlopeAt(values, i, center - step) - SlopeAt(values, i, center + step)) / (2 * step);
        return curvature > 0 ? 1 / Math.Sqrt(curvature) : double.PositiveInfinity;
    }

    private double SlopeAt(double[] values, int i, double s)
    {
        PlacedCoordinate placed = unknowns.Coordinates[i].At(s);
        values[unknowns.Continuous[i]] = placed.Value;
        likelihood.Evaluate(values, slopes);
        return slopes[unknowns.Continuous[i]] * placed.Slope + placed.LogPriorSlope;
    }
}
