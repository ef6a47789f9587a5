using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>Which estimate is quoted, with what error, and when none is.</summary>
public class FreeEnergyVerdictTests
{
    private static readonly Lazy<double> Agreeing = new(() => 1.001);
    private static readonly LadderTravel Travelled = new(50, 60, new(0.01, 40), Agreeing);

    [Fact]
    public void Estimates_that_agree_leave_the_first_as_it_is()
    {
        FreeEnergyEstimate first = Estimate("first", 3, seed: 1);
        var verdict = FreeEnergyVerdict.Of([first, first with { Method = "second" }], [], Travelled);
        Assert.Equal(first, verdict.Quoted);
        Assert.Null(verdict.Doubt);
        Assert.Equal(["first", "second"], verdict.Estimates.Select(estimate => estimate.Method));
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(1.5, true)]
    public void A_difference_beyond_its_error_widens_the_error_and_is_a_doubt_from_a_nat_on(double difference, bool isDoubt)
    {
        FreeEnergyEstimate first = Estimate("first", 3, seed: 1);
        FreeEnergyEstimate second = first with { Method = "second", LogEvidence = 3 + difference };
        var verdict = FreeEnergyVerdict.Of([first, second], [], Travelled);
        Assert.Equal("first", verdict.Quoted.Method);
        double expected = Math.Sqrt(first.StandardError * first.StandardError + difference * difference);
        Assert.Equal(expected, verdict.Quoted.StandardError, 1e-12);
        Assert.Equal(isDoubt, verdict.Doubt is not null);
        Assert.False(verdict.IsOfTravel);
    }

    [Fact]
    public void What_is_left_out_neither_widens_nor_vetoes()
    {
        FreeEnergyEstimate first = Estimate("first", 3, seed: 1);
        FreeEnergyEstimate wrong = Estimate("wrong", 10.6, seed: 2).LeftOutSince("it is wrong");
        var verdict = FreeEnergyVerdict.Of([wrong, first], [], Travelled);
        Assert.Equal(first, verdict.Quoted);
        Assert.Null(verdict.Doubt);
    }

    [Fact]
    public void A_reference_is_quoted_where_nothing_travelled_and_the_ladder_is_left_out_with_the_reason()
    {
        FreeEnergyEstimate ladder = Estimate("ladder", 3, seed: 1);
        FreeEnergyEstimate reference = Estimate("reference", 20, seed: 2);
        LadderTravel stuck = new(0, 0, new(0.01, 40), Agreeing);
        var alone = FreeEnergyVerdict.Of([ladder], [], stuck);
        Assert.Equal("no replica came from the prior to the posterior", alone.Doubt);
        Assert.True(alone.IsOfTravel);
        var both = FreeEnergyVerdict.Of([ladder], [reference], stuck);
        Assert.Equal(reference, both.Quoted);
        Assert.Null(both.Doubt);
        Assert.Equal(alone.Doubt, both.Estimates[1].LeftOut);
    }

    [Fact]
    public void Between_the_two_kinds_the_reference_comes_first_unless_its_error_is_more_than_twice_as_large()
    {
        FreeEnergyEstimate ladder = Estimate("ladder", 3, seed: 1);
        FreeEnergyEstimate rough = ladder.WithStandardError(2.1 * ladder.StandardError) with { Method = "rough" };
        FreeEnergyEstimate good = ladder.WithStandardError(1.9 * ladder.StandardError) with { Method = "good" };
        Assert.Equal("ladder", FreeEnergyVerdict.Of([ladder], [rough], Travelled).Quoted.Method);
        Assert.Equal("good", FreeEnergyVerdict.Of([ladder], [good], Travelled).Quoted.Method);
    }

    /// <summary>The 84.13 % points of Student's t are 1.1416 at 4 degrees of freedom and 1.8373 at 1.</summary>
    [Theory]
    [InlineData(4, 60, 1.1416)]
    [InlineData(40, 4, 1.1416)]
    [InlineData(40, 1, 1.8373)]
    [InlineData(1e6, 1_000_000, 1)]
    public void Few_tours_or_few_arrivals_widen_the_error_by_students_t(double tours, long restarts, double factor)
    {
        FreeEnergyEstimate estimate = Estimate("ladder", 3, seed: 1);
        LadderTravel travel = new(restarts, restarts, new(2, tours), Agreeing);
        FreeEnergyEstimate widened = FreeEnergyVerdict.Of([estimate], [], travel).Quoted;
        Assert.Equal(2 * factor, widened.StandardError, 1e-3);
        double ratio = estimate.StandardError / widened.StandardError;
        Assert.Equal(ratio * ratio, widened.EffectiveSamples / estimate.EffectiveSamples, 1e-9);
    }

