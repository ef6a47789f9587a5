using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Summaries;

/// <summary>What a person finds where the dot is.</summary>
public class ResultSummariesTests
{
    private const double Sigma = 0.5;

    private static readonly Prior Peak = new() { ["height"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(0, 1) };

    private static readonly Prior Straight =
        new() { ["offset"] = Prior.Uniform(-10, 10), ["slope"] = Prior.Uniform(-10, 10), ["reference"] = Prior.Fixed(0) };

    private static Measurement Line { get; } = new([-2, -1, 0, 1, 2], [-1.7, -0.4, 0.9, 1.6, 3.1]) { Name = "line" };

    private static Result Fit { get; } = Solve(Line, GaussianNoise.Known(Sigma));

    [Fact]
    public void Draws_of_a_name_are_those_of_all_chains_with_components_in_order()
    {
        Result result = KnownDraws.Create(Peak.Repeat(2), [[[1, 5, 2, -5]], [[3, 0, 4, 1]]], _ => 0);
        Assert.Equal([-5, 0], result["center[1]"]);
        Assert.Equal([2, 3], result["height[1]"]);
        result["center[1]"][0] = 7;
        Assert.Equal([-5, 0], result["center[1]"]);
        Assert.Same(result.Summary, result.Summary);
        Assert.Equal(-2.5, result.Summary["center[1]"].Mean);
        Assert.Equal("height", result.SummaryBy("height").OrderedBy);
    }

    [Theory]
    [InlineData("centre[2]", "Did you mean \"center[2]\"?")]
    [InlineData("Height[1]", "Did you mean \"height[1]\"?")]
    [InlineData("center[3]", "\"center[3]\". Known are height[1], center[1], height[2], center[2];")]
    [InlineData("width", "\"width\". Known are")]
    public void A_misspelt_name_is_refused_with_the_nearest(string name, string answer)
    {
        Result result = KnownDraws.Create(Peak.Repeat(2), [[[1, 5, 2, -5]]], _ => 0);
        Assert.Contains(answer, Assert.Throws<KeyNotFoundException>(() => result[name]).Message, StringComparison.Ordinal);
        KeyNotFoundException unknown = Assert.Throws<KeyNotFoundException>(() => result.Summary[name]);
        Assert.Contains(answer, unknown.Message, StringComparison.Ordinal);
    }

    /// <summary>Of an exponential distribution the densest 90 % begin at 0; of a normal one they are the central ones.</summary>
    [Fact]
    public void Intervals_are_those_of_known_distributions()
    {
        QuantitySummary exponential = Quantiles(p => -Math.Log(1 - p));
        AssertInterval(0, Math.Log(10), exponential.HighestDensityInterval(0.9), 2e-3);
        AssertInterval(-Math.Log(0.95), -Math.Log(0.05), exponential.EqualTailedInterval(0.9), 2e-3);
        Assert.Equal(Math.Log(2), exponential.Quantile(0.5), 1e-4);
        QuantitySummary normal = Quantiles(p => MathNet.Numerics.Distributions.Normal.InvCDF(3, 2, p));
        AssertInterval(3 - 2 * 1.959964, 3 + 2 * 1.959964, normal.HighestDensityInterval(0.95), 5e-3);
        AssertInterval(3 - 2 * 1.959964, 3 + 2 * 1.959964, normal.EqualTailedInterval(0.95), 5e-3);
        Assert.Throws<ArgumentOutOfRangeException>(() => normal.HighestDensityInterval(95));
        Assert.Throws<ArgumentOutOfRangeException>(() => normal.EqualTailedInterval(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => normal.Quantile(1.1));
    }

    [Fact]
    public void Correlations_have_names_and_know_the_order_of_components()
    {
        double[][] chain = [[1, 0, 5, 9], [6, 8, 2, 1], [3, 2, 7, 7]];
        CorrelationMatrix matrix = KnownDraws.Create(Peak.Repeat(2), [chain], _ => 0).Correlations;
        Assert.Equal(["height[1]", "center[1]", "height[2]", "center[2]"], matrix.Names);
        Assert.Equal(1, matrix["height[1]", "center[1]"], 1e-12);
        Assert.Equal(matrix[0, 3], matrix["center[2]", "height[1]"]);
        Assert.Equal(1, matrix[2, 2], 1e-12);
        Assert.Contains("1.00", $"{matrix}", StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => matrix["width", "center[1]"]);
        Assert.True(double.IsNaN(KnownDraws.Create(Peak, [[[1, 2], [1, 3]]], _ => 0).Correlations["height", "center"]));
    }

    /// <summary>
    /// The exact prediction of a line: mean 0.7 + 1.16 x, variance s^2 (1/5 + x^2/10), and s^2 more with noise.
    /// </summary>
    [Theory]
    [InlineData(0.9, false)]
    [InlineData(0.5, false)]
    [InlineData(0.9, true)]
    public void Predictions_are_those_of_the_conjugate_posterior(double level, bool withNoise)
    {
        double[] x = [-2, 0, 1.5, 4];
        Prediction prediction = Fit.Predict(x, level, withNoise);
        double quantile = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 + 0.5 * level);
        Assert.Equal(level, prediction.Level);
        for (int i = 0; i < x.Length; i++)
        {
            double mean = 0.7 + 1.16 * x[i];
            double deviation = Sigma * Math.Sqrt(0.2 + 0.1 * x[i] * x[i] + (withNoise ? 1 : 0));
            Assert.Equal(mean, prediction.Mean[i], 0.06 * deviation);
            Assert.Equal(mean - quantile * deviation, prediction.Lower[i], 0.12 * deviation);
            Assert.Equal(mean + quantile * deviation, prediction.Upper[i], 0.12 * deviation);
        }

        Assert.Equal(prediction.Upper, Fit.Predict(x, level, withNoise).Upper);
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit.Predict(x, 90));
    }

