using System.Diagnostics;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>
/// Mixtures searched among 166 patterns of pure substances, as if measured: simulated, since no such library may be shipped, from
/// substances that differ from their structures, with the noise, the background and the I/Ic of a real library.
/// </summary>
[Trait("suite", "proofs")]
[Trait("science", "xrd-phase-search.md: whole measured patterns")]
public class MeasuredLibraryTests(ITestOutputHelper output)
{
    private const double Percent = 100;
    private const double Preparation = 0.05;

    private static readonly InstrumentProfile Instrument = new(0.1) { WidthSlope = 0.06 };

    private static readonly ProofTable Table = new(
        "Mixtures of 2 to 5 among 166 measured patterns", "mixture", "weight %", "told", "verdict", "s of processor");

    private static readonly ProofTable Totals = new(
        "Measured patterns in sum", "mixtures", "recall", "precision", "mean error", "largest",
        "mean of the told first", "largest", "in 95 %", "median s");

    [SharedDataFact]
    public void Mixtures_of_measured_patterns_are_found()
    {
        RandomStream random = new(20, chain: 0, replica: 0);
        random.BeginSweep(1);
        IReadOnlyList<PureSubstance> substances = PureSubstance.Library(WeighedPattern.Library, random);
        MeasuredPhase[] library = [.. substances.Select(one => one.Measured(Instrument, random))];
        Outcome outcome = new();
        for (int mixture = 1; mixture <= ProofScale.Choose(20, 100); mixture++)
        {
            Search(mixture, substances, library, outcome);
        }

        Totals.Add(
            output, $"{outcome.Seconds.Count}", $"{outcome.Found} of {outcome.Present}", $"{outcome.True} of {outcome.Told}",
            ProofTable.Number(outcome.Errors.Average(), 2), ProofTable.Number(outcome.Errors.Max(), 1),
            ProofTable.Number(outcome.ErrorsOfFirst.Average(), 2), ProofTable.Number(outcome.ErrorsOfFirst.Max(), 1),
            $"{outcome.Inside} of {outcome.Errors.Count}",
            ProofTable.Number(outcome.Seconds.Order().ElementAt(outcome.Seconds.Count / 2), 2));
        Assert.InRange(outcome.Found, 0.95 * outcome.Present, outcome.Present);
        Assert.InRange(outcome.True, 0.95 * outcome.Told, outcome.Told);
        Assert.InRange(outcome.Errors.Average(), 0, 1.2);
        Assert.InRange(outcome.Errors.Max(), 0, 5);
    }

    private void Search(
        int number, IReadOnlyList<PureSubstance> substances, IReadOnlyList<ReferencePattern> library, Outcome outcome)
    {
        RandomStream random = new((ulong)(100 + number), chain: 0, replica: 0);
        random.BeginSweep(1);
        PureSubstance[] mixed = SimulatedPowder.Chosen(substances, 2 + random.NextInteger(4), random);
        double[] weights = [.. mixed.Select(_ => 0.15 + random.NextUniform())];
        weights = [.. weights.Select(weight => weight / weights.Sum())];
        MeasuredPattern pattern = Mixed(mixed, weights, random);
        using var process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime;
        PhaseSearchResult result = PhaseSearch.Of(pattern, library);
        process.Refresh();
        outcome.Seconds.Add((process.TotalProcessorTime - start).TotalSeconds);
        outcome.Add(result, mixed, weights);
        Table.Add(
            output, $"{number}",
            string.Join(" + ", mixed.Select((one, i) => $"{ProofTable.Number(Percent * weights[i], 1)} {one.Name}")),
            string.Join(" + ", result.Found.Select(phase =>
                $"{ProofTable.Number(Percent * phase.WeightFraction, 1)} {string.Join("/", phase.Group)}")),
            $"{result.Verdict.Kind}", ProofTable.Number(outcome.Seconds[^1], 2));
    }

    /// <summary>The mixture on a holder of its own: shifted, a little wider, with 1e4 counts over a background.</summary>
    private static MeasuredPattern Mixed(PureSubstance[] mixed, double[] weights, RandomStream random)
    {
        InstrumentProfile instrument = Instrument with
        {
            Width = Instrument.Width * (1 + 0.1 * random.NextUniform()),
            Zero = 0.1 * random.NextNormal(),
            Displacement = 0.05 * random.NextNormal(),
        };
        double[] sum = new double[PureSubstance.Angles.Length];
        for (int k = 0; k < mixed.Length; k++)
        {
            double[] values = mixed[k].Pattern(instrument, Preparation, random);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weights[k] * values[i];
            }
        }

        double scale = 1e4 / sum.Max();
        double[] counts = [.. sum.Select((value, i) =>
        {
            double mean = scale * value + 150 + 1500 / PureSubstance.Angles[i];
            return Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * random.NextNormal()));
        })];
        return MeasuredPattern.Of(new Measurement(PureSubstance.Angles, counts), Radiation.CopperKAlpha);
    }

    private sealed class Outcome
    {
        public int Present { get; private set; }

        public int Found { get; private set; }

        public int Told { get; private set; }

        public int True { get; private set; }

        public int Inside { get; private set; }

        /// <summary>Of the member of a group that is there: weights of members are those that each would have.</summary>
        public List<double> Errors { get; } = [];

        /// <summary>Of the member that is told first, the most probable one.</summary>
        public List<double> ErrorsOfFirst { get; } = [];

        public List<double> Seconds { get; } = [];

        /// <summary>A group is right where it holds a substance that is there.</summary>
        public void Add(PhaseSearchResult result, PureSubstance[] mixed, double[] weights)
        {
            FoundPhase[] found = [.. result.Found];
            Present += mixed.Length;
            Found += mixed.Count(one => found.Any(phase => phase.Group.Contains(one.Name)));
            Told += found.Length;
            foreach (FoundPhase phase in found)
            {
                int[] members = [.. Enumerable.Range(0, mixed.Length).Where(i => phase.Group.Contains(mixed[i].Name))];
                if (members.Length > 0)
                {
                    double truth = members.Sum(i => weights[i]);
                    FoundPhase member = members.Length > 1
                        ? phase
                        : result.Phases.FirstOrDefault(one => one.Name == mixed[members[0]].Name) ?? phase;
                    True++;
                    Errors.Add(Percent * Math.Abs(member.WeightFraction - truth));
                    ErrorsOfFirst.Add(Percent * Math.Abs(phase.WeightFraction - truth));
                    Inside += truth >= member.Interval95.Minimum && truth <= member.Interval95.Maximum ? 1 : 0;
                }
            }
        }
    }
}
