using System.Numerics.Tensors;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Numerics;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A phase by the pattern of the pure substance: its peaks move and widen, and keep their intensities.</summary>
internal sealed class MeasuredCandidate : Candidate
{
    // Columns of a filter are as good as new while lines have moved by less than this share of a width.
    private const double SamePlace = 0.1;
    private const double LeastShare = 0.01;

    private readonly SearchPoints points;
    private readonly MeasuredProfile profile;
    private readonly double[] tangents;
    private readonly double[] cosines;
    private readonly (int First, int End)[] peaks;
    private readonly Dictionary<double, (double[] Values, double Norm)> columns = [];
    private InstrumentProfile place;

    /// <param name="phase">The phase.</param>
    /// <param name="unit">What brings its heights to areas of lines.</param>
    /// <param name="points">The searched points.</param>
    public MeasuredCandidate(MeasuredPhase phase, double unit, SearchPoints points)
        : base(phase)
    {
        this.points = points;
        tangents = [.. points.Angles.Select(angle => Math.Tan(0.5 * angle / Degrees))];
        cosines = [.. tangents.Select(tangent => 1 / Math.Sqrt(1 + tangent * tangent))];
        profile = new(phase.WithoutBaselineNoise(points.Width), unit, points);
        double[] values = new double[points.Count];
        Evaluate(new(points.Width), new(), null, values);
        peaks = PeakParts.Of(values);
        int[] tops = [.. peaks.Select(peak => peak.First + TensorPrimitives.IndexOfMax(values.AsSpan(peak.First..peak.End)))];
        double least = LeastShare * values.Max();
        int[] strong = [.. tops.Where(top => values[top] >= least)];
        Positions = [.. strong.Select(top => points.Angles[top])];
        Tangents = [.. strong.Select(top => tangents[top])];
        Intensities = [.. strong.Select(top => values[top])];
        Tops = [.. tops.Select(top => (points.Angles[top], values[top]))];
    }

    /// <inheritdoc/>
    public override bool HasFreeLines => false;

    /// <inheritdoc/>
    public override int LineCount => peaks.Length;

    private (double Angle, double Height)[] Tops { get; }

    /// <inheritdoc/>
    public override void Evaluate(
        InstrumentProfile instrument,
        PhaseShape shape,
        (int H, int K, int L)? plane,
        Span<double> values,
        Span<double> derivatives = default)
    {
        derivatives.Clear();
        MeasuredProfile.Level level = profile.At(shape.SizeBroadening, isDerived: !derivatives.IsEmpty);
        int count = points.Count;
        for (int i = 0; i < count; i++)
        {
            double angle = points.Angles[i] - Shift(tangents[i], instrument, shape.Strain);
            (values[i], double slope, double byWidth) = level.At(angle);
            if (derivatives.IsEmpty)
            {
                continue;
            }

            derivatives[i + count * (int)PatternParameter.Zero] = -slope;
            derivatives[i + count * (int)PatternParameter.Displacement] = -slope * cosines[i];
            derivatives[i + count * (int)PatternParameter.Strain] = 2 * Degrees * tangents[i] * slope;
            derivatives[i + count * (int)PatternParameter.SizeBroadening] = byWidth;
        }
    }

    /// <inheritdoc/>
    public override (double Angle, double Intensity) Line(int line) => Tops[line];

    /// <summary>Adds a peak: the pattern between the valleys to its sides, which move with it by whole points.</summary>
    public override Range AddLine(
        int line, InstrumentProfile instrument, PhaseShape shape, (int H, int K, int L)? plane, Span<double> values)
    {
        (int first, int end) = peaks[line];
        double tangent = tangents[(first + end) / 2];
        int moved = (int)Math.Round(Shift(tangent, instrument, shape.Strain) / points.Step);
        (first, end) = (Math.Clamp(first + moved, 0, points.Count), Math.Clamp(end + moved, 0, points.Count));
        MeasuredProfile.Level level = profile.At(shape.SizeBroadening, isDerived: false);
        for (int i = first; i < end; i++)
        {
            values[i] += Math.Max(0, level.At(points.Angles[i] - Shift(tangents[i], instrument, shape.Strain)).Value);
        }

        return first..end;
    }

    /// <summary>
    /// The product, and the norm where lines stand: weights are lower at the peaks of the data, and one norm of all strains
    /// would prefer those at which lines miss them.
    /// </summary>
    public override (double Product, double Norm) Match(FilterTable table, InstrumentProfile at, double strain, double norm)
    {
        double moved = Math.Abs(at.Zero - place.Zero) + Math.Abs(at.Displacement - place.Displacement);
        if (moved > SamePlace * points.Width)
        {
            columns.Clear();
        }

        if (columns.Count == 0)
        {
            place = at;
        }

        if (!columns.TryGetValue(strain, out (double[] Values, double Norm) column))
        {
            column = ColumnAt(strain);
            columns.Add(strain, column);
        }

        return (InnerProduct.Of(column.Values, table.Weighted), column.Norm);
    }

    private (double[] Values, double Norm) ColumnAt(double strain)
    {
        double[] values = new double[points.Count];
        double[] weighted = new double[points.Count];
        Evaluate(place, new() { Strain = strain }, null, values);
        TensorPrimitives.Multiply(values, points.RootWeights, weighted);
        return (values, InnerProduct.Of(weighted, weighted));
    }
}
