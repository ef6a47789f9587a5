using BayesMeasure.Comparison;
using Spectre.Console;

namespace BayesMeasure.Samples;

/// <summary>Shows how far a comparison has come: bars on a terminal, now and then a line elsewhere, nothing when quiet.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs a comparison and shows its progress.</summary>
    public static ModelComparison Show(
        bool isQuiet,
        TextWriter error,
        Func<IProgress<ComparisonProgress>?, ModelComparison> compare)
    {
        if (isQuiet)
            return compare(null);
        IAnsiConsole console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(error) });
        return console.Profile.Out.IsTerminal
            ? console.Progress().AutoClear(true).Start(context => compare(new BarProgress(context)))
            : compare(new LineProgress(error));
    }

    private sealed class BarProgress(ProgressContext context) : IProgress<ComparisonProgress>
    {
        private readonly Dictionary<Candidate, ProgressTask> bars = [];

        public void Report(ComparisonProgress value)
        {
            if (!bars.TryGetValue(value.Candidate, out ProgressTask? bar))
                bars.Add(value.Candidate, bar = context.AddTask(value.Candidate.Name));
            bar.Value = bar.MaxValue * value.Sampling.Fraction;
        }
    }

    /// <summary>One line for each model that is done.</summary>
    private sealed class LineProgress(TextWriter error) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value)
        {
            if (value.Sampling.Sweep == value.Sampling.Sweeps)
                error.WriteLine($"{value.Candidate.Name} sampled ({value.Index + 1} of {value.Count})");
        }
    }
}
