using BayesMeasure.FreeEnergy;

namespace BayesMeasure.Tests.FreeEnergy;

public class LogLikelihoodTracesTests
{
    [Fact]
    public void What_was_given_is_read_back_and_a_stopped_run_has_its_first_sweeps()
    {
        double[][][] values = [.. Enumerable.Range(0, 2).Select(chain => Enumerable.Range(0, 3)
            .Select(rung => Enumerable.Range(0, 4).Select(sweep => 100.0 * chain + 10 * rung + sweep).ToArray()).ToArray())];
        var traces = new LogLikelihoodTraces([0, 0.5, 1], values);
        Assert.Equal((2, 3, 4), (traces.Chains, traces.Rungs, traces.Sweeps));
        Assert.Equal([120, 121, 122, 123], traces[1, 2].ToArray());
        var stopped = LogLikelihoodTraces.Sharing([0, 0.5, 1], values, sweeps: 3);
        Assert.Equal([120, 121, 122], stopped[1, 2].ToArray());
        Assert.Equal(3, stopped.Sweeps);
        Assert.Throws<ArgumentOutOfRangeException>(() => traces[0, 3].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => traces[-1, 0].Length);
        values[1][2][0] = 7;
        Assert.Equal(120, traces[1, 2][0]);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.0, 0.5)]
    [InlineData(0.1, 1.0)]
    [InlineData(0.0, 0.5, 0.5, 1.0)]
    [InlineData(0.0, double.NaN, 1.0)]
    public void A_ladder_that_does_not_rise_from_zero_to_one_is_refused(params double[] ladder) =>
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces(ladder, [[.. ladder.Select(_ => new double[10])]]));

    [Fact]
    public void Series_that_do_not_fit_the_ladder_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces([0, 1], []));
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces([0, 1], [[[], []]]));
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces([0, 1], [[[1, 2]]]));
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces([0, 1], [[[1, 2], [1]]]));
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces([0, 1], [[[1, 2], [1, double.NaN]]]));
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces([0, 1], [[[1, 2], [1, double.NegativeInfinity]]]));
        Assert.Equal(2, new LogLikelihoodTraces([0, 1], [[[double.NegativeInfinity, 2], [1, 1]]]).Sweeps);
    }
}
