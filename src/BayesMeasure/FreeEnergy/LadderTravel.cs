using System.Globalization;
using BayesMeasure.Inference;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// What the walkers of a ladder did between prior and posterior: the draws of all rungs are worth no more than the times that
/// something new came from the prior to the posterior.
/// </summary>
/// <param name="RoundTrips">How many times a walker went from the prior to the posterior and back.</param>
/// <param name="Restarts">How many times a walker that was drawn from the prior arrived at the posterior.</param>
/// <param name="Tours">The influences on log Z by tours.</param>
/// <param name="HighestRHat">The largest R-hat of ln L of any rung; only asked for where few came back.</param>
internal sealed record LadderTravel(long RoundTrips, long Restarts, RegenerationTours Tours, Lazy<double> HighestRHat)
{
    /// <summary>With fewer degrees of freedom than these, an error bar is a guess.</summary>
    private const double FewestTours = 4;

    /// <summary>
    /// Where hardly any walker came back, those that arrived may still be falling into a mode that the run did not begin in: then
    /// the chains of some rung do not agree.
    /// </summary>
    private const double MostDisagreement = 1.05;

    /// <summary>The probability that a normal variable is below one standard deviation.</summary>
    private static readonly double BelowOneDeviation = Normal.CDF(0, 1, 1);

    /// <summary>Why the estimates of the ladder are not to be used; null where they are.</summary>
    public string? Doubt => this switch
    {
        { Restarts: 0 } => "no replica came from the prior to the posterior",
        { IndependentJourneys: < FewestTours } => string.Create(
            CultureInfo.InvariantCulture,
            $"it rests on {IndependentJourneys:F1} independent journeys from the prior of {Restarts:N0} that arrived at the "
            + $"posterior, and {FewestTours} are the least"),
        { RoundTrips: < (long)FewestTours } when !(HighestRHat.Value <= MostDisagreement) => string.Create(
            CultureInfo.InvariantCulture,
            $"of {Restarts:N0} replicas that came from the prior to the posterior {RoundTrips:N0} went back, and the chains "
            + $"disagree, R-hat of ln L is {HighestRHat.Value:F2} at a rung"),
        _ => null,
    };

    /// <summary>The degrees of freedom of the error that the tours show.</summary>
    private double IndependentJourneys => Math.Min(Tours.EffectiveTours, Restarts);

    /// <summary>
    /// An estimate of the ladder with the error that the tours show where that is larger: it is known by their degrees of
    /// freedom, so the 68 % interval is that of Student's t.
    /// </summary>
    public FreeEnergyEstimate Widen(FreeEnergyEstimate estimate)
    {
        double error = Tours.StandardError
            * (IndependentJourneys >= 1 ? StudentT.InvCDF(0, 1, IndependentJourneys, BelowOneDeviation) : 1);
        return error > estimate.StandardError ? estimate.WithStandardError(error) : estimate;
    }
}
