using System.Text;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>Patterns of three phases out of fifty, whose lines stand at random: one of 2^50 sets each.</summary>
internal static class RandomPowders
{
    private const int Lines = 30;
    private const double Background = 200;
    private const double Counts = 1e4;

    private static readonly double[] Heights = [0.5, 0.3, 0.2];
    private static readonly double[] Angles = [.. Enumerable.Range(0, 2500).Select(i => 10 + 0.04 * i)];

    /// <summary>The candidates.</summary>
    public static IReadOnlyList<PowderLines> Candidates { get; } = [.. Enumerable.Range(0, 50).Select(Phase)];

    /// <summary>A pattern, and which candidates are in it.</summary>
    public static (MeasuredPattern Pattern, string[] Phases) Pattern(int number)
    {
        RandomStream random = new((ulong)number, chain: 0, replica: 0);
        HashSet<int> chosen = [];
        while (chosen.Count < Heights.Length)
        {
            chosen.Add(random.NextInteger(Candidates.Count));
        }

        double[] counts = [.. Angles.Select(angle => Background * (1 + 10 / angle))];
        double[] values = new double[Angles.Length];
        foreach ((int i, int k) in chosen.Index())
        {
            double strain = random.NextUniform() < 0.5 ? 0.001 : -0.001;
            new PhasePattern(Candidates[k], Radiation.CopperKAlpha, Angles)
                .Evaluate(new(0.1) { WidthSlope = 0.05, Zero = 0.1 }, new() { Strain = strain }, values);
            double scale = Counts * Heights[i] / values.Max();
            for (int point = 0; point < counts.Length; point++)
            {
                counts[point] += scale * values[point];
            }
        }

        double[] drawn = [.. counts.Select(mean => Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * random.NextNormal())))];
        return (MeasuredPattern.Of(new(Angles, drawn), Radiation.CopperKAlpha), [.. chosen.Select(k => Candidates[k].Name)]);
    }

    private static PowderLines Phase(int number)
    {
        RandomStream random = new((ulong)number, chain: 1, replica: 0);
        StringBuilder text = new("d,intensity\n");
        for (int line = 0; line < Lines; line++)
        {
            double spacing = 0.95 + 4 * random.NextUniform() * random.NextUniform();
            text.AppendLine(FormattableString.Invariant($"{spacing:F5},{1 + 99 * random.NextExponential():F2}"));
        }

        double ratio = 1 + 3 * random.NextUniform();
        return StickFile.Parse($"phase {number + 1}", text.ToString(), Radiation.CopperKAlpha.Wavelength, ratio).Single();
    }
}
