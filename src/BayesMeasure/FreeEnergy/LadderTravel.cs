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
internal sealed record LadderTravel(long RoundTrips, long Restarts, RegenerationTours Tours)
{
    /// <summary>With fewer degrees of freedom than these, an error bar is a guess.</summary>
    private const double FewestTours = 4;

    /// <summary>The probability that a normal variable is below one standard deviation.</summary>
    private static readonly double BelowOneDeviation = Normal.CDF(0, 1, 1);

    /// <summary>Why the estimates of the ladder are not to be used; null where they are.</summary>
    public string? Doubt => this switch
    {
        { Restarts: 0 } => "no replica came from the prior to the posterior",
        { Tours.EffectiveTours: >= FewestTours } => null,
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"it rests on {Tours.EffectiveTours:F1} independent journeys from the prior of {Restarts:N0} that arrived at the "
            + $"posterior, and {FewestTours} are the least"),
    };

    /// <summary>
    /// An estimate of the ladder with the error that the tours show where that is larger: it is known by their degrees of
    /// freedom, so the 68 % interval is that of Student's t.
    /// </summary>
    public FreeEnergyEstimate Widen(FreeEnergyEstimate estimate)
    {
        double degrees = Math.Min(Tours.EffectiveTours, Restarts);
        double error = Tours.StandardError * (degrees >= 1 ? StudentT.InvCDF(0, 1, degrees, BelowOneDeviation) : 1);
        return error > estimate.StandardError ? estimate.WithStandardError(error) : estimate;
    }
}
