using BayesMeasure.Diffraction.Crystals;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A phase that may be in the pattern, at the searched points: by its lines, or by its measured pattern.</summary>
internal abstract class Candidate
{
    /// <summary>What angles and their sines differ by.</summary>
    protected const double Degrees = 180 / Math.PI;

    /// <param name="reference">What the pure phase shows.</param>
    protected Candidate(ReferencePattern reference) => (Name, Crystal) = (reference.Name, (reference as PowderLines)?.Crystal);

    /// <summary>The phase.</summary>
    public string Name { get; }

    /// <summary>2 theta of the strong lines within the pattern, in degrees.</summary>
    public double[] Positions { get; protected init; } = [];

    /// <summary>tan(theta) of the strong lines.</summary>
    public double[] Tangents { get; protected init; } = [];

    /// <summary>The intensities of the strong lines.</summary>
    public double[] Intensities { get; protected init; } = [];

    /// <summary>Its structure, by which alone texture and absorption can be computed; null where there is none.</summary>
    public Crystal? Crystal { get; }

    /// <summary>Whether lines may be as damped as one likes: those of a measured pattern are what they were.</summary>
    public abstract bool HasFreeLines { get; }

    /// <summary>The number of lines, weak ones included.</summary>
    public abstract int LineCount { get; }

    /// <summary>A candidate by lines or by a measured pattern.</summary>
    /// <param name="reference">What the pure phase shows.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="points">The searched points.</param>
    /// <param name="unit">What brings heights of measured patterns to areas of lines.</param>
    public static Candidate Of(ReferencePattern reference, MeasuredPattern pattern, SearchPoints points, double unit) =>
        reference switch
        {
            PowderLines lines => new LineCandidate(lines, pattern.Radiation, points.Angles),
            MeasuredPhase phase => new MeasuredCandidate(phase, unit, points),
            _ => throw new ArgumentException($"{reference.Name} is neither lines nor a measured pattern.", nameof(reference)),
        };

    /// <summary>The pattern, and its derivatives by each <see cref="PatternParameter"/> where they are wanted.</summary>
    public abstract void Evaluate(
        InstrumentProfile instrument,
        PhaseShape shape,
        (int H, int K, int L)? plane,
        Span<double> values,
        Span<double> derivatives = default);

    /// <summary>2 theta and intensity of a line.</summary>
    public abstract (double Angle, double Intensity) Line(int line);

    /// <summary>Adds one line alone, and tells which values it reaches.</summary>
    public abstract Range AddLine(
        int line, InstrumentProfile instrument, PhaseShape shape, (int H, int K, int L)? plane, Span<double> values);

    /// <summary>The product of the pattern with a weighted residual, and its weighted squared norm.</summary>
    /// <param name="table">The residual.</param>
    /// <param name="at">Where lines stand.</param>
    /// <param name="strain">The strain.</param>
    /// <param name="norm">The norm without strain: for many lines as good.</param>
    public abstract (double Product, double Norm) Match(FilterTable table, InstrumentProfile at, double strain, double norm);

    /// <summary>Where a strong line stands with an instrument and a strain.</summary>
    public double PositionOf(int line, InstrumentProfile instrument, double strain) =>
        Positions[line] + Shift(Tangents[line], instrument, strain);

    /// <summary>By how much a line moves, to first order in the strain.</summary>
    protected static double Shift(double tangent, InstrumentProfile instrument, double strain) =>
        instrument.Zero + instrument.Displacement / Math.Sqrt(1 + tangent * tangent) - 2 * Degrees * tangent * strain;
}
