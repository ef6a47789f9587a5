using System.CommandLine;

namespace BayesMeasure.CommandLine;

/// <summary>The options that every command line has.</summary>
public static class CommonOptions
{
    /// <summary>The name of the option of the seed.</summary>
    public const string SeedName = "--seed";

    /// <summary>The name of the option of the folder that is written to.</summary>
    public const string FolderName = "--out";

    /// <summary>The seed; 1 by default.</summary>
    /// <param name="description">What is drawn with it.</param>
    public static Option<ulong> Seed(string description) => new(SeedName)
    {
        HelpName = "N",
        Description = description,
        CustomParser = CommandValues.Seed,
        DefaultValueFactory = _ => 1,
    };

    /// <summary>The folder that is written to; "out" by default.</summary>
    /// <param name="description">What it is for.</param>
    public static Option<string> Folder(string description) => new(FolderName)
    {
        HelpName = "DIR",
        Description = description,
        DefaultValueFactory = _ => "out",
    };

    /// <summary>In how many partial sums data points are summed; null for as many as the processor has.</summary>
    public static Option<int?> Lanes() => new("--lanes")
    {
        HelpName = "N",
        Description =
            "With 2, 4 or 8 partial sums, processors of every kind give the same bits. [default: what is fastest on this one]",
        CustomParser = CommandValues.Lanes,
    };

    /// <summary>Whether no progress is shown.</summary>
    public static Option<bool> Quiet() => new("--quiet")
    {
        Description = "Show no progress.",
    };
}
