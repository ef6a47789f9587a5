using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Sampling;

/// <summary>What stands still in a run is named, with the rungs between which it stands, or with the parameter.</summary>
public class StallTests
{
    private const string NoRoundTrip = "No replica travelled from the prior to the posterior and back";

    private static readonly double[] Ladder = [0, 0.25, 0.5, 0.75, 1];

    [Fact]
    public void A_wall_in_the_ladder_is_found_where_it_is()
    {
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Uniform(0, 1) }, values => -1e12 * values[0] * values[0]);
        ReplicaExchangeOptions options = new()
        {
            Chains = 2,
            BurnInSweeps = 200,
            Sweeps = 1000,
            Threads = 1,
            Ladder = TemperatureLadder.Explicit(0, 1e-13, 1e-12, 1e-11, 0.3, 0.6, 1),
        };
        Assert.DoesNotContain(
            new ReplicaExchange(options).Run(target).Warnings,
            warning => warning.StartsWith(NoRoundTrip, StringComparison.Ordinal));
        Result result = new ReplicaExchange(options with { Reference = null }).Run(target);
        Stall stall = Assert.Single(
            LadderRun.Of(result).Stalls, stall => stall.Text.StartsWith(NoRoundTrip, StringComparison.Ordinal));
        Assert.Equal((3, 4), (stall.LowerRung, stall.UpperRung));
        Assert.Contains("between rungs 4 and 5 (beta = 1E-11 and 0.3)", stall.Text, StringComparison.Ordinal);
        Assert.Contains(stall.Text, result.Warnings);
    }

    [Fact]
    public void The_advice_names_explorers_that_fit_the_target_and_are_not_in_use()
    {
        var bare = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, _ => 0);
        Assert.Equal(
            "Try another explorer (BlockSlice, DifferentialEvolution), more chains, or a tighter prior; "
                + "more sweeps alone wait for chance.",
            TravelAdvice.For(bare, Explorer.Default));
        string ofPeaks =
            TravelAdvice.For(PeakProblem.Create(), Explorer.Sequence(new ComponentSwap(), new BlockSlice()).Every(2));
        Assert.StartsWith("Try another explorer (ComponentRelocation, ", ofPeaks, StringComparison.Ordinal);
        Assert.DoesNotContain("ComponentSwap", ofPeaks, StringComparison.Ordinal);
        Assert.DoesNotContain("BlockSlice", ofPeaks, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ladder_that_works_has_no_stall()
    {
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, values => -values[0] * values[0]);
        Result result =
            new ReplicaExchange(new() { Chains = 2, Rungs = 4, BurnInSweeps = 200, Sweeps = 500, Threads = 1 }).Run(target);
        Assert.Empty(LadderRun.Of(result).Stalls);
        Assert.Empty(result.Warnings);
        LadderReport ladder = LadderRun.Of(result).Ladder;
        Assert.Equal(ladder.Barrier, ladder.LocalBarriers.Zip(Gaps(ladder), (barrier, gap) => barrier * gap).Sum(), 1e-12);
        Assert.Equal(1, ladder.Rejections[0] + ladder.ExchangeRates[0], 1e-15);
        // Neighbours are asked every second sweep: the exchanges that happened scatter about the mean probability.
        Assert.Equal(ladder.ExchangeRates[1], ladder.Exchanges[1] / 500.0, 0.1);
        Assert.InRange(ladder.RoundTripRate / ladder.BestRoundTripRate, 0.5, 1.1);
        Assert.Equal(0, ladder.SharesFromTop[0]);
        Assert.Equal(1, ladder.SharesFromTop[^1]);
    }

    [Fact]
    public void Walkers_that_turn_back_and_a_pair_that_never_exchanges_are_told_apart()
    {
        // Two walkers swap below and two above; nothing passes between rungs 2 and 3, counted from 1.
        ushort[] even = [1, 0, 2, 4, 3];
        ushort[] odd = [0, 1, 2, 3, 4];
        var walkers = new IndexProcess([[.. even, .. odd, .. even, .. odd, .. even, .. odd]], rungs: 5, sweeps: 6);
        var report = new LadderReport(Ladder, [0, 1, 1, 0], walkers);
        Assert.Equal([6, 0, 0, 6], report.Exchanges);
        Assert.Equal((0, 0), (report.RoundTrips, report.Restarts));
        Assert.Equal([0, 0, double.NaN, 1, 1], report.SharesFromTop);
        Assert.Equal([1, 0, 1, 0, 1, 0], walkers.PathOf(0, 0));
        Stall[] stalls = [.. Stalls.Of(Moving(), report, "Do something.")];
        Assert.Equal(3, stalls.Length);
        Assert.StartsWith(NoRoundTrip, stalls[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("Do something.", stalls[0].Text, StringComparison.Ordinal);
        Assert.All(
            stalls[1..], stall => Assert.Contains("there was not a single exchange", stall.Text, StringComparison.Ordinal));
        Assert.Equal([(1, 3), (1, 2), (2, 3)], stalls.Select(stall => (stall.LowerRung!.Value, stall.UpperRung!.Value)));
    }

    [Fact]
    public void Parameters_that_stand_still_are_named_with_their_chains()
    {
        Prior prior = new()
        {
            ["still"] = Prior.Normal(0, 1),
            ["slow"] = Prior.Normal(0, 1),
            ["sure"] = Prior.Bernoulli(0.5),
            ["split"] = Prior.Bernoulli(0.5),
        };
        Stall[] stalls = [.. Stalls.Of(
            Draws(prior, 200, (chain, draw) => [chain == 1 ? 7 : draw, chain == 1 && draw > 0 ? 2 : draw, 1, chain]),
            Working(),
            "")];
        Assert.Equal(["still", "slow", "split"], stalls.Select(stall => stall.Parameter!));
        Assert.Equal("The parameter 'still' never moved in chain 2.", stalls[0].Text);
        Assert.Equal("The parameter 'slow' moved in less than one of 100 sweeps of chain 2.", stalls[1].Text);
        Assert.Equal("The parameter 'split' never moved in chains 1, 2.", stalls[2].Text);
        Assert.Equal([0, 1], stalls[2].Chains);
    }

    private static IEnumerable<double> Gaps(LadderReport ladder) =>
        ladder.InverseTemperatures.Zip(ladder.InverseTemperatures.Skip(1), (low, high) => high - low);

    private static Draws Moving() => Draws(new Prior { ["a"] = Prior.Normal(0, 1) }, 6, (_, draw) => [draw]);

    private static LadderReport Working() =>
        new([0, 1], [0.5], new([[1, 0, 0, 1, 1, 0, 0, 1], [0, 1, 0, 1, 0, 1, 0, 1]], rungs: 2, sweeps: 4));

    private static Draws Draws(Prior prior, int count, Func<int, int, double[]> point) => KnownDraws.Of(
        new LogLikelihoodTarget(prior, _ => 0).Parameters,
        [.. Enumerable.Range(0, 2).Select(chain => Enumerable.Range(0, count).Select(draw => point(chain, draw)).ToArray())]);
}
