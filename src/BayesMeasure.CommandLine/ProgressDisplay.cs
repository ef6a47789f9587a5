using System.Globalization;
using BayesMeasure.Inference;
using BayesMeasure.Reports;
using Spectre.Console;

namespace BayesMeasure.CommandLine;

/// <summary>Shows how far a program has come: bars on a terminal, now and then a line elsewhere, nothing when quiet.</summary>
public abstract class ProgressDisplay
{
    private static ProgressColumn[] Columns =>
        [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];

    /// <summary>Does something and shows how far it has come.</summary>
    /// <param name="isQuiet">Whether nothing is shown.</param>
    /// <param name="error">Where it is shown.</param>
    /// <param name="work">What is done; it tells the display.</param>
    public static TResult Use<TResult>(bool isQuiet, TextWriter error, Func<ProgressDisplay, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (isQuiet)
        {
            return work(new Silence());
        }
        IAnsiConsole console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(error) });
        return console.Profile.Out.IsTerminal
            ? console.Progress().AutoClear(true).Columns(Columns).Start(context => work(new Bars(context)))
            : work(new Lines(error));
    }

    /// <summary>Moves the bar of a task, on a terminal.</summary>
    /// <param name="task">What the bar is called.</param>
    /// <param name="fraction">The part that is done, from 0 to 1.</param>
    public virtual void Show(string task, double fraction)
    {
    }

    /// <summary>Moves the bar of an inference, with what it does and how fast, on a terminal.</summary>
    /// <param name="task">What the bar is called.</param>
    /// <param name="progress">How far it has come.</param>
    public virtual void Show(string task, InferenceProgress progress) => Show(task, progress.Fraction);

    /// <summary>Says that something is done, where there are no bars.</summary>
    public virtual void Say(string line)
    {
    }

    private sealed class Silence : ProgressDisplay
    {
    }

    private sealed class Bars(ProgressContext context) : ProgressDisplay
    {
        private readonly Dictionary<string, ProgressTask> bars = [];

        public override void Show(string task, double fraction)
        {
            if (!bars.TryGetValue(task, out ProgressTask? bar))
            {
                bars.Add(task, bar = context.AddTask(Markup.Escape(PrintableText.Of(task))));
            }
            bar.Value = bar.MaxValue * fraction;
        }

        public override void Show(string task, InferenceProgress progress)
        {
            Show(task, progress.Fraction);
            ProgressTask bar = bars[task];
            double seconds = bar.ElapsedTime?.TotalSeconds ?? 0;
            string rate = seconds > 0
                ? string.Create(CultureInfo.InvariantCulture, $", {progress.Step / seconds:N0} sweeps/s")
                : "";
            bar.Description = Markup.Escape(PrintableText.Of($"{task}: {progress.Stage}{rate}{Known(progress)}"));
        }
    }

    /// <summary>log Z and the worst R-hat, once the run has looked.</summary>
    internal static string Known(InferenceProgress progress)
    {
        if (progress is not { FreeEnergy: { } freeEnergy, HighestRHat: { } highest })
        {
            return "";
        }

        ValueWithError logEvidence = new(freeEnergy.LogEvidence, freeEnergy.StandardError);
        return string.Create(CultureInfo.InvariantCulture, $", log Z {logEvidence}, R-hat {highest:F3}");
    }

    private sealed class Lines(TextWriter error) : ProgressDisplay
    {
        public override void Say(string line) => error.WriteLine(line);
    }
}
