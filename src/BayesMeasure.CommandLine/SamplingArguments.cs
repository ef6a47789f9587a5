using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>The options that say how long to sample, with which seed, and where to write the state down.</summary>
public sealed class SamplingArguments
{
    private readonly Option<int?> sweeps = new("--sweeps")
    {
        HelpName = "N",
        Description =
            "The recorded sweeps of each chain; burn-in takes a quarter as many, at most 2000 where a limit is set. "
            + "[default: as many as log Z takes, at most 4000, or 1000000 where a limit is set]",
        CustomParser = result => CommandValues.WholeNumber("--sweeps", 10, 1_000_000)(result),
    };

    private readonly Option<double?> untilError = new("--until-error")
    {
        HelpName = "SE",
        Description = "A limit: a model is done when the standard error of its log Z is this small.",
        CustomParser = CommandValues.Positive("--until-error", "0.03"),
    };

    private readonly Option<double?> untilSamples = new("--until-ess")
    {
        HelpName = "N",
        Description =
            "A limit: a model is done when every parameter has so many effective samples, in the bulk and in the tails.",
        CustomParser = CommandValues.Positive("--until-ess", "400"),
    };

    private readonly Option<double?> time = new("--time")
    {
        HelpName = "SECONDS",
        Description =
            "A limit: the time for all models together. It is the one setting that makes results depend on the machine.",
        CustomParser = CommandValues.Positive("--time", "60"),
    };

    private readonly Option<int> chains = new("--chains")
    {
        HelpName = "N",
        Description = "The number of independent chains.",
        CustomParser = CommandValues.WholeNumber("--chains", 1, 100),
        DefaultValueFactory = _ => 4,
    };

    private readonly Option<ulong> seed = CommonOptions.Seed("The seed of all random numbers.");

    private readonly Option<int> threads = new("--threads")
    {
        HelpName = "N",
        Description = "The number of threads, which does not change the result; 0 is one a processor.",
        CustomParser = CommandValues.WholeNumber("--threads", 0, 1024),
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<int?> lanes = CommonOptions.Lanes();

    private readonly Option<string?> checkpoint = new("--checkpoint")
    {
        HelpName = "FILE",
        Description = "Write the state of the run down from time to time, and go on from there when it is there.",
        CustomParser = CommandValues.File,
    };

    private readonly Option<int> checkpointInterval = new("--checkpoint-interval")
    {
        HelpName = "SECONDS",
        Description = "The time between checkpoints; 0 for as many as possible.",
        CustomParser = CommandValues.WholeNumber("--checkpoint-interval", 0, 86_400),
        DefaultValueFactory = _ => 60,
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> Options =>
        [sweeps, untilError, untilSamples, time, chains, seed, threads, lanes, checkpoint, checkpointInterval];

    /// <summary>The settings that the arguments say.</summary>
    public SamplingSettings Read(ParseResult arguments) => new()
    {
        Sweeps = arguments.GetValue(sweeps),
        UntilError = arguments.GetValue(untilError),
        UntilSamples = arguments.GetValue(untilSamples),
        Time = arguments.GetValue(time) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Chains = arguments.GetValue(chains),
        Seed = arguments.GetValue(seed),
        Threads = arguments.GetValue(threads),
        Lanes = arguments.GetValue(lanes),
        Checkpoint = arguments.GetValue(checkpoint) is { } file
            ? new(file) { Interval = TimeSpan.FromSeconds(arguments.GetValue(checkpointInterval)) }
            : null,
    };
}
