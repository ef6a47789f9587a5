using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>A model that fails stops the run, names the parameters that made it fail, and loses nothing.</summary>
public class FailureTests
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 5,
        Chains = 2,
        Rungs = 4,
        BurnInSweeps = 100,
        Sweeps = 100,
        Threads = 1,
    };

    private static readonly Prior Pair = new() { ["alpha"] = Prior.Normal(0, 1), ["beta"] = Prior.Gamma(2, 2) };

    public enum Fault
    {
        NotANumber,
        PlusInfinity,
        Exception,
    }

    [Theory]
    [InlineData(Fault.NotANumber)]
    [InlineData(Fault.PlusInfinity)]
    [InlineData(Fault.Exception)]
    public void A_failure_while_sampling_names_the_point_and_keeps_the_draws(Fault fault)
    {
        bool fails = false;
        double[] culprit = [];
        var target = new LogLikelihoodTarget(Pair, values =>
        {
            culprit = fails ? values.ToArray() : culprit;
            return fails ? Fail(fault) : -values[0] * values[0];
        });
        var progress = new Reporter(state => fails = state.Stage == "sampling" && state.Step >= 150);
        InferenceException error = Assert.Throws<InferenceException>(() => new ReplicaExchange(Options).Run(target, progress));
        Assert.Contains($"alpha = {Text(culprit[0])}, beta = {Text(culprit[1])} (chain 1, rung 1 of 4, sweep 151)", error.Message,
            StringComparison.Ordinal);
        Assert.Equal(fault == Fault.Exception, error.InnerException is TimeoutException);
        Result partial = error.Partial!;
        Assert.True(partial.IsPartial);
        Assert.Equal(StopKind.Failed, partial.StopReason.Kind);
        Assert.StartsWith("The model failed after 50 of at most 100 sweeps.", partial.StopReason.Text, StringComparison.Ordinal);
        Assert.Equal(50, partial.Draws.Count);
        Assert.True(double.IsFinite(partial.FreeEnergy.LogEvidence));

        Result whole = new ReplicaExchange(Options).Run(new LogLikelihoodTarget(Pair, values => -values[0] * values[0]));
        Assert.Equal(whole.Draws.Of(0)[1][..50], partial.Draws.Of(0)[1]);
    }

    [Theory]
    [InlineData(Fault.NotANumber)]
    [InlineData(Fault.PlusInfinity)]
    [InlineData(Fault.Exception)]
    public void A_failure_in_burn_in_leaves_nothing(Fault fault)
    {
        bool fails = false;
        var target = new LogLikelihoodTarget(Pair, _ => fails ? Fail(fault) : 0);
        var progress = new Reporter(_ => fails = true);
        InferenceException error = Assert.Throws<InferenceException>(() => new ReplicaExchange(Options).Run(target, progress));
        Assert.Null(error.Partial);
        Assert.Contains("alpha = ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_failure_that_is_told_does_not_depend_on_the_number_of_threads(int threads)
    {
        string Message(int count)
        {
            bool fails = false;
            var target = new LogLikelihoodTarget(Pair, _ => fails ? double.NaN : 0);
            var progress = new Reporter(state => fails = state.Step == 120);
            return Assert.Throws<InferenceException>(
                () => new ReplicaExchange(Options with { Threads = count }).Run(target, progress)).Message;
        }

        for (int repetition = 0; repetition < 20; repetition++)
        {
            Assert.Equal(Message(1), Message(threads));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_shortest_record_still_makes_a_partial_result(int recorded)
    {
        bool fails = false;
        var target = new LogLikelihoodTarget(Pair, values => fails ? double.NaN : -values[0] * values[0]);
        var progress = new Reporter(state => fails = state.Step == 100 + recorded);
        InferenceException error = Assert.Throws<InferenceException>(() => new ReplicaExchange(Options).Run(target, progress));
        Assert.Equal(recorded < 2 ? null : recorded, error.Partial?.Draws.Count);
    }

    [Theory]
    [InlineData(150, 50)]
    [InlineData(200, 100)]
    [InlineData(60, null)]
    public void A_report_of_the_progress_that_fails_loses_no_draws(long sweep, int? recorded)
    {
        var target = new LogLikelihoodTarget(Pair, values => -values[0] * values[0]);
        var progress = new Reporter(state =>
        {
            if (state.Step == sweep)
            {
                throw new TimeoutException("The screen is full.");
            }
        });
        InferenceException error = Assert.Throws<InferenceException>(() => new ReplicaExchange(Options).Run(target, progress));
        Assert.Contains($"progress failed at sweep {sweep}: The screen is full.", error.Message, StringComparison.Ordinal);
        Assert.IsType<TimeoutException>(error.InnerException);
        Assert.Equal(recorded, error.Partial?.Draws.Count);
    }

    [Fact]
    public void A_failing_curve_model_is_named_by_its_own_parameters()
    {
        var model = ForwardModel.Function(
            (double x, double rate, double power) => power > 0.5 ? throw new TimeoutException("No answer.") : rate);
        Prior prior = new() { ["rate"] = Prior.Normal(0, 1), ["power"] = Prior.Uniform(0, 1) };
        var posterior = new Posterior(new([1, 2], [0, 1]), model, GaussianNoise.Known(1), prior);
        InferenceException error = Assert.Throws<InferenceException>(() => new ReplicaExchange(Options).Run(posterior));
        Assert.Matches(@"rate = -?\d.*, power = 0\.[5-9].*\(chain \d, rung \d of 4, sweep \d+\): No answer\.", error.Message);
    }

    [Fact]
    public void A_curve_that_is_not_a_number_stops_the_run()
    {
        var model = ForwardModel.Function((double x, double power) => Math.Sqrt(0.9 - power));
        var posterior =
            new Posterior(new([1, 2], [0, 1]), model, GaussianNoise.Known(1), new Prior { ["power"] = Prior.Uniform(0, 1) });
        string message = Assert.Throws<InferenceException>(() => new ReplicaExchange(Options).Run(posterior)).Message;
        Assert.Matches(@"power = 0\.9\d+ .*NaN", message);
    }

    [Fact]
    public void A_likelihood_of_zero_everywhere_is_called_a_contradiction()
    {
        InferenceException error = Assert.Throws<InferenceException>(
            () => new ReplicaExchange(Options).Run(new LogLikelihoodTarget(Pair, _ => double.NegativeInfinity)));
        Assert.Contains("prior and data contradict each other", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Partial);
    }

    [Fact]
    public void Regions_of_zero_likelihood_are_left_out_and_counted()
    {
        var target = new LogLikelihoodTarget(
            new Prior { ["a"] = Prior.Uniform(0, 1) },
            values => values[0] is > 0.2 and < 0.6 ? double.NegativeInfinity : Math.Log(values[0]));
        Result result = new ReplicaExchange(Options with { Sweeps = 3000 }).Run(target);
        Assert.All(result.Draws.Of(0).SelectMany(chain => chain), value => Assert.False(value is > 0.2 and < 0.6));
        double exact = Math.Log(0.5 - 0.5 * (0.36 - 0.04));
        foreach (FreeEnergyEstimate estimate in result.FreeEnergies.Take(2))
        {
            Assert.InRange(Math.Abs(estimate.LogEvidence - exact) / estimate.StandardError, 0, 4);
        }
        Assert.All(LadderRun.Of(result).Ladder.Rejections, rejection => Assert.InRange(rejection, 0, 1));
    }

    private static double Fail(Fault fault) => fault switch
    {
        Fault.NotANumber => double.NaN,
        Fault.PlusInfinity => double.PositiveInfinity,
        _ => throw new TimeoutException("No answer."),
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
