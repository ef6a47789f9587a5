using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Optimization;

/// <summary>What a search for the mode is given by mistake, and what it says of it.</summary>
public class ModeSearchInputTests
{
    private static readonly double[] Axis = [.. Enumerable.Range(0, 40).Select(i => i / 10.0)];

    [Fact]
    public void Settings_are_checked()
    {
        Assert.Equal("Restarts", Refusal(new() { Restarts = -1 }).ParamName);
        Assert.Equal("Threads", Refusal(new() { Threads = -1 }).ParamName);

        static ArgumentOutOfRangeException Refusal(ModeSearchOptions options) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => ModeSearch.Run(OnePeak(Axis), options));
    }

    [Fact]
    public void An_indicator_is_refused_by_name()
    {
        var target = new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1), ["switch"] = Prior.Bernoulli(0.5) }, _ => 0);
        var refusal = Assert.Throws<NotSupportedException>(() => ModeSearch.Run(target));
        Assert.Contains("'switch'", refusal.Message);
    }

    [Fact]
    public void An_improper_prior_is_refused_by_name()
    {
        var target = new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1), ["level"] = new Everywhere() }, _ => 0);
        var refusal = Assert.Throws<NotSupportedException>(() => ModeSearch.Run(target));
        Assert.Contains("'level'", refusal.Message);
    }

    [Fact]
    public void A_model_that_fails_is_named_with_its_parameters()
    {
        var target = new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1) }, _ => double.NaN);
        Assert.Contains("x = ", Assert.Throws<InferenceException>(() => ModeSearch.Run(target)).Message);
    }

    [Fact]
    public void Data_that_are_impossible_everywhere_have_no_mode()
    {
        var target = new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1) }, _ => double.NegativeInfinity);
        Assert.Contains("zero wherever", Assert.Throws<InferenceException>(() => ModeSearch.Run(target)).Message);
    }

    [Fact]
    public void A_cancelled_search_ends_with_that() => Assert.Throws<OperationCanceledException>(() =>
        ModeSearch.Run(OnePeak(Axis), cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Data_without_a_peak_leave_the_amplitude_at_its_bound()
    {
        Mode mode = ModeSearch.Run(OnePeak([.. Axis.Select(_ => -1.0)]));
        Assert.Contains("amplitude", mode.AtBound);
        Assert.True(double.IsNaN(mode.ApproximateLogEvidence));
        Assert.Contains("bound", mode.ToString());
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(-0.05)]
    [InlineData(-0.001)]
    public void At_a_bound_the_Laplace_approximation_is_one_sided(double measured)
    {
        var target = new Posterior(
            new([0, 1, 2, 3], [measured, measured, measured, measured]),
            ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Known(0.2),
            new Prior { ["offset"] = Prior.Uniform(0, 5) });
        Mode mode = ModeSearch.Run(target);
        Assert.Equal(["offset"], mode.AtBound);

        // The integral over the half line, by small steps.
        ITargetState state = target.CreateState();
        double sum = 0;
        for (double offset = 0.00005; offset < 1; offset += 0.0001)
        {
            state.Set([offset]);
            sum += 0.0001 * Math.Exp(state.LogLikelihood) / 5;
        }

        Assert.Equal(Math.Log(sum), mode.OneSidedLogEvidence, 0.002);
    }

    [Fact]
    public void More_components_than_points_have_a_mode_too()
    {
        var random = new RandomStream(seed: 2, chain: 0, replica: 0);
        var data = new Measurement([0, 1, 2], [0.3 * random.NextNormal(), 2, 0.3 * random.NextNormal()]);
        var target = new Posterior(data, ForwardModel.Of<GaussianPeak>().Repeat(4), GaussianNoise.Known(0.3), Peak.Repeat(4));
        Mode mode = ModeSearch.Run(target, new() { Restarts = 8 });
        Assert.True(double.IsFinite(mode.LogPosterior));
    }

    [Fact]
    public void A_sum_of_which_only_the_total_is_known_has_no_standard_deviations()
    {
        ForwardModel model =
            ForwardModel.Of<ConstantBackground>().Labelled("left") + ForwardModel.Of<ConstantBackground>().Labelled("right");
        Prior prior = new() { ["left.offset"] = Prior.Uniform(-5, 5), ["right.offset"] = Prior.Uniform(-5, 5) };
        Mode mode = ModeSearch.Run(new Posterior(
            new(Axis, Axis.Select(_ => 1.0)), model, GaussianNoise.Known(0.1), prior));
        Assert.Equal(1, mode["left.offset"] + mode["right.offset"], 1e-4);
        Assert.All(mode.StandardDeviations, deviation => Assert.False(deviation < 1));
        Assert.True(double.IsNaN(mode.ApproximateLogEvidence));
    }

    [Fact]
    public void A_name_that_is_none_is_told_with_those_that_are()
    {
        Mode mode = ModeSearch.Run(OnePeak(Axis), new() { Restarts = 0 });
        Assert.Contains("amplitude", Assert.Throws<KeyNotFoundException>(() => mode["heigth"]).Message);
        Assert.Contains("Laplace approximation", mode.ToString());
        Assert.Contains("<table", mode.ToHtml());
    }

    private static Prior Peak => new()
    {
        ["amplitude"] = Prior.Uniform(0, 5),
        ["width"] = Prior.LogUniform(0.1, 3),
        ["center"] = Prior.Uniform(0, 4),
    };

    private static Posterior OnePeak(double[] y) =>
        new(new(Axis, y), ForwardModel.Of<GaussianPeak>(), GaussianNoise.Known(0.2), Peak);

    /// <summary>As likely everywhere on the line: no distribution.</summary>
    private sealed record Everywhere : Distribution
    {
        public override Coordinate Coordinate => Coordinate.Linear;

        public override double Minimum => double.NegativeInfinity;

        public override double Maximum => double.PositiveInfinity;

        public override double Mean => double.NaN;

        public override double StandardDeviation => double.NaN;

        public override double LogDensity(double value) => 0;

        public override double CumulativeProbability(double value) => 0.5;

        public override double Draw(RandomStream random) => random.NextNormal();
    }
}