    [Fact]
    public void Too_few_tours_are_a_doubt_that_counts_them()
    {
        LadderTravel travel = new(900, 1006, new(0.3, 3.3), Agreeing);
        var verdict = FreeEnergyVerdict.Of([Estimate("ladder", 3, seed: 1)], [], travel);
        Assert.Contains("3.3 independent journeys from the prior of 1,006", verdict.Doubt, StringComparison.Ordinal);
        Assert.True(verdict.IsOfTravel);
    }

    /// <summary>Replicas that come from the prior, and stay: the chains of a rung then drift, and do not agree.</summary>
    [Theory]
    [InlineData(0, 1.01, false)]
    [InlineData(0, 1.2, true)]
    [InlineData(3, double.NaN, true)]
    [InlineData(4, 1.2, false)]
    public void Where_hardly_a_replica_came_back_the_chains_of_all_rungs_have_to_agree(long trips, double rHat, bool isDoubt)
    {
        LadderTravel travel = new(trips, 12, new(0.3, 24), new(() => rHat));
        var verdict = FreeEnergyVerdict.Of([Estimate("ladder", 3, seed: 1)], [], travel);
        Assert.Equal(isDoubt, verdict.Doubt is not null);
        Assert.Equal(isDoubt, verdict.IsOfTravel);
    }

    [Fact]
    public void Few_arrivals_are_a_doubt_however_many_tours_there_were()
    {
        LadderTravel travel = new(2, 2, new(0.3, 24), Agreeing);
        var verdict = FreeEnergyVerdict.Of([Estimate("ladder", 3, seed: 1)], [], travel);
        Assert.Contains("2.0 independent journeys from the prior of 2", verdict.Doubt, StringComparison.Ordinal);
    }

    /// <summary>Of 2,000 draws of the upper rung 100 could be exchanged: here and there, or those of one visit.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draws_of_one_visit_overlap_once(bool isOneVisit)
    {
        double[] low = [.. Enumerable.Range(0, 2000).Select(sweep => -500 - Math.Sin(sweep))];
        double[] high = [.. low.Select((value, sweep) =>
            (isOneVisit ? sweep is >= 700 and < 800 : sweep % 20 == 7) ? value : value + 500)];
        FreeEnergyEstimate estimate = new MultistateBennett().Estimate(new([0, 1], [[low, high]]));
        Assert.Equal(isOneVisit, estimate.LeftOut?.Contains("of their 2,000 draws", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Rungs_that_share_no_draws_are_named()
    {
        double[] low = [.. Enumerable.Range(0, 100).Select(sweep => -1000 - Math.Sin(sweep))];
        double[] high = [.. low.Select(value => value + 1000)];
        FreeEnergyEstimate estimate = new MultistateBennett().Estimate(new([0, 0.5, 1], [[low, low, high]]));
        Assert.Equal("rungs 2 and 3 (beta = 0.5 and 1) overlap in 0 of their 100 draws", estimate.LeftOut);
    }

    [Fact]
    public void A_stone_whose_weights_have_no_variance_is_left_out_with_the_place()
    {
        // A wide step at one parameter: L^-h at beta has the tail of shape h / beta, and 0.94 is far beyond a half.
        GaussianLadder ladder = new() { Rungs = 4, LadderPower = 4, Sweeps = 4000 };
        LogLikelihoodTraces traces = ladder.Draw(5);
        Assert.Null(SteppingStone.Forward.Estimate(traces).LeftOut);
        Assert.Contains("have a tail of shape", SteppingStone.Reverse.Estimate(traces).LeftOut, StringComparison.Ordinal);
    }

    /// <summary>Its error bar holds the truth where rungs are few, and it is left out where they are far too few.</summary>
    [Theory]
    [InlineData(12, false)]
    [InlineData(5, true)]
    public void An_integral_knows_its_quadrature_error(int rungs, bool isLeftOut)
    {
        GaussianLadder ladder = new() { Dimensions = 10, Rungs = rungs, LadderPower = 5, Sweeps = 2000 };
        FreeEnergyEstimate estimate = new ThermodynamicIntegration().Estimate(ladder.Draw(3));
        Assert.Equal(isLeftOut, estimate.LeftOut is not null);
        Assert.InRange(estimate.IndependentError, 1e-6, estimate.StandardError);
        Assert.InRange(Math.Abs(estimate.LogEvidence - ladder.LogEvidence) / estimate.StandardError, 0, 4);
    }

    private static FreeEnergyEstimate Estimate(string method, double logEvidence, int seed)
    {
        var random = new Random(seed);
        double[][] influences =
            [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 200).Select(_ => random.NextDouble() - 0.5).ToArray())];
        return FreeEnergyEstimate.FromInfluences(method, logEvidence, influences);
    }
}
