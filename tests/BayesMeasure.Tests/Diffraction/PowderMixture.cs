using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Problems.Structures;

namespace BayesMeasure.Tests.Diffraction;

/// <summary>Counts of mixtures of the ten structures that are shipped.</summary>
internal static class PowderMixture
{
    private const double Background = 100;

    private static readonly double[] Angles = [.. Enumerable.Range(0, 1500).Select(i => 15 + 0.05 * i)];

    /// <summary>The lines of the ten.</summary>
    public static IReadOnlyList<PowderLines> Library { get; } = [.. ReferenceStructures.Names.Select(name =>
        PowderLines.Of(CifFile.Parse(name, ReferenceStructures.Cif(name)).Single(), Radiation.CopperKAlpha.Wavelength))];

    /// <summary>The library without one phase.</summary>
    public static IReadOnlyList<PowderLines> Without(string name) => [.. Library.Where(lines => lines.Name != name)];

    /// <summary>The pattern of a pure phase with 1e4 counts, without noise: the strongest point stands for I/Ic.</summary>
    public static MeasuredPhase Measured(PowderLines lines)
    {
        PowderLines corundum = Library.Single(one => one.Name == "Al2O3");
        double[] values = Pure(lines);
        double unit = Pure(corundum).Max() / corundum.ReferenceIntensityRatio;
        return MeasuredPhase.Of(lines.Name, new Measurement(Angles, values), values.Max() / unit);
    }

    private static double[] Pure(PowderLines lines)
    {
        double[] values = new double[Angles.Length];
        new PhasePattern(lines, Radiation.CopperKAlpha, Angles).Evaluate(new(0.12) { WidthSlope = 0.05 }, new(), values);
        return values;
    }

    /// <summary>A pattern: the height of the strongest peak of each phase in counts.</summary>
    public static MeasuredPattern Of(ulong seed, double shift, params (string Name, double Height)[] phases)
    {
        RandomStream random = new(seed, chain: 0, replica: 0);
        random.BeginSweep(1);
        double[] counts = [.. Angles.Select(_ => Background)];
        double[] values = new double[Angles.Length];
        foreach ((string name, double height) in phases)
        {
            PhasePattern pattern = new(Library.Single(lines => lines.Name == name), Radiation.CopperKAlpha, Angles);
            pattern.Evaluate(new(0.12) { WidthSlope = 0.05, Zero = shift }, new() { Strain = 0.0005 }, values);
            double scale = height / values.Max();
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] += scale * values[i];
            }
        }

        return MeasuredPattern.Of(
            new Measurement(
                Angles, counts.Select(mean => Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * random.NextNormal())))),
            Radiation.CopperKAlpha);
    }
}
