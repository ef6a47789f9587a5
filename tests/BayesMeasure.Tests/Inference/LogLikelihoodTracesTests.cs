using BayesMeasure.Inference;

namespace BayesMeasure.Tests.Inference;

public class LogLikelihoodTracesTests
{
    [Fact]
    public void What_was_recorded_is_read_back_and_a_stopped_run_keeps_its_first_sweeps()
    {
        var traces = new LogLikelihoodTraces([0, 0.5, 1], chains: 2, sweeps: 4);
        for (int chain = 0; chain < 2; chain++)
        {
            for (int rung = 0; rung < 3; rung++)
            {
                for (int sweep = 0; sweep < 3; sweep++)
                {
                    traces.Record(chain, rung, sweep, 100 * chain + 10 * rung + sweep);
                }
            }
        }

        Assert.Equal([120, 121, 122, double.NaN], traces[1, 2].ToArray());
        Assert.Equal([120, 121, 122], traces.First(3)[1, 2].ToArray());
        Assert.Equal(3, traces.First(3).Sweeps);
        Assert.Throws<ArgumentOutOfRangeException>(() => traces[0, 3].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => traces[-1, 0].Length);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.0, 0.5)]
    [InlineData(0.1, 1.0)]
    [InlineData(0.0, 0.5, 0.5, 1.0)]
    [InlineData(0.0, double.NaN, 1.0)]
    public void A_ladder_that_does_not_rise_from_zero_to_one_is_refused(params double[] ladder) =>
        Assert.Throws<ArgumentException>(() => new LogLikelihoodTraces(ladder, 1, 10));
}
