using Spectre.Console;

namespace BayesMeasure.Samples;

/// <summary>Shows how far a program has come: bars on a terminal, now and then a line elsewhere, nothing when quiet.</summary>
public abstract class ProgressDisplay
{
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
            ? console.Progress().AutoClear(true).Start(context => work(new Bars(context)))
            : work(new Lines(error));
    }

    /// <summary>Moves the bar of a task, on a terminal.</summary>
    /// <param name="task">What the bar is called.</param>
    /// <param name="fraction">The part that is done, from 0 to 1.</param>
    public virtual void Show(string task, double fraction)
    {
    }

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
                bars.Add(task, bar = context.AddTask(task));
            }
            bar.Value = bar.MaxValue * fraction;
        }
    }

    private sealed class Lines(TextWriter error) : ProgressDisplay
    {
        public override void Say(string line) => error.WriteLine(line);
    }
}
