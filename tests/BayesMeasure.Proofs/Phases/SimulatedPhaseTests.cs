using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>Three phases out of fifty: one of 2^50 sets, twenty seeds a row.</summary>
[Trait("suite", "proofs")]
[Trait("science", "xrd-phase-search.md: synthetic patterns")]
public class SimulatedPhaseTests(ITestOutputHelper output)
{
    private const int Seeds = 20;
    private static readonly ProofTable Table = new(
        "One of 2^50 sets: exact sets (equals within the allowed strain are a group)",
        "variant", "exact", "median s", "wrong seeds");

    private int exactInSum;

    [SharedDataFact]
    public void The_set_is_found()
    {
        foreach (FiftyCandidates variant in FiftyCandidates.Variants)
        {
            Add(variant);
        }

        Assert.InRange(exactInSum, 58, 60);
    }

    private void Add(FiftyCandidates variant)
    {
        List<double> seconds = [];
        List<string> wrong = [];
        for (int seed = 1; seed <= Seeds; seed++)
        {
            (MeasuredPattern pattern, PowderLines[] library, SimulatedPhase[] phases) = variant.Draw((ulong)seed);
            using var process = Process.GetCurrentProcess();
            TimeSpan start = process.TotalProcessorTime;
            PhaseSearchResult result = PhaseSearch.Of(pattern, library);
            process.Refresh();
            seconds.Add((process.TotalProcessorTime - start).TotalSeconds);
            if (!FiftyCandidates.IsExact(result, phases))
            {
                wrong.Add($"{seed}: {FiftyCandidates.Told(result, phases)}");
            }
        }

        exactInSum += Seeds - wrong.Count;
        double median = seconds.Order().ElementAt(Seeds / 2);
        Table.Add(
            output, variant.Name, $"{Seeds - wrong.Count} of {Seeds}", ProofTable.Number(median, 2), string.Join("; ", wrong));
    }
}
