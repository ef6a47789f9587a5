using BayesMeasure.Inference;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Spectra;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Variational;

namespace BayesMeasure.Tests.Variational;

/// <summary>What cannot be answered, in one sentence each.</summary>
public class VariationalInputTests
{
    private static readonly Prior Normal = new() { ["x"] = Prior.Normal(0, 1) };

    [Fact]
    public void A_target_without_derivatives_is_refused_by_name() =>
        AssertRefused(new LogLikelihoodTarget(Normal, values => -values[0]), "LogLikelihoodTarget has no derivatives");

    [Fact]
    public void Indicators_that_cannot_be_relaxed_are_refused_by_name()
    {
        Prior prior = Normal + new Prior { ["kind"] = Prior.Categorical(0.2, 0.3, 0.5), ["gate"] = Prior.Bernoulli(0.5) };
        static double Gradient(ReadOnlySpan<double> values, Span<double> slopes)
        {
            slopes.Clear();
            return 0;
        }

        AssertRefused(
            new LogLikelihoodTarget(prior, _ => 0, Gradient) { RelaxesIndicators = true },
            "'kind' (Categorical(0.2, 0.3, 0.5)) is an indicator of more than two values");
        AssertRefused(
            new LogLikelihoodTarget(Normal + new Prior { ["gate"] = Prior.Bernoulli(0.5) }, _ => 0, Gradient),
            "'gate' (Bernoulli(0.5)) is an indicator between whose values the model has none");
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        AssertWrong<ArgumentOutOfRangeException>(new() { Draws = 0 }, "Draws must be at least 2");
        AssertWrong<ArgumentOutOfRangeException>(new() { FirstTemperature = 0 }, "FirstTemperature must be above 0");
        AssertWrong<ArgumentOutOfRangeException>(new() { LastTemperature = -1 }, "LastTemperature must be above 0");
        AssertWrong<ArgumentOutOfRangeException>(new() { LastTemperature = 2 }, "at most the first");
        AssertWrong<ArgumentOutOfRangeException>(new() { Starts = 0 }, "Starts must be at least 1");
        AssertWrong<ArgumentOutOfRangeException>(new() { Threads = -1 }, "Threads must be at least 0");
        AssertWrong<ArgumentOutOfRangeException>(new() { LeastSelection = 2 }, "from 0 to 1");
        AssertWrong<ArgumentException>(
            new() { Schedule = Schedule.Constant(new(0.1, 1, 1_000_000)) }, "at most 262,144 steps");
        Assert.Contains(
            "batch of stage 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Constant(new(0.1, 0, 10))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_that_is_none_is_refused_by_name()
    {
        LogLikelihoodTarget target = new QuadraticLikelihood(3, 0.5, 1).Target;
        AssertStart(target, [0, 0], "The start has 2 values, and the target 3 parameters.");
        AssertStart(target, [0, double.NaN, 0], "The start of 'x[2]' is NaN: above -");
        LogLikelihoodTarget gate = OneGate.Target(-1, 1.5);
        AssertStart(gate, [1], "The start of 'gate' is 1: above 0 and below 1.");
    }

    [Fact]
    public void A_bound_that_diverges_says_in_which_stage_at_which_rate_and_by_which_parameter()
    {
        var wild = new VariationalInference { Schedule = Schedule.Constant(new(1000, 2, 50)), Threads = 1 };
        string message = wild.RunAll([new QuadraticLikelihood(3, 0.5, 1).Target]).Single().Failure!.Message;
        Assert.StartsWith("The bound diverged in stage 1 at step ", message, StringComparison.Ordinal);
        Assert.Contains("with the learning rate 1000", message, StringComparison.Ordinal);
        Assert.Matches(@"'x\[\d\]'", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_model_that_fails_fails_its_run_alone()
    {
        var broken = new LogLikelihoodTarget(
            Normal,
            _ => throw new InvalidOperationException("The lamp is off."),
            (_, _) => throw new InvalidOperationException("The lamp is off."));
        InferenceRun[] runs = [.. new VariationalInference().RunAll([broken, new QuadraticLikelihood(2, 0.5, 1).Target])];
        Assert.Contains("The lamp is off.", runs[0].Failure!.Message, StringComparison.Ordinal);
        Assert.True(runs[1].ResultOrThrow().IsDecided);
        var unwritten = new LogLikelihoodTarget(Normal, values => -values[0] * values[0], (values, _) => -values[0] * values[0]);
        string fault = new VariationalInference().RunAll([unwritten]).Single().Failure!.Message;
        Assert.Contains("derivative by 'x' is NaN", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_cancelled_before_there_is_anything()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new VariationalInference().Run(Nso3.WithPeaks(1), null, source.Token));
    }

    private static void AssertStart(ITarget target, double[] start, string text) => Assert.Contains(
        text,
        Assert.Throws<ArgumentException>(() => new VariationalInference().RunFrom(target, start)).Message,
        StringComparison.Ordinal);

    private static void AssertRefused(ITarget target, string text)
    {
        string refusal = new VariationalInference().RefusalOf(target)!;
        Assert.Contains(text, refusal, StringComparison.Ordinal);
        Assert.Equal(refusal, Assert.Throws<NotSupportedException>(() => new VariationalInference().Run(target)).Message);
    }

    private static void AssertWrong<TException>(VariationalInference inference, string text)
        where TException : ArgumentException =>
        Assert.Contains(
            text, Assert.Throws<TException>(() => inference.Run(Nso3.WithPeaks(1))).Message, StringComparison.Ordinal);
}
