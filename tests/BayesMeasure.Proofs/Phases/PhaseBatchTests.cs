using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>Many patterns of the same fifty candidates, each one of 2^50 sets, searched side by side.</summary>
[Trait("suite", "proofs")]
public class PhaseBatchTests(ITestOutputHelper output)
{
    private static readonly ProofTable Table = new(
        "Many patterns of fifty candidates at once", "method", "patterns", "exact", "threads", "patterns a second");

    [SharedDataTheory]
    [InlineData(PhaseMethod.Gibbs)]
    [InlineData(PhaseMethod.Variational)]
    public void Sets_are_found_in_many_patterns(PhaseMethod method)
    {
        int count = ProofScale.Choose(6, 60);
        (PowderLines[] library, (MeasuredPattern Pattern, SimulatedPhase[] Phases)[] drawn) =
            FiftyCandidates.Variants[1].DrawMany(count);
        MeasuredPattern[] patterns = [.. drawn.Select(one => one.Pattern)];
        PhaseSearchOptions options = new() { Method = method };
        var clock = Stopwatch.StartNew();
        PhaseSearchRun[] runs = [.. PhaseSearch.OfAll(patterns, library, options)];
        double seconds = clock.Elapsed.TotalSeconds;
        int exact = runs.Zip(drawn).Count(one => FiftyCandidates.IsExact(one.First.ResultOrThrow(), one.Second.Phases));
        Table.Add(
            output,
            $"{method}",
            $"{count}",
            $"{exact}",
            $"{Environment.ProcessorCount}",
            ProofTable.Number(count / seconds, 1));
        Assert.InRange(exact, (int)Math.Ceiling(0.9 * count), count);
    }
}
