using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Numerics.Random;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>
/// Is a library called incomplete where it is, and only there? On patterns that did not set the thresholds: simulated ones, in
/// which one phase has texture and the lines of the others are off by 10 %. Those that are told without a peak, since a relative
/// took the place of the phase, are named.
/// </summary>
[Trait("suite", "proofs")]
public class IncompleteLibraryTests(ITestOutputHelper output)
{
    private const double Counts = 1e4;
    private const double Background = 200;
    private const double LeastWeight = 0.1;

    private static readonly ProofTable Table = new(
        "A phase of 10 % or more left out, simulated patterns with texture and wrong intensities",
        "patterns", "complete, but called incomplete", "left out", "called incomplete", "by a doubted phase alone", "not told");

    [SharedDataFact]
    public void An_incomplete_library_is_called_so_on_other_patterns()
    {
        int patterns = ProofScale.Choose(4, 60);
        int wrong = 0, leftOut = 0;
        List<string> missed = [], doubted = [];
        for (int seed = 1; seed <= patterns; seed++)
        {
            RandomStream random = new((ulong)(3000 + seed), chain: 0, replica: 0);
            random.BeginSweep(1);
            SimulatedPhase[] phases = [.. SimulatedPowder.Chosen(WeighedPattern.Library, 2 + random.NextInteger(3), random)
                .Select((lines, k) => Drawn(lines, isOrdered: k == 0, random))];
            (MeasuredPattern pattern, double[] weights) =
                SimulatedPowder.Of(phases, new(0.1) { WidthSlope = 0.05, Zero = 0.05 * random.NextNormal() }, Background, random);
            PhaseSearchResult complete = PhaseSearch.Of(pattern, WeighedPattern.Library);
            wrong += complete.Verdict.Kind == PhaseVerdictKind.LibraryIncomplete ? 1 : 0;
            foreach (PowderLines missing in phases.Where((_, k) => weights[k] >= LeastWeight).Select(phase => phase.Lines))
            {
                PowderLines[] library = [.. WeighedPattern.Library.Where(lines => lines != missing)];
                PhaseSearchResult result = PhaseSearch.Of(pattern, library);
                leftOut++;
                if (result.Verdict.Kind != PhaseVerdictKind.LibraryIncomplete)
                {
                    missed.Add($"{seed}: {missing.Name}");
                }
                else if (!result.Verdict.Text.Contains("peaks at", StringComparison.Ordinal))
                {
                    doubted.Add($"{seed}: {missing.Name}");
                }
            }
        }

        Table.Add(output, $"{patterns}", $"{wrong}", $"{leftOut}", $"{leftOut - missed.Count}", string.Join(", ", doubted),
            string.Join(", ", missed));
        Assert.InRange(wrong, 0, 0.05 * patterns);
        Assert.InRange(leftOut - missed.Count, 0.95 * leftOut, leftOut);
    }

    private static SimulatedPhase Drawn(PowderLines lines, bool isOrdered, RandomStream random) => new(
        lines,
        Counts * (0.2 + 0.8 * random.NextUniform()),
        new()
        {
            Strain = 0.001 * random.NextNormal(),
            SizeBroadening = 0.05 * random.NextUniform(),
            Texture = isOrdered ? 0.6 + 0.3 * random.NextUniform() : 1,
        },
        LineError: 0.1,
        isOrdered ? (0, 0, 1) : null);
}
