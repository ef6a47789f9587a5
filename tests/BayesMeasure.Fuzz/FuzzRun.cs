using System.Diagnostics;
using System.Globalization;

namespace BayesMeasure.Fuzz;

/// <summary>
/// Inputs for one target, one after the other: none may throw, take a second of the processor or more memory than its length
/// allows, and what is said of it must be fit to be shown.
/// </summary>
/// <param name="target">The target.</param>
/// <param name="seed">The seed of its inputs.</param>
internal sealed class FuzzRun(FuzzTarget target, int seed)
{
    private const int Tries = 3;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<string> findings = [];
    private int taken;
    private long mostBytes;
    private TimeSpan longest;

    /// <summary>The target.</summary>
    public FuzzTarget Target => target;

    /// <summary>How many inputs were tried.</summary>
    public int Inputs { get; private set; }

    /// <summary>What went wrong, each with the number of its input.</summary>
    public IReadOnlyList<string> Findings => findings;

    /// <summary>The headings of <see cref="Row"/>.</summary>
    public static string[] Header { get; } = ["what reads", "inputs", "taken", "refused", "findings", "most MB", "worst ms"];

    /// <summary>What was found, for a table.</summary>
    public string[] Row =>
    [
        target.Name,
        Text(Inputs),
        Text(taken),
        Text(Inputs - taken),
        Text(findings.Count),
        (mostBytes / 1e6).ToString("F1", CultureInfo.InvariantCulture),
        longest.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture),
    ];

    /// <summary>Tries the next inputs.</summary>
    public void Next(int count)
    {
        for (; count > 0; count--)
        {
            Try(Inputs++);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Try(int number)
    {
        byte[] input = target.Input(seed, number);
        var clock = Stopwatch.StartNew();
        long before = GC.GetTotalAllocatedBytes();
        Outcome outcome = OutcomeOf(input);
        long bytes = GC.GetTotalAllocatedBytes() - before;
        TimeSpan time = clock.Elapsed < MostTime ? clock.Elapsed : ProcessorTime(input);
        taken += outcome.Said is null ? 1 : 0;
        mostBytes = Math.Max(mostBytes, bytes);
        longest = time > longest ? time : longest;
        string?[] problems =
        [
            outcome.Failure?.ToString(),
            outcome.Said is { } said ? Refusal.Complaint(said, target.MostLines) : null,
            time > MostTime ? $"it took {time.TotalSeconds:F1} s" : null,
            bytes > target.MostBytes(input.Length) ? $"it took {bytes >> 20} MB for {input.Length} bytes" : null,
        ];
        findings.AddRange(problems.OfType<string>().Select(problem => $"{target.Name}, seed {seed}, input {number}: {problem}"));
    }

    /// <summary>What becomes of an input; whoever hangs ends the process, since nothing else ends a thread.</summary>
    private Outcome OutcomeOf(byte[] input)
    {
        var work = Task.Run(() =>
        {
            try
            {
                return new Outcome(target.Try(input), null);
            }
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                return new Outcome(null, failure);
            }
        });
        return work.Wait(Patience) ? work.Result : new(null, new TimeoutException($"It takes more than {Patience}."));
    }

    /// <summary>The time of the processor, where the clock ran on while other programs worked.</summary>
    private TimeSpan ProcessorTime(byte[] input) => Enumerable.Range(0, Tries).Min(_ =>
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        OutcomeOf(input);
        return Environment.CpuUsage.TotalTime - before;
    });

    private readonly record struct Outcome(string? Said, Exception? Failure);
}
