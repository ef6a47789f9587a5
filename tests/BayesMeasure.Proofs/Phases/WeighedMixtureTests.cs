using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>Mixtures that were weighed, measured, and searched among 67 structures.</summary>
[Trait("suite", "proofs")]
[Trait("science", "xrd-phase-search.md: what the prototypes reached")]
public class WeighedMixtureTests(ITestOutputHelper output)
{
    private const double Percent = 100;

    private static readonly ProofTable Table = new(
        "Phases of weighed mixtures, 67 candidates",
        "sample", "phase", "P", "weight %", "95 %", "weighed", "error", "support", "s of processor", "verdict");

    private static readonly ProofTable Totals = new(
        "Weighed mixtures in sum", "samples", "found", "false", "mean error", "median", "largest",
        "median of powders as weighed", "in 95 %", "median s");

    private static readonly ProofTable Incomplete = new(
        "A phase of 10 % or more left out of the library", "sample", "left out", "verdict", "peaks", "strongest line named");

    [SharedDataFact]
    public void The_round_robin_is_found_with_its_weights()
    {
        Outcome outcome = Searched("CPD", WeighedPattern.RoundRobin(), falseAbove: 0.003);
        Assert.Equal(15, outcome.Found);
        Assert.Equal(0, outcome.False);
        Assert.InRange(outcome.Errors.Average(), 0, 1.5);
        Assert.InRange(outcome.Errors.Max(), 0, 3.5);
    }

    [SharedDataFact]
    public void All_precursors_are_found()
    {
        Outcome outcome = Searched("precursors", WeighedPattern.Precursors(), falseAbove: 0.01);
        Assert.Equal(24, outcome.Found);
        Assert.InRange(outcome.False, 0, 1);
        Assert.InRange(outcome.Inside, 21, 24);
    }

    [SharedDataFact]
    public void An_incomplete_library_is_called_so()
    {
        int told = 0, named = 0, count = 0, wrong = 0;
        foreach (WeighedPattern sample in All())
        {
            PhaseVerdict complete = PhaseSearch.Of(sample.Pattern, WeighedPattern.Library).Verdict;
            wrong += complete.Kind == PhaseVerdictKind.LibraryIncomplete ? 1 : 0;
            foreach (string phase in sample.Weights.Where(weight => weight.Value >= 10).Select(weight => weight.Key))
            {
                PowderLines missing = WeighedPattern.Library.Single(lines => lines.Name == phase);
                PowderLines[] library = [.. WeighedPattern.Library.Where(lines => lines != missing)];
                PhaseSearchResult result = PhaseSearch.Of(sample.Pattern, library);
                bool isTold = result.Verdict.Kind == PhaseVerdictKind.LibraryIncomplete;
                bool isNamed = IsNamed(result, missing);
                (count, told, named) = (count + 1, told + (isTold ? 1 : 0), named + (isNamed ? 1 : 0));
                Incomplete.Add(output, sample.Name, phase, $"{result.Verdict.Kind}", Peaks(result), isNamed ? "yes" : "no");
            }
        }

        Incomplete.Add(output, "in sum", $"{count}", $"{told} told", $"complete, but called incomplete: {wrong}", $"{named}");
        Assert.InRange(told, 0.95 * count, count);
        Assert.InRange(wrong, 0, 0.05 * 15);
    }

    private static IEnumerable<WeighedPattern> All() => WeighedPattern.RoundRobin().Concat(WeighedPattern.Precursors());

    /// <summary>Whether one of the three strongest lines of the missing phase is among the peaks that are told.</summary>
    private static bool IsNamed(PhaseSearchResult result, PowderLines missing)
    {
        int[] strongest = [.. Enumerable.Range(0, missing.Count).OrderByDescending(i => missing.Intensities[i]).Take(3)];
        return result.UnexplainedPeaks.Take(5).Any(peak =>
            strongest.Any(line => Math.Abs(peak.TwoTheta - missing.TwoTheta(line)) < 0.5));
    }

    private static string Peaks(PhaseSearchResult result) => string.Join(" ", result.UnexplainedPeaks
        .Take(3)
        .Select(peak => $"{ProofTable.Number(peak.TwoTheta, 2)} ({ProofTable.Number(peak.Share, 2)})"));

    private Outcome Searched(string name, IReadOnlyList<WeighedPattern> samples, double falseAbove)
    {
        Outcome outcome = new();
        foreach (WeighedPattern sample in samples)
        {
            List<double> seconds = [];
            PhaseSearchResult result;
            do
            {
                TimeSpan start = ProcessorTime();
                result = PhaseSearch.Of(sample.Pattern, WeighedPattern.Library);
                seconds.Add((ProcessorTime() - start).TotalSeconds);
            }
            while (seconds.Count < ProofScale.Choose(1, 5));

            outcome.Seconds.Add(seconds.Order().ElementAt(seconds.Count / 2));
            Add(sample, result, falseAbove, outcome);
        }

        double[] errors = [.. outcome.Errors.Order()];
        double[] ofPowders = [.. outcome.ErrorsOfPowders.Order()];
        Totals.Add(
            output, name, $"{outcome.Found} of {errors.Length}", $"{outcome.False}", ProofTable.Number(errors.Average(), 2),
            ProofTable.Number(Median(errors), 2), ProofTable.Number(errors[^1], 1),
            ProofTable.Number(Median(ofPowders), 2), $"{outcome.Inside}",
            ProofTable.Number(outcome.Seconds.Order().ElementAt(outcome.Seconds.Count / 2), 2));
        return outcome;
    }

    private void Add(WeighedPattern sample, PhaseSearchResult result, double falseAbove, Outcome outcome)
    {
        foreach (FoundPhase phase in result.Phases.Where(phase => phase.Probability >= 0.5))
        {
            double error = double.NaN;
            if (sample.Weights.TryGetValue(phase.Name, out double weighed))
            {
                error = Percent * phase.WeightFraction - weighed;
                outcome.Errors.Add(Math.Abs(error));
                outcome.ErrorsOfPowders.Add(Math.Abs(Percent * WeighedPattern.PowderOf(phase, result) - weighed));
                outcome.Found += phase.Probability >= 0.95 && phase.IsSupported ? 1 : 0;
                bool isInside = weighed >= Percent * phase.Interval95.Minimum && weighed <= Percent * phase.Interval95.Maximum;
                outcome.Inside += isInside ? 1 : 0;
            }
            else
            {
                outcome.False += phase.IsFound && phase.WeightFraction > falseAbove ? 1 : 0;
            }

            Table.Add(
                output, sample.Name, phase.Name, ProofTable.Number(phase.Probability, 3),
                ProofTable.Number(Percent * phase.WeightFraction, 2),
                $"{ProofTable.Number(Percent * phase.Interval95.Minimum, 1)} .. "
                    + ProofTable.Number(Percent * phase.Interval95.Maximum, 1),
                ProofTable.Number(weighed, 2), ProofTable.Number(error, 2), ProofTable.Number(phase.Support ?? double.NaN, 1),
                ProofTable.Number(outcome.Seconds[^1], 2), $"{result.Verdict.Kind}");
        }
    }

    private static double Median(double[] ascending) =>
        0.5 * (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]);

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private sealed class Outcome
    {
        public int Found { get; set; }

        public int False { get; set; }

        public int Inside { get; set; }

        public List<double> Errors { get; } = [];

        public List<double> ErrorsOfPowders { get; } = [];

        public List<double> Seconds { get; } = [];
    }
}
