using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Models;
using MathNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesMeasure.Tests.Posteriors;

public class PosteriorTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3], [0.1, 0.9, 2.2, 2.9]);

    private static readonly Prior Peak = new()
    {
        ["amplitude"] = Prior.Gamma(5, 5),
        ["precision"] = Prior.LogUniform(0.1, 10),
        ["center"] = Prior.Normal(1.5, 0.447),
    };

    private static ForwardModel TwoPeaks => ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2);

    [Fact]
    public void Missing_names_are_listed()
    {
        string message = Refusal(TwoPeaks, GaussianNoise.Unknown, Peak.Repeat(1));
        Assert.Contains("says nothing of amplitude[2], precision[2], center[2], noise.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_names_are_listed_with_the_known_ones()
    {
        Prior extra = new() { ["background"] = Prior.HalfNormal(1), ["noise"] = Prior.HalfNormal(1) };
        string message = Refusal(ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Known(1), Peak + extra);
        Assert.Contains("speaks of background, noise, which", message, StringComparison.Ordinal);
        Assert.Contains("They have: amplitude, precision, center.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_name_is_a_stranger_with_the_nearest_known_name()
    {
        Prior misspelt = new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.Gamma(5, 5),
            ["centre"] = Prior.Normal(0, 1),
        };
        string message = Refusal(ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Known(1), misspelt);
        Assert.StartsWith(
            "The prior speaks of centre, which the model and the noise do not have. Did you mean \"center\"?",
            message,
            StringComparison.Ordinal);
        Assert.Contains("Did you mean \"center[2]\"?", Refusal(TwoPeaks, GaussianNoise.Known(1), misspelt.Repeat(2)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_prior_that_is_not_repeated_as_the_model_is_told_to_be()
    {
        string once = Refusal(TwoPeaks, GaussianNoise.Known(1), Peak);
        Assert.StartsWith("The model has 2 each of amplitude, precision, center, and the prior has one. Write .Repeat(2)", once,
            StringComparison.Ordinal);
        string twice = Refusal(ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Known(1), Peak.Repeat(2));
        Assert.StartsWith("The prior has 2 each of amplitude, precision, center, and the model has one.", twice,
            StringComparison.Ordinal);
        Assert.Contains("so does its prior: .Repeat(2)", Refusal(TwoPeaks, GaussianNoise.Known(1), Peak.Repeat(1)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_tie_that_leads_nowhere_is_refused()
    {
        Prior tied = new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.TiedTo("width"),
            ["center"] = Prior.Normal(0, 1),
        };
        Assert.Contains(
            "\"width\"",
            Refusal(ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Known(1), tied),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_per_point_needs_a_sigma() => Assert.Contains(
        "has no sigma",
        Refusal(ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.PerPoint, Peak),
        StringComparison.Ordinal);

    [Fact]
    public void Fixed_and_tied_parameters_are_filled_in()
    {
        Prior prior = new()
        {
            ["offset"] = Prior.TiedTo("slope", -2, 0.5),
            ["slope"] = Prior.Normal(1, 1),
            ["reference"] = Prior.Fixed(1.5),
            ["noise"] = Prior.TiedTo("slope", 0.25),
        };
        var posterior = new Posterior(Data, ForwardModel.Of<LinearBackground>(), GaussianNoise.Unknown, prior);
        Assert.Equal(["slope"], posterior.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([-1.5, 1, 1.5], posterior.ParametersOf([1], 0));
        Assert.Equal([-4.5, -2.5], posterior.Predict([2], [1, 2]));
        double expected = Enumerable.Range(0, 4).Sum(i => MathNormal.PDFLn(-1.5 + (Data.X[i] - 1.5), 0.25, Data.Y[i]));
        ITargetState state = posterior.CreateState();
        state.Set([1]);
        Assert.Equal(expected, state.LogLikelihood, 1e-12 * Math.Abs(expected));
    }

    [Fact]
    public void A_shared_width_is_one_unknown_of_all_peaks()
    {
        Prior prior = Peak.Repeat(2, shared: ["precision"]);
        var posterior = new Posterior(Data, TwoPeaks, GaussianNoise.Known(0.5), prior);
        Assert.Equal(
            ["amplitude[1]", "precision[1]", "center[1]", "amplitude[2]", "center[2]"],
            posterior.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([4, 2, 5], posterior.ParametersOf([1, 2, 3, 4, 5], 1));
        Assert.Equal([[0, 1, 2], [3, 4]], posterior.Blocks);
    }

    [Fact]
    public void Blocks_hold_every_unknown_once_in_the_term_that_reads_it_first()
    {
        Prior common = new()
        {
            ["noise"] = Prior.HalfNormal(1),
            ["slope"] = Prior.TiedTo("center[1]"),
            ["offset"] = Prior.Normal(0, 1),
            ["reference"] = Prior.Fixed(0),
        };
        ForwardModel model = ForwardModel.Of<LinearBackground>() + TwoPeaks;
        var posterior = new Posterior(Data, model, GaussianNoise.Unknown, common + Peak.Repeat(2));
        Assert.Equal([[1, 4], [2, 3], [5, 6, 7], [0]], posterior.Blocks);
        Assert.Equal(("center[1]", "center", 1),
            (posterior.Parameters[4].Name, posterior.Parameters[4].BaseName, posterior.Parameters[4].Component));
    }

    [Fact]
    public void Parameters_keep_their_units()
    {
        var posterior =
            new Posterior(Data, ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Known(1), Peak.WithUnit("center", "eV"));
        Assert.Equal([null, null, "eV"], posterior.Parameters.Select(parameter => parameter.Unit));
    }

    [Fact]
    public void A_prediction_needs_no_measured_points()
    {
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>() + ForwardModel.Curve(new ScratchModel());
        Prior prior = Peak + new Prior { ["height"] = Prior.Normal(0, 1), ["rate"] = Prior.Fixed(0.5) };
        var posterior = new Posterior(Data, model, GaussianNoise.Known(1), prior);
        double[] x = [-1, 0.5];
        double[] curve = posterior.Predict([2, 1.5, 0, 3], x);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(2 * Math.Exp(-0.75 * x[i] * x[i]) + ScratchModel.Formula(i, 3, 0.5), curve[i], 1e-14);
        }
    }

    [Fact]
    public void Each_state_has_a_curve_model_of_its_own()
    {
        Prior prior = new() { ["height"] = Prior.Normal(0, 1), ["rate"] = Prior.Beta(2, 2) };
        var posterior = new Posterior(Data, ForwardModel.Curve(new ScratchModel()), GaussianNoise.Known(1), prior);
        Parallel.For(0, 8, _ =>
        {
            ITargetState state = posterior.CreateState();
            for (int i = 0; i < 200; i++)
            {
                state.Set([i, 0.5]);
            }
        });
    }

    private static string Refusal(ForwardModel model, NoiseModel noise, Prior prior) =>
        Assert.Throws<ArgumentException>(() => new Posterior(Data, model, noise, prior)).Message;
}
