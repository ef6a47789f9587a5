using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>Three phases out of fifty by sparse variational inference: one of 2^50 sets.</summary>
[Trait("suite", "proofs")]
[Trait("science", "xrd-phase-search.md: variational set-up")]
public class VariationalPhaseTests(ITestOutputHelper output)
{
    private static readonly PhaseSearchOptions Options = new() { Method = PhaseMethod.Variational };

    private static readonly ProofTable Table = new(
        "One of 2^50 sets by variational inference: exact sets (equals within the allowed strain are a group)",
        "variant", "exact", "median s", "largest s", "wrong seeds");

    [SharedDataFact]
    public void The_set_is_selected()
    {
        int seeds = ProofScale.Choose(4, 20);
        int exact = FiftyCandidates.Variants.Sum(variant => Exact(variant, seeds));
        Assert.InRange(exact, (int)Math.Ceiling(0.9 * 3 * seeds), 3 * seeds);
    }

    private int Exact(FiftyCandidates variant, int seeds)
    {
        List<double> seconds = [];
        List<string> wrong = [];
        for (int seed = 1; seed <= seeds; seed++)
        {
            (MeasuredPattern pattern, PowderLines[] library, SimulatedPhase[] phases) = variant.Draw((ulong)seed);
            using var process = Process.GetCurrentProcess();
            TimeSpan start = process.TotalProcessorTime;
            PhaseSearchResult result = PhaseSearch.Of(pattern, library, Options);
            process.Refresh();
            seconds.Add((process.TotalProcessorTime - start).TotalSeconds);
            if (!FiftyCandidates.IsExact(result, phases))
            {
                wrong.Add($"{seed}: {FiftyCandidates.Told(result, phases)}");
            }
        }

        Table.Add(
            output,
            variant.Name,
            $"{seeds - wrong.Count} of {seeds}",
            ProofTable.Number(seconds.Order().ElementAt(seeds / 2), 2),
            ProofTable.Number(seconds.Max(), 2),
            string.Join("; ", wrong));
        return seeds - wrong.Count;
    }
}
