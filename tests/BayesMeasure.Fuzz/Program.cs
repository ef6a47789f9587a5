using System.Diagnostics;
using System.Globalization;
using BayesMeasure.CommandLine;

namespace BayesMeasure.Fuzz;

/// <summary>
/// Tries broken inputs on all that reads what others wrote, prints a table, and fails where one was found that does harm:
/// [--minutes N | --inputs N] [--seed N] [a part of the names of what reads].
/// </summary>
internal static class Program
{
    private const string Usage =
        "Usage: BayesMeasure.Fuzz [--minutes N | --inputs N] [--seed N] [a part of the names of what reads]";

    private const int BadInput = 2;
    private const int Share = 200;
    private const int MostShown = 100;

    private static int Main(string[] arguments)
    {
        var words = new Queue<string>(arguments);
        (int? minutes, int inputs, int seed, string part) = (null, 1000, 1, "");
        while (words.TryDequeue(out string? word))
        {
            if (!word.StartsWith('-'))
            {
                part = word;
            }
            else if (!int.TryParse(words.TryDequeue(out string? text) ? text : "", CultureInfo.InvariantCulture, out int number))
            {
                return Refuse();
            }
            else if (word == "--minutes")
            {
                minutes = number;
            }
            else if (word == "--inputs")
            {
                inputs = number;
            }
            else if (word == "--seed")
            {
                seed = number;
            }
            else
            {
                return Refuse();
            }
        }

        FuzzRun[] runs = [.. FuzzTargets.All
            .Where(target => target.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
            .Select(target => new FuzzRun(target, seed))];
        if (minutes is { } limit)
        {
            RunFor(TimeSpan.FromMinutes(limit), runs);
        }
        else
        {
            Array.ForEach(runs, run => run.Next(inputs));
        }

        return Report(runs);
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(Usage);
        return BadInput;
    }

    /// <summary>Each in turn, so that all come equally far.</summary>
    private static void RunFor(TimeSpan time, FuzzRun[] runs)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            foreach (FuzzRun run in runs.TakeWhile(_ => clock.Elapsed < time))
            {
                run.Next(Math.Max(1, Share / run.Target.Cost));
            }
        }
    }

    private static int Report(FuzzRun[] runs)
    {
        string[] findings = [.. runs.SelectMany(run => run.Findings)];
        foreach (string finding in findings.Take(MostShown))
        {
            Console.WriteLine($"{finding}{Environment.NewLine}");
        }

        TextTable.Write(Console.Out, FuzzRun.Header, runs.Select(run => run.Row));
        Console.WriteLine(findings.Length == 0
            ? $"No input of {runs.Sum(run => run.Inputs)} did harm."
            : $"{findings.Length} findings. The same inputs come again with the same seed.");
        return findings.Length == 0 && runs.Length > 0 ? 0 : 1;
    }
}
