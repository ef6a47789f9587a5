using System.Diagnostics;
using System.Globalization;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.CommandLine;

/// <summary>What is said of long data before anybody waits for them: how long it will take, and what would be as good.</summary>
internal static class LongData
{
    private const int FewestPoints = 20_000;

    /// <summary>Time is proportional to points: so many are enough to measure it.</summary>
    private const int ProbedPoints = 20_000;

    /// <summary>The first run also compiles, and the difference of both is sweeps alone.</summary>
    private const int FirstSweeps = 2;
    private const int SecondSweeps = 6;
    private const int FewSweeps = 400;
    private const int ManySweeps = 4000;

    /// <summary>A proposal to bin, where the data are long; null where they are not.</summary>
    /// <param name="data">The measured curve.</param>
    public static string? ProposalFor(Measurement data)
    {
        if (data.Count < FewestPoints)
        {
            return null;
        }

        int size = BinProposal.Of(data);
        string points = data.Count.ToString("N0", CultureInfo.InvariantCulture);
        return size > 1
            ? $"{points} points are many: --bin {size} is {size} times as fast and loses nothing, since the curve is straight "
                + "over each bin to within a quarter of its noise."
            : $"{points} points are many, and no two may become one without loss: --from and --to keep a part.";
    }

    /// <summary>How long the comparison will take, from a few sweeps of its largest model; null for short data.</summary>
    /// <param name="problem">What is asked.</param>
    /// <param name="options">How it is sampled.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static string? ForecastFor(
        ComparisonProblem problem, ReplicaExchangeOptions options, CancellationToken cancellation)
    {
        Measurement data = problem.Measured.Curve;
        if (data.Count < FewestPoints)
        {
            return null;
        }

        IReadOnlyList<Candidate> candidates = problem.Family.Candidates;
        Candidate largest = candidates.MaxBy(candidate => candidate.Model.ParameterNames.Count)!;
        int step = data.Count / ProbedPoints;
        ITarget part = largest.Given(Thinned(data, step));
        double first = SecondsFor(part, options, FirstSweeps, cancellation);
        double second = SecondsFor(part, options, SecondSweeps, cancellation);
        double sweep = Math.Max(second - first, 0.1 * second) * step / (2 * (SecondSweeps - FirstSweeps));
        int runs = problem.Measured.Noise.IsLadder ? 2 : 1;
        double models = runs * (candidates.Count / 2.0 + 0.5);
        string time = options.Sweeps is int sweeps
            ? InWords(models * sweep * (sweeps + (options.BurnInSweeps ?? sweeps / 4)))
            : $"{InWords(models * sweep * FewSweeps)} to {InWords(models * sweep * ManySweeps)}";
        return $"About {InWords(sweep)} a sweep of {largest.Name}: {time} for all models.";
    }

    private static double SecondsFor(ITarget target, ReplicaExchangeOptions options, int sweeps, CancellationToken cancellation)
    {
        ReplicaExchangeOptions few = options with
        {
            BurnInSweeps = sweeps,
            Sweeps = sweeps,
            Until = new(),
            Reference = null,
            Modes = null,
            Checkpoint = null,
        };
        var clock = Stopwatch.StartNew();
        new ReplicaExchange(few).Run(target, cancellation: cancellation);
        return clock.Elapsed.TotalSeconds;
    }

    private static Measurement Thinned(Measurement data, int step)
    {
        int[] kept = [.. Enumerable.Range(0, data.Count / step).Select(i => i * step)];
        return new(
            kept.Select(i => data.X[i]),
            kept.Select(i => data.Y[i]),
            data.Sigma is { } sigma ? kept.Select(i => sigma[i]) : null);
    }

    private static string InWords(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:G2} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} minutes"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F0} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:F0} days"),
    };
}
