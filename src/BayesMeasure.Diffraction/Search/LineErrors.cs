using BayesMeasure.Numerics;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A column that reaches few points only.</summary>
/// <param name="First">The first point.</param>
/// <param name="Values">The weighted values from there on.</param>
internal readonly record struct ShortColumn(int First, double[] Values)
{
    /// <summary>The point behind the last one.</summary>
    public int End => First + Values.Length;

    /// <summary>The product with a column of all points.</summary>
    public double Dot(ReadOnlySpan<double> column) =>
        InnerProduct.Of(Values, column.Slice(First, Values.Length));

    /// <summary>The product with another one.</summary>
    public double Dot(in ShortColumn other)
    {
        int from = Math.Max(First, other.First);
        int to = Math.Min(End, other.End);
        return to <= from
            ? 0
            : InnerProduct.Of(
                Values.AsSpan(from - First, to - from), other.Values.AsSpan(from - other.First, to - from));
    }
}

/// <summary>
/// What the intensities of lines may be wrong by: for each line of each phase, lines within half a width taken together, a
/// column with the amplitude 1. A candidate that mends intensities alone then gains nothing.
/// </summary>
internal static class LineErrors
{
    private const double LeastShare = 0.0005;

    // A line is weak where structure factors cancel: what is wrong with them is then no share of it.
    private const double ShareOfStrongest = 0.025;
    private const double JoinedWidths = 0.5;
    private const double LeastValue = 1e-3;

    /// <summary>The columns of all phases, by their first points.</summary>
    /// <param name="context">What all steps share.</param>
    /// <param name="state">The fit.</param>
    /// <param name="errorOf">The relative error of the lines of a phase, by its place; null for that of the options.</param>
    public static ShortColumn[] Of(SearchContext context, FitState state, Func<int, double>? errorOf = null) =>
        [.. state.Phases
            .SelectMany((phase, place) => Of(context, state, phase, errorOf?.Invoke(place) ?? context.Options.LineError))
            .OrderBy(column => column.First)];

    private static IEnumerable<ShortColumn> Of(SearchContext context, FitState state, PhaseTerm phase, double error)
    {
        Candidate candidate = context.Candidates[phase.Candidate];
        double least = LeastShare * candidate.Intensities.DefaultIfEmpty().Max();
        double[] values = new double[context.Points.Count];
        int from = values.Length, to = 0;
        double last = double.NegativeInfinity, sum = 0;
        double strongest = candidate.Intensities.DefaultIfEmpty().Max();
        for (int line = 0; line < candidate.LineCount; line++)
        {
            (double place, double intensity) = candidate.Line(line);
            if (intensity < least)
            {
                continue;
            }

            if (from < to && place - last > JoinedWidths * (state.Instrument.Width + phase.Shape.SizeBroadening))
            {
                yield return Taken(context, values, from, to, error * phase.Height * (1 + ShareOfStrongest * strongest / sum));
                (from, to, sum) = (values.Length, 0, 0);
            }

            Range reached = candidate.AddLine(line, state.Instrument, phase.Shape, phase.Plane, values);
            if (reached.End.Value > reached.Start.Value)
            {
                (from, to) = (Math.Min(from, reached.Start.Value), Math.Max(to, reached.End.Value));
                last = place;
                sum += intensity;
            }
        }

        if (from < to)
        {
            yield return Taken(context, values, from, to, error * phase.Height * (1 + ShareOfStrongest * strongest / sum));
        }
    }

    /// <summary>The weighted column without its far tails; the values are left empty for the next one.</summary>
    private static ShortColumn Taken(SearchContext context, double[] values, int from, int to, double amplitude)
    {
        double least = LeastValue * values.AsSpan(from..to).ToArray().Max();
        int first = from, end = to;
        while (first < end && values[first] < least)
        {
            first++;
        }

        while (end > first && values[end - 1] < least)
        {
            end--;
        }

        double[] taken = new double[end - first];
        for (int i = first; i < end; i++)
        {
            taken[i - first] = amplitude * values[i] * context.Points.RootWeights[i];
        }

        values.AsSpan(from..to).Clear();
        return new(first, taken);
    }
}
