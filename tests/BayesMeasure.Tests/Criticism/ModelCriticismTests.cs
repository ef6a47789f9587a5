using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Criticism;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Numerics;
using BayesMeasure.Tests.Posteriors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Criticism;

public class ModelCriticismTests
{
    public static TheoryData<string> RightKinds => [.. RightCurves.Kinds.Keys];

    public static TheoryData<string> WrongKinds => [.. WrongCurves.Kinds.Select(kind => kind.Name)];

    /// <summary>A few of those that the proof has a thousand of.</summary>
    [Theory]
    [MemberData(nameof(RightKinds))]
    public void A_right_model_is_left_alone(string kind)
    {
        for (ulong seed = 5000; seed < 5002; seed++)
        {
            ModelCriticism criticism = new LaplaceInference().Run(RightCurves.Kinds[kind](seed)).Criticism;
            Assert.Empty(criticism.Findings);
            Assert.True(criticism.IsSound);
            CurveCriticism curve = Assert.Single(criticism.Curves);
            Assert.InRange(curve.MeanSquare, 0.5, 1.6);
            Assert.StartsWith("Nothing speaks against the model.", criticism.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(WrongKinds))]
    public void What_is_wrong_is_said_in_a_line_or_two(string name)
    {
        WrongCurve kind = WrongCurves.Kinds.Single(one => one.Name == name);
        ModelCriticism criticism = new LaplaceInference().Run(kind.Create(5000)).Criticism;
        Assert.Contains(criticism.Findings, finding => kind.Expected.Contains(finding.Kind));
        Assert.All(criticism.Findings, finding => Assert.InRange(finding.Text.Length, 20, 320));
    }

    /// <summary>
    /// What makes the tests exact: the residuals of one draw are those of the noise, though the parameters were fitted. Those of
    /// the best fit are too small, here by a tenth, and are rejected.
    /// </summary>
    [Fact]
    public void Scores_of_one_draw_are_standard_normal_though_parameters_were_fitted()
    {
        const int curves = 400;
        double[] x = [.. Enumerable.Range(0, 9).Select(i => i - 4.0)];
        double[] ofDraws = new double[curves * x.Length];
        double[] ofMeans = new double[curves * x.Length];
        for (int i = 0; i < curves; i++)
        {
            var random = new RandomStream(11, chain: 0, replica: i);
            Posterior posterior = Line(x, random);
            Result result = new ConjugateLinear { Seed = (ulong)i, Chains = 1, Draws = 50 }.Run(posterior);
            FittedScores fit = FittedScores.Of(result, posterior.Curves[0]);
            fit.Scores[3].CopyTo(ofDraws, i * x.Length);
            double[] means = [.. result.Summary.Parameters.Select(parameter => parameter.Mean)];
            posterior.Predict(means, x).Zip(posterior.Measurement.Y, (f, y) => y - f).ToArray().CopyTo(ofMeans, i * x.Length);
        }

        Assert.InRange(KolmogorovSmirnov.Significance(ofDraws, z => Normal.CDF(0, 1, z)), 1e-3, 1);
        Assert.InRange(KolmogorovSmirnov.Significance(ofMeans, z => Normal.CDF(0, 1, z)), 0, 1e-3);
    }

    [Fact]
    public void Each_curve_of_a_joint_posterior_is_criticised_by_itself()
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i / 10.0)];
        Prior prior = new() { ["A.offset"] = Prior.Uniform(-10, 10), ["B.offset"] = Prior.Uniform(-10, 10) };
        var random = new RandomStream(2, chain: 0, replica: 0);
        Measurement right = new(x, x.Select(_ => 1 + 0.1 * random.NextNormal()));
        Measurement wrong = new(x, x.Select(value => value + 0.1 * random.NextNormal()));
        ForwardModel model = ForwardModel.Of<ConstantBackground>();
        var joint = new JointPosterior(
            prior, new("A", right, model, GaussianNoise.Known(0.1)), new("B", wrong, model, GaussianNoise.Known(0.1)));
        ModelCriticism criticism = new LaplaceInference().Run(joint).Criticism;
        Assert.Equal(["A", "B"], criticism.Curves.Select(curve => curve.Name));
        Assert.Empty(criticism.Curves[0].Findings);
        Assert.StartsWith("B: The model does not describe", Assert.Single(criticism.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_that_cannot_be_drawn_is_not_criticised()
    {
        Prior prior = new() { ["offset"] = Prior.Uniform(-10, 10), ["spread"] = Prior.LogUniform(0.1, 10) };
        Measurement data = new(RightCurves.Grid(0, 1, 30), RightCurves.Grid(-3, 4, 30));
        var posterior = new Posterior(data, ForwardModel.Of<ConstantBackground>(), new LaplaceNoise(), prior);
        var draws = new Draws(posterior.Parameters, [[0.5, 2, 0.6, 1.9]], [[-1, -1]], [[0, 0]]);
        Result result = new LaplaceInference().Run(Line([1, 2, 3], new(1, 0, 0))) with { Target = posterior, Draws = draws };
        Assert.Empty(result.Criticism.Curves);
        Assert.True(result.Criticism.IsSound);
    }

    [Fact]
    public void A_predictive_check_counts_simulated_data()
    {
        Posterior posterior = RightCurves.Kinds["counts"](1);
        Result result = new LaplaceInference().Run(posterior);
        Assert.InRange(result.PredictiveCheck(data => data.YRange.Maximum).Value, 0.02, 0.98);
        Assert.Equal(new(400, 400), result.PredictiveCheck(_ => 0));
        Assert.Equal(0, result.PredictiveCheck(data => data.Y.SequenceEqual(posterior.Measurement.Y) ? 1 : 0).Count);
    }

    [Fact]
    public void Noise_whose_level_was_integrated_out_is_simulated_too()
    {
        double[] x = RightCurves.Grid(0, 1, 40);
        var random = new RandomStream(8, chain: 0, replica: 0);
        Measurement data = new(x, x.Select(_ => 2 + 0.5 * random.NextNormal()));
        Prior prior = new() { ["offset"] = Prior.Uniform(-10, 10) };
        var posterior = new Posterior(data, ForwardModel.Of<ConstantBackground>(), new JeffreysNoise(), prior);
        double[] offsets = [.. Enumerable.Range(0, 200).Select(_ => 2 + 0.08 * random.NextNormal())];
        var draws = new Draws(posterior.Parameters, [offsets], [new double[200]], [new double[200]]);
        Result result = new LaplaceInference().Run(Line([1, 2, 3], new(1, 0, 0))) with { Target = posterior, Draws = draws };
        Assert.Empty(result.Criticism.Findings);
        Assert.InRange(result.PredictiveCheck(one => one.YRange.Length).Value, 0.02, 0.98);
        Assert.InRange(result.Predict(x, withNoise: true).Upper[0] - 2, 0.6, 1.2);
    }

    private static Posterior Line(double[] x, RandomStream random)
    {
        Prior prior = new()
        {
            ["offset"] = Prior.Normal(0, 100),
            ["slope"] = Prior.Normal(0, 100),
            ["reference"] = Prior.Fixed(0),
        };
        double slope = random.NextNormal();
        Measurement data = new(x, x.Select(value => 3 + slope * value + random.NextNormal()));
        return new(data, ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(1), prior);
    }
}
