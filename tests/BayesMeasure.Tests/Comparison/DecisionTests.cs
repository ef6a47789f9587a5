using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using CsCheck;

namespace BayesMeasure.Tests.Comparison;

public class DecisionTests
{
    [Fact]
    public void So_many_more_sweeps_make_the_errors_just_small_enough() => Property.ForAll(
        Gen.Select(Gen.Double[0.01, 2].Array[2], Gen.Int[100, 10_000].Array[2], Gen.Double[0.21, 1.99]),
        drawn =>
        {
            (double[] errors, int[] sweeps, double sigmas) = drawn;
            double gap = sigmas * Math.Sqrt(errors.Sum(error => error * error));
            ModelComparison comparison = KnownComparison.Create([0, gap], errors, sweeps: sweeps);
            if (comparison.SweepsToDecide is not { } more)
            {
                Assert.True(ErrorAfter(100.0 * sweeps.Max()) > gap / 2);
                return;
            }

            // Two digits, rounded up: enough, and a tenth less is not.
            Assert.InRange(ErrorAfter(more), 0, gap / 2 * (1 + 1e-12));
            Assert.True(ErrorAfter(0.9 * more - 1) > gap / 2, $"{more} is too many.");
            double ErrorAfter(double n) =>
                Math.Sqrt(errors.Zip(sweeps, (error, done) => error * error * done / (done + n)).Sum());
        });

    [Theory]
    [InlineData(0.5, 0.45, 4000, 9000L)]
    [InlineData(0.7, 0.4, 1000, 310L)]
    [InlineData(1.9999, 1, 5, 1L)]
    public void The_number_is_rounded_up_to_two_digits(double gap, double errorOfGap, int sweeps, long expected)
    {
        double error = errorOfGap / Math.Sqrt(2);
        ModelComparison comparison = KnownComparison.Create([0, gap], [error, error], sweeps: [sweeps, sweeps]);
        Assert.Equal(expected, comparison.SweepsToDecide);
    }

    [Fact]
    public void The_verdict_says_how_many_more_sweeps_would_decide()
    {
        ModelComparison comparison = KnownComparison.Create([5, 6.5], [0.6, 0.8], sweeps: [4000, 4000]);
        Assert.Equal(3200, comparison.SweepsToDecide);
        Assert.Equal(
            "Undecided. K = 2 has the lowest free energy, but that of K = 1 is higher by 1.5 +- 1.0 only. "
            + "About 3,200 more sweeps for each chain would decide, if the difference stays.",
            comparison.Verdict);
    }

    [Fact]
    public void Of_several_rivals_the_one_that_takes_longest_counts()
    {
        ModelComparison comparison =
            KnownComparison.Create([5.1, 4.5, 6, -9], [0.5, 1.5, 0.5, 0.1], sweeps: [100, 100, 100, 100]);
        ModelComparison alone = KnownComparison.Create([4.5, 6], [1.5, 0.5], sweeps: [100, 100]);
        Assert.Equal(alone.SweepsToDecide, comparison.SweepsToDecide);
        Assert.Contains("that of K = 2 is higher", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_odds_are_small_whatever_comes_the_verdict_blames_the_data()
    {
        ModelComparison close = KnownComparison.Create([0, 0.25], [0.1, 0.1], sweeps: [4000, 4000]);
        Assert.Contains(
            "The data themselves hardly tell them apart: the odds are less than 3 to 1", close.Verdict, StringComparison.Ordinal);
        Assert.Contains(
            "1,200 more sweeps for each chain would settle only which is ahead", close.Verdict, StringComparison.Ordinal);
        ModelComparison equal = KnownComparison.Create([0, 0], [0, 0], sweeps: [4000, 4000]);
        Assert.Null(equal.SweepsToDecide);
        Assert.EndsWith("and more sweeps will not change that.", equal.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.7, "Selected: K = 2. But the data themselves hardly tell it from K = 1: the odds are less than 3 to 1.")]
    [InlineData(1.2, "Selected: K = 2.")]
    public void A_decision_that_more_data_might_turn_says_so(double gap, string verdict) =>
        Assert.Equal(verdict, KnownComparison.Create([0, gap, -9], [0.1, 0.1, 0.1]).Verdict);

    [Fact]
    public void A_difference_far_below_a_large_error_gives_no_number_and_does_not_blame_the_data()
    {
        ModelComparison comparison = KnownComparison.Create([0, 0.1], [1, 1], sweeps: [4000, 4000]);
        Assert.Null(comparison.SweepsToDecide);
        Assert.Contains("use four times the sweeps", comparison.Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("data themselves", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void No_number_is_named_where_none_can_be()
    {
        Assert.Null(KnownComparison.Create([0, 9], [1, 1]).SweepsToDecide);
        Assert.Null(KnownComparison.Create([0, 1], [1, 1], isPartial: true).SweepsToDecide);
        Assert.Null(KnownComparison.Create([0, 1], [1, 1], doubtful: 0).SweepsToDecide);
        ModelComparison unknown = KnownComparison.Create([0, 1], [double.NaN, 1]);
        Assert.Null(unknown.SweepsToDecide);
        Assert.Contains("could not be given an error", unknown.Verdict, StringComparison.Ordinal);
    }

    /// <summary>
    /// A mode that the draws miss matters as far as it can change the answer: here a model that is 5 nats behind would need it to
    /// hold e^5 times as much as all that was found.
    /// </summary>
    [Theory]
    [InlineData(0.12, true)]
    [InlineData(0.9, false)]
    [InlineData(double.NaN, false)]
    public void A_missed_mode_that_cannot_change_the_answer_does_not_keep_it(double share, bool isDecided)
    {
        ModelComparison known = KnownComparison.Create([10, 5], [0.01, 0.01]);
        var hidden = new HiddenMode([0], LogLikelihood: 50, LogDensityExcess: 0) { ApproximateShare = share };
        ComparedModel missing = known.Models[1] with { Result = known.Models[1].Result with { HiddenMode = hidden } };
        var evidence = FamilyEvidence.Independent([known.Models[0], missing]);
        Assert.Equal(isDecided, new ModelComparison(evidence, seed: 7, isPartial: false) { IsLimited = true }.IsDecided);
    }
}
