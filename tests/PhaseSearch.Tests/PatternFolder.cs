using BayesMeasure.Diffraction.Cif;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Problems.Structures;

namespace PowderPhases.Tests;

/// <summary>A folder with patterns of mixtures, and structures in a folder of their own.</summary>
internal sealed class PatternFolder : IDisposable
{
    private const double Background = 100;

    private static readonly double[] Angles = [.. Enumerable.Range(0, 1100).Select(i => 20 + 0.05 * i)];

    private readonly TemporaryFolder folder = new();

    public PatternFolder(params string[] structures)
    {
        Directory.CreateDirectory(Structures);
        foreach (string name in structures)
        {
            WriteStructure($"{name}.cif", ReferenceStructures.Cif(name));
        }
    }

    /// <summary>The folder of the structures.</summary>
    public string Structures => folder.PathOf("structures");

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string file) => folder.PathOf(file);

    /// <summary>Writes a text.</summary>
    public string Write(string file, string text) => folder.Write(file, text);

    /// <summary>Writes a structure.</summary>
    public void WriteStructure(string file, string text) => File.WriteAllText(Path.Combine(Structures, file), text);

    /// <summary>Writes counts of a mixture: for each phase its weight.</summary>
    public string WriteMixture(string file, ulong seed, params (string Phase, double Weight)[] phases)
    {
        IEnumerable<string> rows = Angles.Zip(Counts(seed, phases), (angle, count) => Row(angle, count));
        return Write(file, string.Join('\n', ["two theta (deg),counts", .. rows]));
    }

    /// <summary>Writes what a function makes of each point of a mixture of two phases.</summary>
    public string WriteSpoilt(string file, string header, Func<double, double, string> row) => Write(file, string.Join(
        '\n', [header, .. Angles.Zip(Counts(1, ("NiO", 0.5), ("ZnO", 0.5)), row)]));

    /// <summary>Writes a mixture of two phases from the largest angle on.</summary>
    public string WriteFalling(string file) => Write(file, string.Join(
        '\n', ["x,y", .. Angles.Zip(Counts(1, ("NiO", 0.5), ("ZnO", 0.5)), Row).Reverse()]));

    public static string Row(double x, double y) => FormattableString.Invariant($"{x:R},{y:R}");

    public void Dispose() => folder.Dispose();

    private static double[] Counts(ulong seed, params (string Phase, double Weight)[] phases)
    {
        const double Scale = 400;
        RandomStream random = new(seed, chain: 0, replica: 0);
        random.BeginSweep(1);
        double[] counts = [.. Angles.Select(_ => Background)];
        double[] values = new double[Angles.Length];
        foreach ((string phase, double weight) in phases)
        {
            PowderLines lines = PowderLines.Of(
                CifFile.Parse(phase, ReferenceStructures.Cif(phase)).Single(), Radiation.CopperKAlpha.Wavelength);
            new PhasePattern(lines, Radiation.CopperKAlpha, Angles).Evaluate(new(0.12) { WidthSlope = 0.05 }, new(), values);
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] += Scale * weight * values[i];
            }
        }

        return [.. counts.Select(mean => Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * random.NextNormal())))];
    }
}
