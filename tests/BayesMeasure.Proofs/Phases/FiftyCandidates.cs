using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Proofs.Phases;

/// <summary>Patterns of three phases out of fifty candidates.</summary>
/// <param name="Name">What the tables call them.</param>
/// <param name="Strain">The strain of each phase, up or down.</param>
/// <param name="Shift">The shift of all lines in degrees.</param>
/// <param name="LineError">The relative standard deviation of the intensities of lines.</param>
internal sealed record FiftyCandidates(string Name, double Strain, double Shift, double LineError)
{
    private const double Counts = 1e4;
    private const double Background = 200;
    private static readonly double[] Heights = [0.5, 0.3, 0.2];

    /// <summary>Clean, strained and shifted, and with other intensities.</summary>
    public static FiftyCandidates[] Variants { get; } =
    [
        new("clean", 0, 0, 0), new("strain 0.1 %, shift 0.1°", 0.001, 0.1, 0), new("and lines off by 10 %", 0.001, 0.1, 0.1),
    ];

    /// <summary>A pattern, its candidates by name, and the phases in it.</summary>
    public (MeasuredPattern Pattern, PowderLines[] Library, SimulatedPhase[] Phases) Draw(ulong seed)
    {
        RandomStream random = new(seed, chain: 0, replica: 0);
        random.BeginSweep(1);
        PowderLines[] library = SimulatedPowder.Chosen(WeighedPattern.Library, 50, random);
        (MeasuredPattern pattern, SimulatedPhase[] phases) = Of(library, random);
        return (pattern, [.. library.OrderBy(lines => lines.Name, StringComparer.Ordinal)], phases);
    }

    /// <summary>Many patterns of the same candidates, and the phases in each.</summary>
    public (PowderLines[] Library, (MeasuredPattern Pattern, SimulatedPhase[] Phases)[] Patterns) DrawMany(int count)
    {
        RandomStream random = new(seed: 0, chain: 0, replica: 0);
        random.BeginSweep(1);
        PowderLines[] library = SimulatedPowder.Chosen(WeighedPattern.Library, 50, random);
        return (
            [.. library.OrderBy(lines => lines.Name, StringComparer.Ordinal)],
            [.. Enumerable.Range(0, count).Select(_ => Of(SimulatedPowder.Chosen(library, Heights.Length, random), random))]);
    }

    /// <summary>A pattern of the first three of some candidates.</summary>
    private (MeasuredPattern Pattern, SimulatedPhase[] Phases) Of(PowderLines[] library, RandomStream random)
    {
        SimulatedPhase[] phases = [.. Heights.Select((height, k) => new SimulatedPhase(
            library[k],
            Counts * height,
            new() { Strain = random.NextUniform() < 0.5 ? Strain : -Strain, SizeBroadening = 0.02 * k },
            LineError))];
        InstrumentProfile instrument = new(0.1) { WidthSlope = 0.05, Zero = Shift };
        (MeasuredPattern pattern, _) = SimulatedPowder.Of(phases, instrument, Background, random);
        return (pattern, phases);
    }

    /// <summary>Whether each phase is a member of one found group, and each found group holds one of the phases.</summary>
    public static bool IsExact(PhaseSearchResult result, SimulatedPhase[] phases) =>
        phases.All(phase => result.Found.Any(found => found.Group.Contains(phase.Lines.Name)))
        && result.Found.All(found => found.Group.Any(name => phases.Any(phase => phase.Lines.Name == name)));

    /// <summary>What is there, and what was told.</summary>
    public static string Told(PhaseSearchResult result, SimulatedPhase[] phases) =>
        $"{string.Join("+", phases.Select(phase => phase.Lines.Name))} told "
        + string.Join("+", result.Found.Select(phase => string.Join("/", phase.Group)));
}
