using BayesMeasure.Diffraction.Search;
using BayesMeasure.Gpu;
using BayesMeasure.Variational;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>
/// Many powder patterns of fifty candidates, searched by variational inference: the guides of hundreds at once on the
/// accelerator, all else on the processor; and some of them on one core.
/// </summary>
internal sealed class PowderBatch(GpuEngine engine, BenchmarkSettings settings)
{
    private const int PatternsOfCore = 8;

    private static readonly PhaseSearchOptions Options = new() { Method = PhaseMethod.Variational };

    /// <summary>Measures.</summary>
    public PowderFigures Measure(CancellationToken cancellation)
    {
        var drawn = Enumerable.Range(0, settings.Patterns).Select(RandomPowders.Pattern).ToArray();
        MeasuredPattern[] patterns = [.. drawn.Select(one => one.Pattern)];
        Console.WriteLine($"{patterns.Length} patterns of {RandomPowders.Candidates.Count} candidates ...");
        TimedEngine timed = new(engine);
        PhaseSearchRun[] runs = [];
        double first = Clock.Seconds(() => runs = [.. Search(patterns[..1], timed, threads: 0, cancellation)]);
        timed.Seconds = 0;
        double all = Clock.Seconds(() => runs = [.. Search(patterns, timed, threads: 0, cancellation)]);
        PhaseSearchRun[] alone = [];
        int few = Math.Min(PatternsOfCore, patterns.Length);
        double core = Clock.Seconds(() => alone = [.. Search(patterns[..few], null, threads: 1, cancellation)]);
        return new()
        {
            Patterns = patterns.Length,
            SecondsOfFirstPattern = first,
            Seconds = all,
            SecondsOfGuides = timed.Seconds,
            SecondsOfPatternOnCore = core / few,
            Exact = runs.Zip(drawn).Count(one => IsExact(one.First, one.Second.Phases)),
            UnlikeHost = alone.Zip(runs).Count(one => !Names(one.First).SetEquals(Names(one.Second))),
        };
    }

    private static IEnumerable<PhaseSearchRun> Search(
        MeasuredPattern[] patterns, ISelectionEngine? by, int threads, CancellationToken cancellation) => PhaseSearch.OfAll(
        patterns, RandomPowders.Candidates, Options with { Engine = by, Threads = threads }, progress: null, cancellation);

    private static HashSet<string> Names(PhaseSearchRun run) => [.. run.ResultOrThrow().Found.Select(phase => phase.Name)];

    private static bool IsExact(PhaseSearchRun run, string[] phases) =>
        run.Result is { } result
        && phases.All(phase => result.Found.Any(found => found.Group.Contains(phase)))
        && result.Found.All(found => found.Group.Any(phases.Contains));

    /// <summary>Adds up the time that guides take.</summary>
    private sealed class TimedEngine(ISelectionEngine engine) : ISelectionEngine
    {
        public double Seconds { get; set; }

        public IReadOnlyList<SelectionGuide> Fit(
            IReadOnlyList<SelectionProblem> problems, VariationalInference settings, CancellationToken cancellation)
        {
            IReadOnlyList<SelectionGuide> guides = [];
            Seconds += Clock.Seconds(() => guides = engine.Fit(problems, settings, cancellation));
            return guides;
        }
    }
}

/// <summary>What <see cref="PowderBatch"/> measured.</summary>
internal sealed record PowderFigures
{
    /// <summary>The number of patterns.</summary>
    public required int Patterns { get; init; }

    /// <summary>The seconds of one pattern alone, in which everything is compiled.</summary>
    public required double SecondsOfFirstPattern { get; init; }

    /// <summary>The seconds of all, from counts to phases.</summary>
    public required double Seconds { get; init; }

    /// <summary>The seconds of these in which guides were fitted on the accelerator.</summary>
    public required double SecondsOfGuides { get; init; }

    /// <summary>The seconds of a pattern on one core of the processor.</summary>
    public required double SecondsOfPatternOnCore { get; init; }

    /// <summary>The patterns in which exactly what is there was found.</summary>
    public required int Exact { get; init; }

    /// <summary>The patterns of the core in which it found another set than the accelerator.</summary>
    public required int UnlikeHost { get; init; }
}
