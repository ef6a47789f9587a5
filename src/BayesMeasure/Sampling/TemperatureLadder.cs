using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>
/// The inverse temperatures 0 = beta_0 &lt; ... &lt; beta_{L-1} = 1, and how they are tuned so that every pair of neighbours
/// exchanges equally often.
/// </summary>
/// <remarks>
/// The rejection rate between two rungs is the communication barrier between them, and barriers add up: rungs at equal
/// steps of the cumulative barrier are rejected equally (Syed, Bouchard-Cote, Deligiannidis, Doucet 2021, section 5).
/// </remarks>
public sealed class TemperatureLadder
{
    /// <summary>No interval is taken to be free of rejections: it keeps the interpolation invertible.</summary>
    private const double SmallestRejection = 1e-3;

    /// <summary>The cost of a given error is flat from about two to four rungs for each unit of the barrier.</summary>
    private const double RungsPerBarrier = 3;
    private const double RungsPerBarrierBesideReference = 2;

    // Where all places were searched through as well, the ladder is a second witness, whose error may be a nat.
    private const double RungsPerBarrierOfWitness = 1.25;
    internal const int RungsAtFirst = 24;
    private const int FewestRungs = 8;
    private const int MostRungs = 256;

    private TemperatureLadder(double[] inverseTemperatures)
    {
        InverseTemperatures = inverseTemperatures;
        PosteriorRung = Array.IndexOf(inverseTemperatures, 1);
    }

    /// <summary>The inverse temperatures, ascending.</summary>
    public IReadOnlyList<double> InverseTemperatures { get; }

    /// <summary>The number of rungs.</summary>
    public int Count => InverseTemperatures.Count;

    /// <summary>The rung where beta = 1: the last one but in a round that searches beyond it.</summary>
    public int PosteriorRung { get; }

    /// <summary>A ladder whose inverse temperatures are 0 and a geometric series that ends at 1.</summary>
    /// <param name="rungs">The number of rungs, at least 3.</param>
    /// <param name="smallest">The smallest inverse temperature above 0, less than 1.</param>
    public static TemperatureLadder Geometric(int rungs, double smallest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rungs, 3);
        if (!(smallest > 0 && smallest < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(smallest), smallest, "The smallest inverse temperature lies between 0 and 1.");
        }

        var ladder = new double[rungs];
        for (int rung = 1; rung < rungs; rung++)
        {
            ladder[rung] = Math.Pow(smallest, (rungs - 1.0 - rung) / (rungs - 2.0));
        }

