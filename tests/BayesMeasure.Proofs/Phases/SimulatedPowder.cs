using System.Globalization;
using System.Text;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Proofs.Phases;

/// <summary>A phase of a simulated pattern.</summary>
/// <param name="Lines">Its lines in the library.</param>
/// <param name="Height">The height of its strongest peak, in counts.</param>
/// <param name="Shape">How it differs from its structure.</param>
/// <param name="LineError">The relative standard deviation of the intensities of its lines.</param>
/// <param name="Plane">The plane that its texture orders, its lines being those of the structure; null without.</param>
internal sealed record SimulatedPhase(
    PowderLines Lines, double Height, PhaseShape Shape, double LineError = 0, (int H, int K, int L)? Plane = null);

/// <summary>Counts of a mixture, as a diffractometer would have them.</summary>
internal static class SimulatedPowder
{
    /// <summary>2,500 angles from 10 to 110 degrees.</summary>
    public static double[] Angles { get; } = [.. Enumerable.Range(0, 2500).Select(i => 10 + 0.04 * i)];

    /// <summary>A pattern over a sloping background, and the weight fractions of the phases.</summary>
    public static (MeasuredPattern Pattern, double[] Weights) Of(
        IReadOnlyList<SimulatedPhase> phases, InstrumentProfile instrument, double background, RandomStream random)
    {
        double[] counts = [.. Angles.Select(angle => background * (1 + 10 / angle))];
        double[] weights = new double[phases.Count];
        double[] values = new double[Angles.Length];
        for (int k = 0; k < phases.Count; k++)
        {
            (PowderLines lines, double strongest) = Erroneous(
                phases[k].Lines, phases[k].Plane == null ? phases[k].LineError : 0, random);
            new PhasePattern(lines, Radiation.CopperKAlpha, Angles, phases[k].Plane)
                .Evaluate(instrument, phases[k].Shape, values);
            weights[k] = phases[k].Height / values.Max();
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] += weights[k] * values[i];
            }

            // A list is scaled to I/Ic by its strongest line, whose intensity is wrong, too.
            weights[k] *= phases[k].Lines.ReferenceIntensityRatio / strongest;
        }

        double[] drawn = [.. counts.Select(mean => Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * random.NextNormal())))];
        return (
            MeasuredPattern.Of(new(Angles, drawn), Radiation.CopperKAlpha), [.. weights.Select(one => one / weights.Sum())]);
    }

    /// <summary>So many of a list, in an order of chance.</summary>
    public static T[] Chosen<T>(IReadOnlyList<T> from, int count, RandomStream random)
    {
        List<T> left = [.. from];
        List<T> chosen = [];
        while (chosen.Count < count)
        {
            int next = random.NextInteger(left.Count);
            chosen.Add(left[next]);
            left.RemoveAt(next);
        }

        return [.. chosen];
    }

    /// <summary>The lines with errors, and the intensity of the strongest before they are scaled to I/Ic.</summary>
    public static (PowderLines Lines, double Strongest) Erroneous(PowderLines lines, double error, RandomStream random)
    {
        if (error == 0)
        {
            return (lines, lines.ReferenceIntensityRatio);
        }

        double strongest = 0;
        StringBuilder text = new("d,intensity\n");
        for (int i = 0; i < lines.Count; i++)
        {
            double intensity = lines.Intensities[i] * Math.Max(0.05, 1 + error * random.NextNormal());
            strongest = Math.Max(strongest, intensity);
            text.AppendLine(CultureInfo.InvariantCulture, $"{lines.Spacings[i]:R},{intensity:R}");
        }

        IReadOnlyList<PowderLines> read =
            StickFile.Parse(lines.Name, text.ToString(), lines.Wavelength, lines.ReferenceIntensityRatio);
        return (read.Single(), strongest);
    }
}
