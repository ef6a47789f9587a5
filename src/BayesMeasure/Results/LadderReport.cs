namespace BayesMeasure.Results;

/// <summary>How well replicas travelled between the prior and the posterior while draws were recorded.</summary>
/// <param name="InverseTemperatures">The inverse temperatures, from 0 to 1.</param>
/// <param name="Rejections">The mean probability that an exchange between rung l and l + 1 is rejected, over all chains.</param>
/// <param name="RoundTrips">How many times a replica went from 0 to 1 and back, over all chains.</param>
public sealed record LadderReport(
    IReadOnlyList<double> InverseTemperatures,
    IReadOnlyList<double> Rejections,
    long RoundTrips)
{
    /// <summary>
    /// The estimated communication barrier: the sum of the rejection probabilities (Syed et al. 2021, equation 14). A ladder
    /// should have about twice as many rungs, or more.
    /// </summary>
    public double Barrier => Rejections.Sum();
}
