using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Numerics.Random;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>
/// Is a library called incomplete where it is, and only there? On patterns that did not set the thresholds: simulated ones, in
/// which one phase has texture and the lines of the others are off by 10 %. A phase whose relative takes its place is told apart.
/// </summary>
[Trait("suite", "proofs")]
public class IncompleteLibraryTests(ITestOutputHelper output)
{
    private const double Counts = 1e4;
    private const double Background = 200;
    private const double LeastWeight = 0.1;

    private static readonly ProofTable Table = new(
        "A phase of 10 % or more left out, simulated patterns with texture and wrong intensities",
        "patterns", "complete, but called incomplete", "left out", "called incomplete", "not told", "a relative in its place");

    [SharedDataFact]
    public void An_incomplete_library_is_called_so_on_other_patterns()
    {
        int patterns = ProofScale.Choose(6, 60);
        int wrong = 0, leftOut = 0;
        List<string> missed = [], replaced = [];
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
                bool isTold = PhaseSearch.Of(pattern, library).Verdict.Kind == PhaseVerdictKind.LibraryIncomplete;
                bool hasRelative = library.Any(other => HasLinesOf(missing, other));
                leftOut += hasRelative ? 0 : 1;
                if (!isTold)
                {
                    (hasRelative ? replaced : missed).Add($"{seed}: {missing.Name}");
                }
            }
        }

        Table.Add(output, $"{patterns}", $"{wrong}", $"{leftOut}", $"{leftOut - missed.Count}", string.Join(", ", missed),
            string.Join(", ", replaced));
        Assert.InRange(wrong, 0, 0.05 * patterns);
        Assert.InRange(leftOut - missed.Count, 0.95 * leftOut, leftOut);
    }

    /// <summary>
    /// Whether another one has a line, within the allowed strain, where the phase has each of its strong ones: such a relative
    /// takes its place, and leaves no peak.
    /// </summary>
    private static bool HasLinesOf(PowderLines phase, PowderLines other)
    {
        const double LargestStrain = 0.003;
        const double SamePlace = 0.0015;
        const double Strong = 0.1;
        double strongest = Enumerable.Range(0, phase.Count).Max(i => phase.Intensities[i]);
        int[] strong = [.. Enumerable.Range(0, phase.Count).Where(i => phase.Intensities[i] > Strong * strongest)];
        return Enumerable.Range(-6, 13).Select(step => 1 + LargestStrain * step / 6).Any(stretch => strong.All(line =>
            Enumerable.Range(0, other.Count).Any(i =>
                Math.Abs(stretch * other.Spacings[i] / phase.Spacings[line] - 1) < SamePlace)));
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
