using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A phase that may be in the pattern: its lines, and its pattern at the searched points.</summary>
internal sealed class Candidate
{
    // Weaker lines tell a matched filter nothing.
    private const double LeastShare = 0.01;
    private const double Degrees = 180 / Math.PI;

    private readonly Radiation radiation;
    private readonly double[] angles;
    private readonly Dictionary<(int H, int K, int L), PhasePattern> textured = [];

    /// <param name="lines">Its lines.</param>
    /// <param name="radiation">What the source emits.</param>
    /// <param name="angles">The searched points.</param>
    public Candidate(PowderLines lines, Radiation radiation, double[] angles)
    {
        (Lines, this.radiation, this.angles) = (lines, radiation, angles);
        Pattern = new(lines, radiation, angles);
        double[] sines = [.. lines.Spacings.ToArray().Select(spacing => 0.5 * radiation.Wavelength / spacing)];
        int[] reached = [.. Enumerable.Range(0, sines.Length).Where(i => IsInside(sines[i]))];
        double least = LeastShare * reached.Select(i => lines.Intensities[i]).DefaultIfEmpty().Max();
        int[] strong = [.. reached.Where(i => lines.Intensities[i] >= least)];
        Positions = [.. strong.Select(i => 2 * Degrees * Math.Asin(sines[i]))];
        Tangents = [.. strong.Select(i => sines[i] / Math.Sqrt(1 - sines[i] * sines[i]))];
        Intensities = [.. strong.Select(i => lines.Intensities[i])];
    }

    /// <summary>The lines.</summary>
    public PowderLines Lines { get; }

    /// <summary>The pattern without texture.</summary>
    public PhasePattern Pattern { get; }

    /// <summary>2 theta of the strong lines in degrees.</summary>
    public double[] Positions { get; }

    /// <summary>tan(theta) of the strong lines.</summary>
    public double[] Tangents { get; }

    /// <summary>The intensities of the strong lines.</summary>
    public double[] Intensities { get; }

    /// <summary>The pattern with texture of a plane; null for none.</summary>
    public PhasePattern With((int H, int K, int L)? plane)
    {
        if (plane is not { } ordered)
        {
            return Pattern;
        }

        if (!textured.TryGetValue(ordered, out PhasePattern? pattern))
        {
            pattern = new(Lines, radiation, angles, ordered);
            textured.Add(ordered, pattern);
        }

        return pattern;
    }

    /// <summary>Where a strong line stands with an instrument and a strain.</summary>
    public double PositionOf(int line, InstrumentProfile instrument, double strain) =>
        Positions[line] + instrument.Zero + instrument.Displacement / Math.Sqrt(1 + Tangents[line] * Tangents[line])
            - 2 * Degrees * Tangents[line] * strain;

    private bool IsInside(double sine)
    {
        double angle = sine < 1 ? 2 * Degrees * Math.Asin(sine) : double.PositiveInfinity;
        return angle >= angles[0] && angle <= angles[^1];
    }
}
