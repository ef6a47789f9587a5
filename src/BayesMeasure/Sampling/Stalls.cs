using System.Globalization;
using BayesMeasure.Inference;

namespace BayesMeasure.Sampling;

/// <summary>Finds what stood still in a run: replicas in the ladder, and parameters in the chains.</summary>
internal static class Stalls
{
    /// <summary>A parameter that moves in fewer sweeps than this share of them moves hardly ever.</summary>
    private const double FewestMoves = 0.01;

    /// <param name="draws">What was drawn at beta = 1.</param>
    /// <param name="ladder">How replicas travelled.</param>
    /// <param name="advice">What helps replicas to travel, in a sentence.</param>
    public static IEnumerable<Stall> Of(Draws draws, LadderReport ladder, string advice)
    {
        IEnumerable<Stall> ofLadder =
            ladder.RoundTrips == 0 ? [NoRoundTrip(ladder, advice), .. NoExchange(ladder)] : NoExchange(ladder);
        IEnumerable<Stall> ofParameters =
            Enumerable.Range(0, draws.Parameters.Count).SelectMany(parameter => OfParameter(draws, parameter));
        return [.. ofLadder, .. ofParameters];
    }

    /// <summary>
    /// Replicas stop where the share of those that come from the top jumps: the rungs below are reached from the bottom alone,
    /// and those above from the top alone.
    /// </summary>
    private static Stall NoRoundTrip(LadderReport ladder, string advice)
    {
        int[] reached =
            [.. Enumerable.Range(0, ladder.SharesFromTop.Count).Where(rung => !double.IsNaN(ladder.SharesFromTop[rung]))];
        (int lower, int upper) = reached.Zip(reached.Skip(1))
            .MaxBy(pair => ladder.SharesFromTop[pair.Second] - ladder.SharesFromTop[pair.First]);
        return new(
            $"No replica travelled from the prior to the posterior and back: they stop between {Place(ladder, lower, upper)}. "
                + advice)
        {
            LowerRung = lower,
            UpperRung = upper,
        };
    }

    private static IEnumerable<Stall> NoExchange(LadderReport ladder) => Enumerable.Range(0, ladder.Exchanges.Count)
        .Where(rung => ladder.Exchanges[rung] == 0)
        .Select(rung => new Stall(
            $"Between {Place(ladder, rung, rung + 1)} there was not a single exchange: use more rungs.")
        {
            LowerRung = rung,
            UpperRung = rung + 1,
        });

    /// <summary>
    /// An indicator may be sure of its value, so it stands still only where another chain knows another value; how often it moves
    /// says nothing.
    /// </summary>
    private static IEnumerable<Stall> OfParameter(Draws draws, int parameter)
    {
        IReadOnlyList<double[]> chains = draws.Of(parameter);
        bool isDiscrete = draws.Parameters[parameter].Prior.IsDiscrete;
        double[] shares = [.. chains.Select(ShareOfMoves)];
        if (!isDiscrete || chains.Any(chain => chain.Any(value => value != chains[0][0])))
        {
            int[] still = Where(shares, share => share == 0);
            if (still.Length > 0)
            {
                yield return OfParameter(draws, parameter, still, "never moved in");
            }
        }

        int[] slow = Where(shares, share => share > 0 && share < FewestMoves);
        if (!isDiscrete && slow.Length > 0)
        {
            yield return OfParameter(draws, parameter, slow, "moved in less than one of 100 sweeps of");
        }
    }

    private static Stall OfParameter(Draws draws, int parameter, int[] chains, string verb)
    {
        string name = draws.Parameters[parameter].Name;
        string places = $"chain{(chains.Length > 1 ? "s" : "")} {string.Join(", ", chains.Select(chain => chain + 1))}";
        return new($"The parameter '{name}' {verb} {places}.") { Parameter = name, Chains = chains };
    }

    private static double ShareOfMoves(double[] chain) =>
        chain.Zip(chain.Skip(1)).Count(pair => pair.First != pair.Second) / (chain.Length - 1.0);

    private static int[] Where(double[] shares, Func<double, bool> condition) =>
        [.. Enumerable.Range(0, shares.Length).Where(chain => condition(shares[chain]))];

    private static string Place(LadderReport ladder, int lower, int upper) => string.Create(
        CultureInfo.InvariantCulture,
        $"rungs {lower + 1} and {upper + 1} "
        + $"(beta = {ladder.InverseTemperatures[lower]:G4} and {ladder.InverseTemperatures[upper]:G4})");
}
