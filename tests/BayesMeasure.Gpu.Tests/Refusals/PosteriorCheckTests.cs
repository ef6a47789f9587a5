using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Gpu.Refusals;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>What is refused of a posterior and of the settings of its run, in the words that a user reads.</summary>
public class PosteriorCheckTests
{
    private static readonly ForwardModel Peaks =
        ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>();

    private static readonly Prior PeaksPrior =
        new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.Gamma(5, 0.04),
            ["center"] = Prior.Normal(1.5, 0.4),
        }.Repeat(2)
        + new Prior { ["offset"] = Prior.Uniform(0, 1) };

    private static readonly ReplicaExchangeOptions Options = new() { Explorer = GpuEngine.OfDevices };

    public static TheoryData<NoiseModel, Prior> Noises => new()
    {
        { GaussianNoise.Known(0.1), new Prior() },
        { GaussianNoise.Unknown, new Prior { ["noise"] = Prior.LogUniform(0.01, 1) } },
        { StudentNoise.Known(0.1, 3), new Prior() },
        { new JeffreysNoise(), new Prior() },
        { new JitterNoise(), new Prior { ["jitter"] = Prior.Uniform(0, 1) } },
        { PoissonNoise.Counts, new Prior() },
    };

    [Theory]
    [MemberData(nameof(Noises))]
    public void What_the_library_has_runs(NoiseModel noise, Prior prior) =>
        Assert.Empty(Check(new(new([1, 2, 3], [1, 2, 1], [0.1, 0.2, 0.1]), Peaks, noise, PeaksPrior + prior), Options));

    [Fact]
    public void Correlated_noise_is_refused_by_name() => Assert.Equal(
        "BayesMeasure cannot run the noise \"Gaussian, sigma = 0.1, correlated: exponential, length = 2\" on a GPU: the misfit "
        + "of a point needs the residual before it, which another thread computes. Sample it on the host.",
        Assert.Single(Check(
            new(
                new([1, 2, 3], [1, 2, 1]),
                Peaks,
                CorrelatedNoise.Exponential(GaussianNoise.Known(0.1), 2),
                PeaksPrior),
            Options)));

    [Fact]
    public void A_component_is_refused_once_with_all_that_is_wrong_with_it() => Refuses(
        ForwardModel.Of<UnfitPeak>().Repeat(2),
        new Prior { ["amplitude"] = Prior.Uniform(0, 1), ["center"] = Prior.Uniform(0, 1) }.Repeat(2),
        "BayesMeasure cannot run UnfitPeak on a GPU: UnfitPeak.Evaluate reads the static field UnfitPeak.Widths, an array; "
        + "UnfitPeak.Shape calls Math.Exp, which knows doubles only: use T.Exp. "
        + "A component that runs there computes with T alone.");

    [Fact]
    public void A_function_is_refused() => Refuses(
        ForwardModel.Function((double x, double rate) => Math.Exp(-rate * x)),
        new Prior { ["rate"] = Prior.Uniform(0, 1) },
        Curve("the function (x, rate)"));

    [Fact]
    public void A_model_of_the_whole_curve_is_refused() => Refuses(
        ForwardModel.Curve(new PolynomialBackground(1, 0, 3)),
        new Prior { ["coefficient0"] = Prior.Uniform(0, 1), ["coefficient1"] = Prior.Uniform(0, 1) },
        Curve("PolynomialBackground"));

    [Fact]
    public void A_smooth_background_is_refused() => Refuses(
        ForwardModel.Curve(new SmoothBackground([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 9])),
        new Prior { ["bend"] = Prior.LogUniform(0.1, 1) },
        "BayesMeasure cannot run a smooth background on a GPU: its coefficients are integrated out on the CPU only.");

    [Fact]
    public void A_link_is_refused() => Refuses(
        ForwardModel.Of<LinearBackground>(),
        new Prior
        {
            ["offset"] = Prior.Uniform(0, 1),
            ["slope"] = Prior.LinkedTo(["offset"], p => p[0] * p[0]),
            ["reference"] = Prior.Fixed(0),
        },
        "BayesMeasure cannot run the link of \"slope\" on a GPU: a function that parameters are linked by runs on the CPU only. "
        + "Compute it in the component, or use TiedTo.");

    [Fact]
    public void A_distribution_of_a_user_is_refused() => Refuses(
        ForwardModel.Of<ConstantBackground>(),
        new Prior { ["offset"] = new UnfitDistribution() },
        "BayesMeasure cannot run the prior of \"offset\" on a GPU: UnfitDistribution is no distribution of the library.");

    [Fact]
    public void A_misfit_is_read() => Assert.Equal(
        [
            "BayesMeasure cannot run TextMisfit on a GPU: TextMisfit.Misfit creates DefaultInterpolatedStringHandler (a string). "
            + "A density that runs there computes with T alone.",
        ],
        Check(Constant(new UnfitNoise(MisfitIsUnfit: true)), Options));

    [Fact]
    public void A_likelihood_is_read_as_well() => Assert.Equal(
        [
            "BayesMeasure cannot run MachineLikelihood on a GPU: "
            + "MachineLikelihood.LogLikelihood calls Environment.ProcessorCount, which a GPU does not have. "
            + "A density that runs there computes with T alone.",
        ],
        Check(Constant(new UnfitNoise(MisfitIsUnfit: false)), Options));

    [Fact]
    public void Explorers_that_a_device_does_not_know_are_named() => Assert.Equal(
        [RefusedExplorer("SliceWalk"), RefusedExplorer("UnfitExplorer")],
        Check(Constant(GaussianNoise.Known(1)), Options with
        {
            Explorer = Explorers.Explorer.Sequence(
                new SliceWalk(), new CoordinateWalk(), new UnfitExplorer().Every(2), new SliceWalk()),
        }));

    [Fact]
    public void A_checkpoint_is_refused()
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        ReplicaExchangeOptions options = Options with { Engine = engine, Checkpoint = new("run.checkpoint") };
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ReplicaExchange(options));
        Assert.Equal("Only the threads of this machine write checkpoints: leave Checkpoint out.", error.Message);
    }

    [Fact]
    public void The_engine_gives_every_reason_a_line()
    {
        using var engine = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        Posterior posterior = Constant(GaussianNoise.Known(1));
        Assert.Null(engine.RefusalOf(posterior, Options));
        ReplicaExchangeOptions options = Options with { Explorer = Explorer.Sequence(new SliceWalk(), new BlockSlice()) };
        string? refusal = engine.RefusalOf(posterior, options);
        Assert.Equal(2, refusal?.Split(Environment.NewLine).Length);
    }

    private static string Curve(string name) =>
        $"BayesMeasure cannot run {name} on a GPU: a curve model runs on the CPU only. "
        + "Write it as a struct that implements IComponent.";

    private static string RefusedExplorer(string name) =>
        $"BayesMeasure cannot run the explorer {name} on a GPU: "
        + "it knows CoordinateWalk, BlockWalk, ComponentRedraw and ComponentSwap, also in a Sequence and with Every.";

    private static Posterior Constant(NoiseModel noise) =>
        new(new([1, 2], [1, 1]), ForwardModel.Of<ConstantBackground>(), noise, new Prior { ["offset"] = Prior.Uniform(0, 1) });

    private static IReadOnlyList<string> Check(Posterior posterior, ReplicaExchangeOptions options) =>
        new PosteriorCheck().RefusalsOf(posterior, options);

    private static void Refuses(ForwardModel model, Prior prior, string refusal) =>
        Assert.Equal([refusal], Check(new(new([1, 2, 3], [1, 2, 1]), model, GaussianNoise.Known(1), prior), Options));
}
