using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Distributions;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Phases;

/// <summary>
/// Patterns drawn from the prior: are phases of P = 0.7 there in seven of ten cases, and weights within their intervals?
/// </summary>
[Trait("suite", "proofs")]
public class PhaseCalibrationTests(ITestOutputHelper output)
{
    private const int Bins = 10;
    private const double Strongest = 1e4;
    private const double Background = 200;
    private const double LineError = 0.08;

    private static readonly ProofTable Calibration = new(
        "Probabilities of phases, patterns drawn from the prior", "P", "phases", "mean P", "true", "expected", "pull");

    private static readonly ProofTable Coverage = new(
        "95 % intervals of weight, patterns drawn from the prior", "patterns", "weights", "share inside");

    private static readonly ProofTable Limits = new(
        "Detection limit: the least weight % found in nine of ten patterns with NiO, ZnO and quartz",
        "counts", "phase", "limit %");

    [SharedDataFact]
    public void Probabilities_and_intervals_are_calibrated()
    {
        int patterns = ProofScale.Choose(100, 400);
        var bins = new (int Count, double Sum, double Variance, int True)[Bins];
        int inside = 0, weights = 0;
        for (int seed = 1; seed <= patterns; seed++)
        {
            RandomStream random = new((ulong)(1000 + seed), chain: 0, replica: 0);
            random.BeginSweep(1);
            PowderLines[] library = SimulatedPowder.Chosen(WeighedPattern.Library, 50, random);
            SimulatedPhase[] phases = Drawn(library, random);
            (MeasuredPattern pattern, double[] truth) = SimulatedPowder.Of(phases, DrawnInstrument(random), Background, random);
            PhaseSearchResult result = PhaseSearch.Of(pattern, library, new() { SystematicError = 0 });
            foreach (PowderLines lines in library)
            {
                FoundPhase? found = result.Phases.FirstOrDefault(phase => phase.Name == lines.Name);
                int place = Array.FindIndex(phases, phase => phase.Lines == lines);
                double probability = found?.Probability ?? 0;
                int bin = Math.Min(Bins - 1, (int)(Bins * probability));
                bins[bin].Count++;
                bins[bin].Sum += probability;
                bins[bin].Variance += probability * (1 - probability);
                bins[bin].True += place >= 0 ? 1 : 0;
                if (place >= 0 && found is { Probability: > 0.95 } && phases.Length > 1)
                {
                    weights++;
                    inside += truth[place] >= found.Interval95.Minimum && truth[place] <= found.Interval95.Maximum ? 1 : 0;
                }
            }
        }

        Coverage.Add(output, $"{patterns}", $"{weights}", ProofTable.Number((double)inside / weights, 3));
        double[] pulls = [.. bins.Select((bin, i) => Pull(i, bin))];
        Assert.All(pulls, pull => Assert.InRange(pull, -3, 3));
        AssertHold(inside, weights);
    }

    /// <summary>
    /// That intervals which hold 92 to 98 % of the truth hold so many or more, and so many or fewer, in more than one of a
    /// hundred such proofs.
    /// </summary>
    private static void AssertHold(int inside, int weights)
    {
        Assert.InRange(Binomial.CDF(0.92, weights, inside), 0.01, 1);
        Assert.InRange(Binomial.CDF(0.02, weights, weights - inside), 0.01, 1);
    }

    [SharedDataFact]
    public void The_detection_limit_falls_with_counting()
    {
        double[] limits = [.. ProofScale.Choose<double[]>([1e2, 1e4], [1e2, 1e3, 1e4]).Select(Limit)];
        Assert.True(limits[0] > limits[1] && limits[1] >= limits[^1], string.Join(", ", limits));
    }

    private double Limit(double counts)
    {
        double[] percents = [1, 2, 5, 10, 20];
        double limit = percents.FirstOrDefault(percent =>
            Enumerable.Range(1, 10).Count(seed => IsFound(counts, percent, seed)) >= 9);
        Limits.Add(output, ProofTable.Number(counts, 0), "rutile", ProofTable.Number(limit, 1));
        return limit == 0 ? 100 : limit;
    }

    private static bool IsFound(double counts, double percent, int seed)
    {
        RandomStream random = new((ulong)seed, chain: 0, replica: 0);
        random.BeginSweep(1);
        double trace = percent / (100 - percent) * Ratio("rutile") / Ratio("ZnO") * 3;
        SimulatedPhase[] phases =
        [
            new(Of("ZnO"), counts, new()), new(Of("NiO"), counts * Ratio("NiO") / Ratio("ZnO"), new()),
            new(Of("quartz"), counts * Ratio("quartz") / Ratio("ZnO"), new()), new(Of("rutile"), counts * trace, new()),
        ];
        (MeasuredPattern pattern, _) = SimulatedPowder.Of(phases, new(0.1) { WidthSlope = 0.05 }, 0.05 * counts, random);
        return PhaseSearch.Of(pattern, WeighedPattern.Library).Found.Any(phase => phase.Name == "rutile");
    }

    private static PowderLines Of(string name) => WeighedPattern.Library.Single(lines => lines.Name == name);

    private static double Ratio(string name) => Of(name).ReferenceIntensityRatio;

    /// <summary>
    /// By how many standard errors, or cases, the true ones differ from the sum of their probabilities. The table tells standard
    /// errors alone.
    /// </summary>
    private double Pull(int bin, (int Count, double Sum, double Variance, int True) found)
    {
        double mean = found.Count == 0 ? 0 : found.Sum / found.Count;
        double difference = found.True - found.Sum;
        double error = Math.Sqrt(Math.Max(found.Variance, 1e-9));
        Calibration.Add(
            output, $"{0.1 * bin:F1} to {0.1 * (bin + 1):F1}", $"{found.Count}", ProofTable.Number(mean, 5), $"{found.True}",
            ProofTable.Number(found.Sum, 2), ProofTable.Number(difference / error, 2));
        return difference / Math.Max(error, 1);
    }

    /// <summary>Each of fifty phases with the probability 3/50, six at most.</summary>
    private static SimulatedPhase[] Drawn(PowderLines[] library, RandomStream random)
    {
        PowderLines[] drawn;
        do
        {
            drawn = [.. library.Where(_ => random.NextUniform() < 3.0 / library.Length)];
        }
        while (drawn.Length > 6);
        return [.. drawn.Select(lines => new SimulatedPhase(
            lines,
            Strongest * Math.Abs(random.NextNormal()),
            new()
            {
                Strain = Math.Clamp(0.0015 * random.NextNormal(), -0.003, 0.003),
                SizeBroadening = 0.15 * Math.Abs(random.NextNormal()),
            },
            LineError))];
    }

    private static InstrumentProfile DrawnInstrument(RandomStream random) => new(0.1)
    {
        WidthSlope = 0.1 * random.NextUniform(),
        Mixing = Math.Clamp(0.5 + 0.2 * random.NextNormal(), 0, 1),
        Zero = Math.Clamp(0.07 * random.NextNormal(), -0.2, 0.2),
        Displacement = 0.05 * random.NextNormal(),
    };
}
