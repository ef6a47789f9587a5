using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>What is not, byte for byte, a checkpoint of the same run is refused with the reason, and left alone.</summary>
public sealed class RefusalTests : IDisposable
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Chains = 1,
        Rungs = 3,
        BurnInSweeps = 1,
        Sweeps = 3,
        Threads = 1,
    };

    private static readonly Measurement Data = new([0, 1, 2], [0.1, 0.9, 2.2], [0.1, 0.1, 0.2]);

    private static readonly Prior LinePrior =
        new() { ["slope"] = Prior.Normal(0, 1), ["start"] = Prior.Fixed(0.1), ["noise"] = Prior.LogUniform(0.01, 1) };

    private readonly CheckpointFolder folder = new();

    public static TheoryData<ReplicaExchangeOptions, string> OtherOptions => new()
    {
        { Options with { Seed = 8 }, "Seed was 1 and is 8" },
        { Options with { Chains = 2 }, "Chains was 1 and is 2" },
        { Options with { Rungs = null }, "Rungs was 3 and is tuned" },
        { Options with { Ladder = TemperatureLadder.Explicit(0, 0.25, 1) }, "Ladder was tuned and is 0 0.25 1" },
        { Options with { SearchTo = 4 }, "SearchTo was 32 and is 4" },
        { Options with { BurnInSweeps = 2 }, "BurnInSweeps was 1 and is 2" },
        { Options with { Sweeps = 4 }, "Sweeps was 3 and is 4" },
        { Options with { Explorer = new CoordinateWalk { Acceptance = 0.25 } }, "and is CoordinateWalk { Acceptance = 0.25 }" },
        { Options with { Until = new() { StandardError = 0.1 } }, "Until.StandardError was none and is 0.1" },
        {
            Options with { Until = new() { EffectiveSamples = 9, Parameters = ["share"] } },
            "Until.Parameters was all and is share"
        },
        { Options with { Seed = 2, Sweeps = 5 }, "Seed was 1 and is 2; Sweeps was 3 and is 5" },
    };

    public static TheoryData<string, string> OtherQuestions => new()
    {
        { "prior", "the prior of 'slope' was Normal(0, 1) and is Normal(0, 2)" },
        { "fixed", "the parameter 'start' was Fixed(0.1) and is Fixed(0.2)" },
        { "noise", "the noise was Gaussian, level unknown and is Gaussian, sigma = 0.1" },
        { "free", "the prior of 'start' was not there and is Normal(0, 1)" },
        { "x", "the checksum of x was " },
        { "y", "the checksum of y was " },
        { "sigma", "the checksum of sigma was " },
        { "length", "the number of points was 3 and is 2" },
        { "model", "term 1 of the model was " },
        { "order", "parameter 1 was slope and is noise" },
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] whole = Write();
        for (int length = 0; length < whole.Length; length++)
        {
            AssertRefused(whole[..length], length == 0 ? "is empty" : "is cut off|is not a checkpoint");
        }
    }

    [Fact]
    public void A_single_wrong_bit_anywhere_is_found()
    {
        byte[] whole = Write();
        for (int position = 0; position < whole.Length; position++)
        {
            byte[] wrong = [.. whole];
            wrong[position] ^= (byte)(1 << position % 8);
            AssertRefused(wrong, "is damaged|is cut off|is not a checkpoint|has the format");
        }
    }

    [Fact]
    public void A_file_that_is_longer_than_it_says_is_refused() => AssertRefused([.. Write(), 0], "longer than it says");

    [Fact]
    public void A_foreign_file_is_refused() =>
        AssertRefused("x,y\n1,2\n3,4\n5,6\n7,8\n9,10\n"u8.ToArray(), "is not a checkpoint");

    [Fact]
    public void A_newer_format_is_refused()
    {
        byte[] newer = Write();
        newer[8]++;
        AssertRefused(newer, "has the format 4, but this version of the library reads the format 3");
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(folder.File);
        Assert.Throws<CheckpointException>(() => Run());
    }

    [Theory]
    [MemberData(nameof(OtherOptions))]
    public void Options_that_differ_are_named(ReplicaExchangeOptions other, string message)
    {
        Write();
        CheckpointException error = Assert.Throws<CheckpointException>(() => Run(other));
        Assert.Contains("belongs to another run: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[^\s/\\]{61,}", error.Message);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OtherQuestions))]
    public void Data_and_models_that_differ_are_named(string change, string message)
    {
        new ReplicaExchange(Options with { Checkpoint = folder.Always }).Run(Line("nothing"));
        CheckpointException error = Assert.Throws<CheckpointException>(
            () => new ReplicaExchange(Options with { Checkpoint = folder.Always }).Run(Line(change)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[^\s/\\]{61,}", error.Message);
        Assert.Equal(folder.File, error.Path);
    }

    [Theory]
    [InlineData(1 + 1e-6)]
    [InlineData(0.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_function_that_differs_is_told_by_its_values(double factor)
    {
        Write();
        var other = new LogLikelihoodTarget(
            IndicatorProblem.Prior,
            values => double.IsFinite(factor) ? factor * IndicatorProblem.LogLikelihood(values) : double.NegativeInfinity);
        CheckpointException error =
            Assert.Throws<CheckpointException>(() => new ReplicaExchange(Options with { Checkpoint = folder.Always }).Run(other));
        Assert.Contains("the model or the data give another log likelihood", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounding_that_differs_is_told_in_a_warning_that_stays()
    {
        ReplicaExchangeOptions options = Options with { Sweeps = 300, Checkpoint = folder.Always };
        var interrupt = new Reporter(state =>
        {
            if (state.Step > 100)
            {
                throw new TimeoutException("Enough for today.");
            }
        });
        Assert.Throws<InferenceException>(() => new ReplicaExchange(options).Run(IndicatorProblem.Create(), interrupt));
        AssertWarned(1 + 1e-12);
        AssertWarned(1 + 1e-12);

        void AssertWarned(double factor) => Assert.Single(
            new ReplicaExchange(options).Run(IndicatorProblem.Create(factor)).Warnings,
            warning => warning.StartsWith("This machine computes", StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_interval_and_path_may_differ()
    {
        Write();
        string elsewhere = folder.File + ".moved";
        File.Move(folder.File, elsewhere);
        CheckpointOptions moved = new(elsewhere) { Interval = TimeSpan.FromHours(3) };
        Assert.Empty(new ReplicaExchange(Options with { Threads = 3, Checkpoint = moved })
            .Run(IndicatorProblem.Create()).Draws.Of(0)[0].Except(Run().Draws.Of(0)[0]));
    }

    [Fact]
    public void A_second_run_on_the_same_file_is_refused()
    {
        using (new CheckpointFile(folder.File))
        {
            CheckpointException error = Assert.Throws<CheckpointException>(() => Run());
            Assert.Contains("is in use by another run", error.Message, StringComparison.Ordinal);
        }

        Run();
        Assert.Equal(["run.checkpoint"], folder.Names);
    }

    [Fact]
    public void What_a_killed_process_leaves_holds_nobody_up_and_is_cleared_away()
    {
        Write();
        File.WriteAllText(folder.Lock, "");
        File.WriteAllText(folder.Draft, "half a checkp");
        Run();
        Assert.Equal(["run.checkpoint"], folder.Names);
    }

    private static Posterior Line(string change)
    {
        ForwardModel model = change == "model"
            ? ForwardModel.Curve(new PolynomialBackground(1, 0, 2))
            : ForwardModel.Function((double x, double slope, double start) => slope * x + start);
        Measurement data = change switch
        {
            "x" => new([0, 1, 2.1], Data.Y, Data.Sigma),
            "y" => new(Data.X, [0.1, 0.9, 2.3], Data.Sigma),
            "sigma" => new(Data.X, Data.Y),
            "length" => new([0, 1], [0.1, 0.9], [0.1, 0.1]),
            _ => Data,
        };
        Prior prior = change switch
        {
            "prior" => new()
            {
                ["slope"] = Prior.Normal(0, 2),
                ["start"] = Prior.Fixed(0.1),
                ["noise"] = Prior.LogUniform(0.01, 1),
            },
            "fixed" => new()
            {
                ["slope"] = Prior.Normal(0, 1),
                ["start"] = Prior.Fixed(0.2),
                ["noise"] = Prior.LogUniform(0.01, 1),
            },
            "free" => new()
            {
                ["slope"] = Prior.Normal(0, 1),
                ["start"] = Prior.Normal(0, 1),
                ["noise"] = Prior.LogUniform(0.01, 1),
            },
            "noise" => new() { ["slope"] = Prior.Normal(0, 1), ["start"] = Prior.Fixed(0.1) },
            "order" => new()
            {
                ["noise"] = Prior.LogUniform(0.01, 1),
                ["slope"] = Prior.Normal(0, 1),
                ["start"] = Prior.Fixed(0.1),
            },
            "model" => new()
            {
                ["coefficient0"] = Prior.Normal(0, 1),
                ["coefficient1"] = Prior.Normal(0, 1),
                ["noise"] = Prior.LogUniform(0.01, 1),
            },
            _ => LinePrior,
        };
        return new(data, model, change == "noise" ? GaussianNoise.Known(0.1) : GaussianNoise.Unknown, prior);
    }

    private Result Run(ReplicaExchangeOptions? options = null) =>
        new ReplicaExchange((options ?? Options) with { Checkpoint = folder.Always }).Run(IndicatorProblem.Create());

    private byte[] Write()
    {
        Run();
        return File.ReadAllBytes(folder.File);
    }

    private void AssertRefused(byte[] contents, string pattern)
    {
        File.WriteAllBytes(folder.File, contents);
        Assert.Matches(pattern, Assert.Throws<CheckpointException>(() => Run()).Message);
        Assert.Equal(contents, File.ReadAllBytes(folder.File));
    }
}
