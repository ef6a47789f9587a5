using System.CommandLine;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>The options of all commands that ask about peaks.</summary>
public static class PeakOptions
{
    /// <summary>The shape of every peak.</summary>
    public static Option<PeakShape> Shape() => new("--shape")
    {
        HelpName = "SHAPE",
        Description = $"The shape of every peak: {string.Join(", ", CommandValues.NamesOf<PeakShape>())}.",
        CustomParser = CommandValues.Choice<PeakShape>("--shape"),
        DefaultValueFactory = _ => PeakShape.Gaussian,
    };

    /// <summary>What lies beneath them.</summary>
    public static Option<IReadOnlyList<BackgroundTerm>?> Background() => new("--background")
    {
        HelpName = "SHAPE[+SHAPE]",
        Description = $"What lies beneath the peaks: {BackgroundTerm.Known}; or a sum of these. [default: none]",
        CustomParser = ModelText.Background,
        Arity = ArgumentArity.ExactlyOne,
    };
}