        return new(ladder);
    }

    /// <summary>A ladder of one's own.</summary>
    /// <param name="inverseTemperatures">From exactly 0 to exactly 1, strictly ascending.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static TemperatureLadder Explicit(params double[] inverseTemperatures)
    {
        ArgumentNullException.ThrowIfNull(inverseTemperatures);
        bool ascending = inverseTemperatures.Zip(inverseTemperatures.Skip(1)).All(pair => pair.First < pair.Second);
        return inverseTemperatures.Length >= 2 && inverseTemperatures[0] == 0 && inverseTemperatures[^1] == 1 && ascending
            ? new([.. inverseTemperatures])
            : throw new ArgumentException(
                "Inverse temperatures start at exactly 0, end at exactly 1 and ascend strictly.", nameof(inverseTemperatures));
    }

    /// <summary>The ladder that replicas are first put on.</summary>
    internal static TemperatureLadder First(ReplicaExchangeOptions options) =>
        options.Ladder ?? Geometric(options.Rungs ?? RungsAtFirst, 1e-4);

    /// <summary>
    /// A geometric ladder whose first step from the prior is exchanged about half the time: one over the interquartile range of
    /// the log likelihood under the prior.
    /// </summary>
    /// <param name="rungs">The number of rungs.</param>
    /// <param name="logLikelihoods">The log likelihoods of draws from the prior.</param>
    internal static TemperatureLadder FromPrior(int rungs, IEnumerable<double> logLikelihoods)
    {
        double[] sorted = [.. logLikelihoods.Order()];
        double spread = sorted[3 * sorted.Length / 4] - sorted[sorted.Length / 4];
        return Geometric(rungs, double.IsFinite(spread) && spread > 0 ? Math.Clamp(1 / spread, 1e-30, 0.1) : 1e-4);
    }

    /// <summary>The number of rungs that a communication barrier asks for.</summary>
    /// <param name="barrier">The barrier.</param>
    /// <param name="besideReference">Whether log Z is found by a reference, beside which the ladder need not be dense.</param>
    /// <param name="isSearched">Whether modes were searched for at all places, so that the ladder need not find them.</param>
    internal static int RungsFor(double barrier, bool besideReference, bool isSearched)
    {
        double perBarrier = !besideReference ? RungsPerBarrier
            : isSearched ? RungsPerBarrierOfWitness
            : RungsPerBarrierBesideReference;
        return Math.Clamp((int)Math.Ceiling(perBarrier * barrier) + 2, FewestRungs, MostRungs);
    }

    /// <summary>
    /// This ladder and more rungs above it, up to a highest inverse temperature. Exchanges of a Gaussian posterior of d
    /// dimensions succeed often enough when rungs are 1.5 / sqrt(d) apart in ln beta.
    /// </summary>
    internal TemperatureLadder Extended(double highest, int dimension)
    {
        int rungs = (int)Math.Ceiling(Math.Log(highest) * Math.Sqrt(Math.Max(dimension, 1)) / 1.5);
        IEnumerable<double> above = Enumerable.Range(1, rungs).Select(rung => Math.Pow(highest, rung / (double)rungs));
        return new([.. InverseTemperatures, .. above]);
    }

    /// <summary>The rungs of this ladder up to beta = 1.</summary>
    internal TemperatureLadder UpToPosterior() => new([.. InverseTemperatures.Take(PosteriorRung + 1)]);

    /// <summary>Carries a ladder, rungs above beta = 1 included.</summary>
    /// <returns>The ladder that was carried.</returns>
    internal static TemperatureLadder Transfer(StateStream stream, TemperatureLadder ladder)
    {
        int rungs = ladder.Count;
        stream.Count(ref rungs, 2, ushort.MaxValue, "rungs");
        double[] carried = stream.IsReading ? new double[rungs] : [.. ladder.InverseTemperatures];
        stream.Numbers(carried);
        StateStream.RequireEach(carried, beta => beta >= 0 && double.IsFinite(beta), "inverse temperatures");
        if (carried[0] != 0 || !carried.Contains(1) || carried.Zip(carried.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            throw new InvalidDataException("its inverse temperatures do not ascend from 0 through 1.");
        }

        return new(carried);
    }

    /// <summary>A ladder that is spaced at equal steps of the cumulative barrier.</summary>
    /// <param name="rejections">The mean rejection probability between rungs l and l + 1 of this ladder, one an interval.</param>
    /// <param name="rungs">The number of rungs of the new ladder.</param>
    internal TemperatureLadder Equalise(IReadOnlyList<double> rejections, int rungs)
    {
        var barrier = new double[Count];
        for (int rung = 1; rung < Count; rung++)
        {
            barrier[rung] = barrier[rung - 1] + Math.Max(rejections[rung - 1], SmallestRejection);
        }

        var tuned = new double[rungs];
        tuned[^1] = 1;
        int interval = 0;
        for (int rung = 1; rung < rungs - 1; rung++)
        {
            double height = barrier[^1] * rung / (rungs - 1);
            while (barrier[interval + 1] < height)
            {
                interval++;
            }

            double fraction = (height - barrier[interval]) / (barrier[interval + 1] - barrier[interval]);
            tuned[rung] = Interpolate(interval, fraction);
        }

        return new(tuned);
    }

    /// <summary>
    /// The rung at or below an inverse temperature, and how far it lies towards the next one, on the scale of Interpolate.
    /// </summary>
    internal (int Rung, double Fraction) Locate(double inverseTemperature)
    {
        int rung = 0;
        while (rung < Count - 2 && InverseTemperatures[rung + 1] <= inverseTemperature)
        {
            rung++;
        }

        double low = InverseTemperatures[rung];
        double high = InverseTemperatures[rung + 1];
        return (rung, low > 0 ? Math.Log(inverseTemperature / low) / Math.Log(high / low) : inverseTemperature / high);
    }

    /// <summary>Logarithmic between two rungs, and linear in the first interval, where one end is 0.</summary>
    private double Interpolate(int interval, double fraction)
    {
        double low = InverseTemperatures[interval];
        double high = InverseTemperatures[interval + 1];
        return low > 0 ? low * Math.Pow(high / low, fraction) : high * fraction;
    }
}
