using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Gpu;
using BayesMeasure.Gpu.Accelerators;
using BayesMeasure.Inference;
using BayesMeasure.Variational;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>Many patterns at once: each as alone, in order, and a failure costs its own pattern.</summary>
public class PhaseBatchTests
{
    private static readonly PhaseSearchOptions Gibbs = new() { Threads = 2 };
    private static readonly PhaseSearchOptions Variational = Gibbs with { Method = PhaseMethod.Variational };

    private static readonly MeasuredPattern[] Patterns =
    [
        PowderMixture.Of(1, 0, ("NiO", 3000), ("ZnO", 2000)),
        PowderMixture.Of(2, 0.1, ("Al2O3", 2000)),
        PowderMixture.Of(3, 0, ("ZnO", 2000), ("Al2O3", 800), ("NiO", 900)),
    ];

    // Lines that were computed for another wavelength have other intensities.
    private static readonly MeasuredPattern Wrong = MeasuredPattern.Of(Patterns[0].Measurement, Radiation.CobaltKAlpha);

    [Theory]
    [InlineData(PhaseMethod.Gibbs, 1)]
    [InlineData(PhaseMethod.Gibbs, 3)]
    [InlineData(PhaseMethod.Variational, 3)]
    public void A_pattern_is_answered_among_others_as_alone(PhaseMethod method, int threads)
    {
        PhaseSearchOptions options = new() { Method = method, Threads = threads };
        PhaseSearchRun[] runs = [.. PhaseSearch.OfAll(Patterns, PowderMixture.Library, options)];
        Assert.Equal([0, 1, 2], runs.Select(run => run.Index));
        Assert.Equal(Patterns, runs.Select(run => run.Pattern));
        AssertSame([.. Patterns.Select(pattern => PhaseSearch.Of(pattern, PowderMixture.Library, options))], runs);
    }

    [Fact]
    public void A_pattern_that_fails_costs_no_other()
    {
        PhaseSearchRun[] runs = [.. PhaseSearch.OfAll([Patterns[0], Wrong, Patterns[1]], PowderMixture.Library, Gibbs)];
        Assert.Equal([true, false, true], runs.Select(run => run.Failure == null));
        Assert.Contains("were computed for", runs[1].Failure!.Message, StringComparison.Ordinal);
        Assert.Same(runs[1].Failure, Assert.Throws<InferenceException>(runs[1].ResultOrThrow));
        Assert.Equal(["Al2O3"], runs[2].ResultOrThrow().Found.Select(phase => phase.Name));
    }

    [Fact]
    public void Progress_is_told_in_order()
    {
        List<InferenceProgress> told = [];
        PhaseSearchRun[] runs = [.. PhaseSearch.OfAll(Patterns, PowderMixture.Library, Gibbs, new Listener(told))];
        Assert.Equal(3, runs.Length);
        Assert.Equal([1, 2, 3], told.Select(one => one.Finished));
        Assert.All(told, one => Assert.Equal(3, one.Count));
        Assert.Equal(1, told[^1].FractionOfAll);
    }

    [Fact]
    public void What_was_handed_out_before_it_is_cancelled_stays()
    {
        using CancellationTokenSource source = new();
        List<PhaseSearchRun> runs = [];
        MeasuredPattern[] many = [.. Enumerable.Repeat(Patterns[1], 40)];
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (PhaseSearchRun run in PhaseSearch.OfAll(many, PowderMixture.Library, Gibbs, null, source.Token))
            {
                runs.Add(run);
                source.Cancel();
            }
        });
        Assert.InRange(runs.Count, 1, many.Length - 1);
        Assert.All(runs, run => Assert.Null(run.Failure));
    }

    /// <summary>An engine is asked about all patterns of a round at once.</summary>
    [Fact]
    public void The_guides_of_many_patterns_are_fitted_at_once()
    {
        HostBehind engine = new();
        PhaseSearchRun[] runs =
            [.. PhaseSearch.OfAll([.. Patterns, Wrong], PowderMixture.Library, Variational with { Engine = engine })];
        AssertSame([.. Patterns.Select(pattern => PhaseSearch.Of(pattern, PowderMixture.Library, Variational))], runs[..3]);
        Assert.NotNull(runs[3].Failure);
        Assert.Equal([3, 3], engine.Asked.Take(2));
        Assert.InRange(engine.Asked.Count, 2, 6);
    }

    [Fact]
    public void A_GPU_finds_the_phases_that_the_host_finds()
    {
        using GpuEngine gpu = GpuEngine.Create(new() { Accelerator = AcceleratorKind.Cpu });
        PhaseSearchRun run = PhaseSearch.OfAll(
            Patterns[..1], PowderMixture.Without("LaB6"), Variational with { Engine = gpu }).Single();
        PhaseSearchResult host = PhaseSearch.Of(Patterns[0], PowderMixture.Without("LaB6"), Variational);
        PhaseSearchResult device = run.ResultOrThrow();
        Assert.Equal(host.Found.Select(phase => phase.Name), device.Found.Select(phase => phase.Name));
        Assert.All(host.Phases.Zip(device.Phases), pair =>
        {
            Assert.Equal(pair.First.Selection!.Value, pair.Second.Selection!.Value, 1e-5);
            Assert.Equal(pair.First.WeightFraction, pair.Second.WeightFraction, 1e-5);
        });
    }

    [Fact]
    public void An_engine_without_guides_and_threads_that_are_none_are_refused()
    {
        Assert.Contains("set Method to Variational", Refusal(Gibbs with { Engine = new HostBehind() }), StringComparison.Ordinal);
        Assert.Contains("0 or more", Refusal(Gibbs with { Threads = -1 }), StringComparison.Ordinal);
    }

    private static string Refusal(PhaseSearchOptions options) => Assert.Throws<ArgumentException>(() =>
        PhaseSearch.OfAll(Patterns, PowderMixture.Library, options)).Message;

    private static void AssertSame(IReadOnlyList<PhaseSearchResult> alone, PhaseSearchRun[] runs)
    {
        Assert.Equal(alone.Count, runs.Length);
        foreach ((PhaseSearchResult one, PhaseSearchRun run) in alone.Zip(runs))
        {
            PhaseSearchResult other = run.ResultOrThrow();
            Assert.Equal(one.Phases.Select(phase => phase.Name), other.Phases.Select(phase => phase.Name));
            Assert.Equal(one.Phases.Select(phase => phase.Probability), other.Phases.Select(phase => phase.Probability));
            Assert.Equal(one.Phases.Select(phase => phase.WeightFraction), other.Phases.Select(phase => phase.WeightFraction));
            Assert.Equal(one.Misfit, other.Misfit);
        }
    }

    private sealed class Listener(List<InferenceProgress> told) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => told.Add(value);
    }

    /// <summary>The host as an engine, which counts what it is asked.</summary>
    private sealed class HostBehind : ISelectionEngine
    {
        public List<int> Asked { get; } = [];

        public IReadOnlyList<SelectionGuide> Fit(
            IReadOnlyList<SelectionProblem> problems, VariationalInference settings, CancellationToken cancellation)
        {
            Asked.Add(problems.Count);
            return (settings with { Engine = null }).Select(problems, cancellation);
        }
    }
}