    [Fact]
    public void Noise_that_is_known_point_by_point_is_predicted_at_the_measured_points()
    {
        Result result = Solve(new(Line.X, Line.Y, [0.1, 0.1, 0.1, 0.1, 3]), GaussianNoise.PerPoint);
        Prediction there = result.Predict(Line.X, withNoise: true);
        Assert.Equal(2 * 1.644854 * 3, there.Upper[4] - there.Lower[4], 0.4);
        Assert.True(there.Upper[0] - there.Lower[0] < 1);
        string message = Assert.Throws<ArgumentException>(() => result.Predict([0.5], withNoise: true)).Message;
        Assert.Contains("known at the measured points alone", message, StringComparison.Ordinal);
        Assert.Single(result.Predict([0.5]).Mean);
    }

    [Fact]
    public void A_joint_posterior_predicts_each_of_its_measurements()
    {
        ForwardModel line = ForwardModel.Of<ConstantBackground>();
        Prior prior = new() { ["A.offset"] = Prior.Normal(0, 1), ["B.offset"] = Prior.Normal(0, 1) };
        var joint = new JointPosterior(
            prior, new("A", Line, line, GaussianNoise.Known(1)), new("B", Line, line, GaussianNoise.Known(1)));
        Result result = KnownDraws.Create(prior, [[[1, 5], [3, 7]]], _ => 0) with { Target = joint };
        Assert.Equal([6, 6], result.Predict([0, 9], measurement: "B").Mean);
        Assert.Equal(6, result.SummaryOf("B")["offset"].Mean);
        Refused("say which of A, B", () => result.Predict([0]));
        Refused("no measurement named \"C\"", () => result.Predict([0], measurement: "C"));
        Refused("bare log likelihood", () => KnownDraws.Create(Peak, [[[1, 2]]], _ => 0).Predict([0]));
        Assert.Equal(Fit.Predict([1]).Mean, Fit.Predict([1], measurement: "line").Mean);
    }

    private static Result Solve(Measurement data, GaussianNoise noise) =>
        new ConjugateLinear { Seed = 5 }.Run(new Posterior(data, ForwardModel.Of<LinearBackground>(), noise, Straight));

    private static QuantitySummary Quantiles(Func<double, double> quantile)
    {
        const int Count = 20_000;
        double[][] chain = [.. Enumerable.Range(0, Count).Select(i => new[] { quantile((i * 7919 % Count + 0.5) / Count) })];
        return KnownDraws.Create(new Prior { ["a"] = Prior.Normal(0, 1) }, [chain], _ => 0).Summary["a"];
    }

    private static void AssertInterval(double minimum, double maximum, Interval found, double tolerance)
    {
        Assert.Equal(minimum, found.Minimum, tolerance);
        Assert.Equal(maximum, found.Maximum, tolerance);
    }

    private static void Refused(string message, Func<object> create) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(create).Message, StringComparison.Ordinal);
}
