using System.CommandLine;

namespace BayesMeasure.Samples;

/// <summary>The options that every command-line sample has.</summary>
public static class CommonOptions
{
    /// <summary>The seed; 1 by default.</summary>
    /// <param name="description">What is drawn with it.</param>
    public static Option<ulong> Seed(string description) => new("--seed")
    {
        HelpName = "N",
        Description = description,
        CustomParser = CommandValues.Seed,
        DefaultValueFactory = _ => 1,
    };

    /// <summary>The folder that is written to; "out" by default.</summary>
    /// <param name="description">What it is for.</param>
    public static Option<string> Folder(string description) => new("--out")
    {
        HelpName = "DIR",
        Description = description,
        DefaultValueFactory = _ => "out",
    };

    /// <summary>Whether no progress is shown.</summary>
    public static Option<bool> Quiet() => new("--quiet")
    {
        Description = "Show no progress.",
    };
}
