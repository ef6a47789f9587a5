using BayesMeasure.FreeEnergy;

namespace BayesMeasure.Sampling;

/// <summary>
/// How well replicas travelled between the prior and the posterior while draws were recorded: lists by rung have one entry a
/// rung, those by interval one entry for each pair of neighbours l and l + 1.
/// </summary>
public sealed record LadderReport
{
    private readonly WalkerTravel travel;

    /// <param name="inverseTemperatures">The inverse temperatures, from 0 to 1.</param>
    /// <param name="rejections">The mean probability that an exchange is rejected, by interval.</param>
    /// <param name="walkers">Where the walkers were.</param>
    internal LadderReport(IReadOnlyList<double> inverseTemperatures, IReadOnlyList<double> rejections, IndexProcess walkers)
    {
        InverseTemperatures = inverseTemperatures;
        Rejections = rejections;
        Walkers = walkers;
        travel = new(walkers);
        SharesFromTop = travel.SharesFromTop();
    }

    /// <summary>The inverse temperatures, from 0 to 1, by rung.</summary>
    public IReadOnlyList<double> InverseTemperatures { get; }

    /// <summary>The mean probability that an exchange is rejected, over all chains, by interval.</summary>
    public IReadOnlyList<double> Rejections { get; }

    /// <summary>The number of independent chains, each with a walker a rung.</summary>
    public int Chains => Walkers.Chains;

    /// <summary>The number of recorded sweeps of each chain.</summary>
    public int Sweeps => Walkers.Sweeps;

    /// <summary>The mean probability that an exchange succeeds, over all chains, by interval.</summary>
    public IReadOnlyList<double> ExchangeRates => [.. Rejections.Select(rejection => 1 - rejection)];

    /// <summary>How many exchanges succeeded, over all chains, by interval.</summary>
    public IReadOnlyList<long> Exchanges => travel.Exchanges;

    /// <summary>
    /// The local communication barrier lambda(beta), by interval: the rejection probability over the step in beta. Its integral
    /// is <see cref="Barrier"/> (Syed et al. 2021).
    /// </summary>
    public IReadOnlyList<double> LocalBarriers =>
        [.. Rejections.Select((rejection, l) => rejection / (InverseTemperatures[l + 1] - InverseTemperatures[l]))];

    /// <summary>
    /// The estimated communication barrier Lambda: the sum of the rejection probabilities (Syed et al. 2021). A ladder
    /// should have about twice as many rungs, or more.
    /// </summary>
    public double Barrier => Rejections.Sum();

    /// <summary>How many times a replica went from 0 to 1 and back, over all chains.</summary>
    public long RoundTrips => travel.RoundTrips;

    /// <summary>How many times a replica that was drawn from the prior arrived at beta = 1, over all chains.</summary>
    public long Restarts => travel.Restarts;

    /// <summary>The round trips of one sweep of one chain.</summary>
    public double RoundTripRate => RoundTrips / ((double)Chains * Sweeps * Walkers.Stride);

    /// <summary>
    /// The largest round-trip rate that a ladder of many rungs can have when every replica explores its own temperature well:
    /// 1 / (2 + 2 Lambda) (Syed et al. 2021). A much smaller rate says that replicas explore slowly.
    /// </summary>
    public double BestRoundTripRate => 1 / (2 + 2 * Barrier);

    /// <summary>
    /// Of the walkers at each rung that have been at an end of the ladder, the share that was last at beta = 1; NaN at a rung
    /// where there were none. It rises evenly from 0 to 1 where replicas travel freely, and steeply where they are held up
    /// (Katzgraber et al. 2006).
    /// </summary>
    public IReadOnlyList<double> SharesFromTop { get; }

    /// <summary>Where the walkers of every chain were after every recorded sweep.</summary>
    internal IndexProcess Walkers { get; }

    /// <summary>
    /// The walkers of a chain after one sweep, by rung: a walker is what exchanges carry through the ladder. At the start of the
    /// record, walker l is at rung l; at rung 0, where replicas are drawn anew from the prior, a walker forgets all it knew.
    /// </summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="sweep">The recorded sweep, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sweep.</exception>
    public ReadOnlySpan<ushort> WalkersAt(int chain, int sweep) => Walkers[chain, sweep];

    /// <summary>The path of one walker through the ladder: its rung after each recorded sweep.</summary>
    /// <param name="chain">The chain, from 0.</param>
    /// <param name="walker">The walker, from 0: the rung at which it started.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such walker.</exception>
    public int[] PathOf(int chain, int walker) => Walkers.PathOf(chain, walker);
}
