using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Numerics.Random;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>Three phases out of fifty: one of 2^50 sets, twenty seeds a row.</summary>
[Trait("suite", "proofs")]
[Trait("science", "xrd-phase-search.md: synthetic patterns")]
public class SimulatedPhaseTests(ITestOutputHelper output)
{
    private const int Seeds = 20;
    private const double Counts = 1e4;
    private const double Background = 200;
    private static readonly double[] Heights = [0.5, 0.3, 0.2];

    private static readonly ProofTable Table = new(
        "One of 2^50 sets: exact sets (equals within the allowed strain are a group)",
        "variant", "exact", "median s", "wrong seeds");

    private int exactInSum;

    [SharedDataFact]
    public void The_set_is_found()
    {
        Add("clean", strain: 0, shift: 0, lineError: 0);
        Add("strain 0.1 %, shift 0.1°", strain: 0.001, shift: 0.1, lineError: 0);
        Add("and lines off by 10 %", strain: 0.001, shift: 0.1, lineError: 0.1);
        Assert.InRange(exactInSum, 58, 60);
    }

    private void Add(string name, double strain, double shift, double lineError)
    {
        List<double> seconds = [];
        List<string> wrong = [];
        for (int seed = 1; seed <= Seeds; seed++)
        {
            RandomStream random = new((ulong)seed, chain: 0, replica: 0);
            random.BeginSweep(1);
            PowderLines[] library = SimulatedPowder.Chosen(WeighedPattern.Library, 50, random);
            SimulatedPhase[] phases = [.. Heights.Select((height, k) => new SimulatedPhase(
                library[k],
                Counts * height,
                new() { Strain = random.NextUniform() < 0.5 ? strain : -strain, SizeBroadening = 0.02 * k },
                lineError))];
            InstrumentProfile instrument = new(0.1) { WidthSlope = 0.05, Zero = shift };
            (MeasuredPattern pattern, _) = SimulatedPowder.Of(phases, instrument, Background, random);
            using var process = Process.GetCurrentProcess();
            TimeSpan start = process.TotalProcessorTime;
            PhaseSearchResult result = PhaseSearch.Of(pattern, [.. library.OrderBy(lines => lines.Name, StringComparer.Ordinal)]);
            process.Refresh();
            seconds.Add((process.TotalProcessorTime - start).TotalSeconds);
            if (!IsExact(result, phases))
            {
                wrong.Add($"{seed}: {Names(phases.Select(phase => phase.Lines.Name))} told {Names(result.Found.Select(Told))}");
            }
        }

        exactInSum += Seeds - wrong.Count;
        double median = seconds.Order().ElementAt(Seeds / 2);
        Table.Add(output, name, $"{Seeds - wrong.Count} of {Seeds}", ProofTable.Number(median, 2), string.Join("; ", wrong));
    }

    /// <summary>Whether each phase is a member of one found group, and each found group holds one of the phases.</summary>
    private static bool IsExact(PhaseSearchResult result, SimulatedPhase[] phases) =>
        phases.All(phase => result.Found.Any(found => found.Group.Contains(phase.Lines.Name)))
        && result.Found.All(found => found.Group.Any(name => phases.Any(phase => phase.Lines.Name == name)));

    private static string Names(IEnumerable<string> names) => string.Join("+", names);

    private static string Told(FoundPhase phase) => string.Join("/", phase.Group);
}
