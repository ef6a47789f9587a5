using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A phase by the lines of its structure, or of a list.</summary>
internal sealed class LineCandidate : Candidate
{
    // Weaker lines tell a matched filter nothing.
    private const double LeastShare = 0.01;

    private readonly PowderLines lines;
    private readonly Radiation radiation;
    private readonly double[] angles;
    private readonly PhasePattern pattern;
    private readonly Dictionary<(int H, int K, int L), PhasePattern> textured = [];
    private (FilterTable? Table, InstrumentProfile At, double Norm) atRest;

    /// <param name="lines">Its lines.</param>
    /// <param name="radiation">What the source emits.</param>
    /// <param name="angles">The searched points.</param>
    public LineCandidate(PowderLines lines, Radiation radiation, double[] angles)
        : base(lines)
    {
        (this.lines, this.radiation, this.angles) = (lines, radiation, angles);
        pattern = new(lines, radiation, angles);
        double[] sines = [.. lines.Spacings.ToArray().Select(spacing => 0.5 * radiation.Wavelength / spacing)];
        int[] reached = [.. Enumerable.Range(0, sines.Length).Where(i => IsInside(sines[i]))];
        double least = LeastShare * reached.Select(i => lines.Intensities[i]).DefaultIfEmpty().Max();
        int[] strong = [.. reached.Where(i => lines.Intensities[i] >= least)];
        Positions = [.. strong.Select(i => 2 * Degrees * Math.Asin(sines[i]))];
        Tangents = [.. strong.Select(i => sines[i] / Math.Sqrt(1 - sines[i] * sines[i]))];
        Intensities = [.. strong.Select(i => lines.Intensities[i])];
    }

    /// <inheritdoc/>
    public override bool HasFreeLines => true;

    /// <inheritdoc/>
    public override int LineCount => lines.Count;

    /// <inheritdoc/>
    public override void Evaluate(
        InstrumentProfile instrument,
        PhaseShape shape,
        (int H, int K, int L)? plane,
        Span<double> values,
        Span<double> derivatives = default) => With(plane).Evaluate(instrument, shape, values, derivatives);

    /// <inheritdoc/>
    public override (double Angle, double Intensity) Line(int line) => (lines.TwoTheta(line), lines.Intensities[line]);

    /// <inheritdoc/>
    public override Range AddLine(
        int line, InstrumentProfile instrument, PhaseShape shape, (int H, int K, int L)? plane, Span<double> values) =>
        With(plane).AddLine(line, instrument, shape, values);

    /// <summary>
    /// The product, and the norm where lines stand: weights are lower at the peaks of the data, and one norm of all strains
    /// would prefer those at which lines miss them. Overlaps are those without strain.
    /// </summary>
    public override (double Product, double Norm) Match(FilterTable table, InstrumentProfile at, double strain, double norm)
    {
        if (atRest.Table != table || atRest.At != at)
        {
            atRest = (table, at, Sums(table, at, strain: 0).Norm);
        }

        (double product, double apart) = Sums(table, at, strain);
        return (product, atRest.Norm > 0 && apart > 0 ? norm * apart / atRest.Norm : norm);
    }

    /// <summary>The product with a residual, and the squared norm of the lines as if they were apart.</summary>
    private (double Product, double Norm) Sums(FilterTable table, InstrumentProfile at, double strain)
    {
        (double product, double norm) = (0, 0);
        for (int line = 0; line < Positions.Length; line++)
        {
            (double found, double own) = table.At(PositionOf(line, at, strain));
            product += Intensities[line] * found;
            norm += Intensities[line] * Intensities[line] * own;
        }

        return (product, norm);
    }

    /// <summary>The pattern with texture of a plane; null for none.</summary>
    private PhasePattern With((int H, int K, int L)? plane)
    {
        if (plane is not { } ordered)
        {
            return pattern;
        }

        if (!textured.TryGetValue(ordered, out PhasePattern? made))
        {
            made = new(lines, radiation, angles, ordered);
            textured.Add(ordered, made);
        }

        return made;
    }

    private bool IsInside(double sine)
    {
        double angle = sine < 1 ? 2 * Degrees * Math.Asin(sine) : double.PositiveInfinity;
        return angle >= angles[0] && angle <= angles[^1];
    }
}
