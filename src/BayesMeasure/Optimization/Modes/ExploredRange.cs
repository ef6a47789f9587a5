using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The coordinates of one unknown between which nearly all of its prior lies.</summary>
/// <param name="Low">The lower end, in the explored coordinate.</param>
/// <param name="High">The upper end, in the explored coordinate.</param>
internal readonly record struct ExploredRange(double Low, double High)
{
    /// <summary>What lies outside on each side.</summary>
    private const double Tail = 1e-3;

    private const int Halvings = 50;

    /// <summary>A prior far narrower than 1 about 0, as in small units, takes more halvings: as many as doubles have.</summary>
    private const int MostHalvings = 1100;
    private const double Coarse = 1e-6;
    private const double Widest = 1e300;

    /// <summary>The middle of the range.</summary>
    public double Middle => 0.5 * (Low + High);

    /// <summary>The range of an unknown.</summary>
    /// <exception cref="NotSupportedException">It is an indicator, or its prior is improper; the message names it.</exception>
    public static ExploredRange Of(Parameter parameter)
    {
        Distribution prior = parameter.Prior;
        if (prior.IsDiscrete)
        {
            throw new NotSupportedException(
                $"A mode has no place for the indicator '{parameter.Name}' ({prior}): search with each of its values fixed.");
        }

        var range = new ExploredRange(QuantileOf(prior, Tail), QuantileOf(prior, 1 - Tail));
        return range.High > range.Low && double.IsFinite(range.High - range.Low) ? range : throw new NotSupportedException(
            $"The prior of '{parameter.Name}' ({prior}) is improper: its cumulative probability does not rise from 0 to 1. "
            + "Give it a distribution that can be normalised.");
    }

    /// <summary>The coordinate below which a share of a prior lies, by bisection; NaN where there is none.</summary>
    private static double QuantileOf(Distribution prior, double share)
    {
        (double low, double high) = (-1, 1);
        while (low > -Widest && ProbabilityBelow(prior, low) > share)
        {
            (low, high) = (2 * low, low);
        }

        while (high < Widest && ProbabilityBelow(prior, high) < share)
        {
            (low, high) = (high, 2 * high);
        }

        if (!(ProbabilityBelow(prior, low) <= share && ProbabilityBelow(prior, high) >= share))
        {
            return double.NaN;
        }

        for (int i = 0; i < Halvings || (i < MostHalvings && high - low > Coarse * Math.Max(Math.Abs(low), Math.Abs(high))); i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = ProbabilityBelow(prior, middle) < share ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    private static double ProbabilityBelow(Distribution prior, double coordinate) =>
        prior.CumulativeProbability(prior.FromCoordinate(coordinate));
}
