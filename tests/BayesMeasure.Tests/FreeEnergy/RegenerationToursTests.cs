using BayesMeasure.FreeEnergy;

namespace BayesMeasure.Tests.FreeEnergy;

/// <summary>The error of log Z from tours between visits of the prior, where it is known what it should be.</summary>
public class RegenerationToursTests
{
    /// <summary>Where every sweep is drawn anew, tours are as good as sweeps, however walkers wander.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_independent_draws_the_error_is_that_of_independent_draws(int seed)
    {
        GaussianLadder ladder = new() { Dimensions = 4, Sweeps = 1000 };
        LogLikelihoodTraces traces = ladder.Draw(seed);
        var solution = MultistateSolution.Of(traces);
        var tours = RegenerationTours.Of(traces, solution, Shuffled(ladder, seed));
        double expected = MultistateBennett.Estimate(traces, solution).StandardError;

        // The error of either error is a few per cent; the quoted one is the largest of four, which adds up to a fifth.
        Assert.InRange(tours.StandardError / expected, 0.7, 1.1);
        Assert.InRange(tours.EffectiveTours, 100, double.PositiveInfinity);
    }

    /// <summary>Walkers that stay at their rung make one tour each: of two chains that stand apart at the top, there are
    /// two.</summary>
    [Fact]
    public void Chains_that_never_leave_their_phase_are_few_tours()
    {
        double[] ladder = [0, 0.5, 1];
        double[][][] values = [.. Enumerable.Range(0, 2).Select(chain => ladder
            .Select((beta, rung) => Enumerable.Range(0, 400)
                .Select(sweep => Math.Sin(sweep) + (rung < 2 ? 0 : chain == 0 ? 2 : -2)).ToArray())
            .ToArray())];
        var traces = new LogLikelihoodTraces(ladder, values);
        ushort[] still = [.. Enumerable.Repeat<ushort[]>([0, 1, 2], 400).SelectMany(walkers => walkers)];
        var tours = RegenerationTours.Of(traces, MultistateSolution.Of(traces), new([still, still], rungs: 3, sweeps: 400));
        Assert.Equal(2, tours.EffectiveTours, 0.1);
        Assert.NotNull(new LadderTravel(RoundTrips: 9, Restarts: 9, tours, new(() => 1)).Doubt);
    }

    [Fact]
    public void What_never_varies_has_no_error_and_no_end_of_tours()
    {
        var traces = new LogLikelihoodTraces([0, 1], [[[1, 1, 1, 1], [1, 1, 1, 1]]]);
        var tours = RegenerationTours.Of(
            traces, MultistateSolution.Of(traces), new([[0, 1, 1, 0, 0, 1, 1, 0]], rungs: 2, sweeps: 4));
        Assert.Equal(0, tours.StandardError, 1e-12);
        Assert.Equal(double.PositiveInfinity, tours.EffectiveTours);
    }

    private static IndexProcess Shuffled(GaussianLadder ladder, int seed)
    {
        var random = new Random(seed);
        ushort[] Row()
        {
            ushort[] row = [.. Enumerable.Range(0, ladder.Rungs).Select(walker => (ushort)walker)];
            random.Shuffle(row);
            return row;
        }

        return new(
            [.. Enumerable.Range(0, ladder.Chains).Select(_ =>
                Enumerable.Range(0, ladder.Sweeps).SelectMany(_ => Row()).ToArray())],
            ladder.Rungs,
            ladder.Sweeps);
    }
}
