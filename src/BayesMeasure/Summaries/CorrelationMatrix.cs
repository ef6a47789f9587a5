using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Summaries;

/// <summary>How the unknowns of a posterior go together: Pearson's correlation of each with each, from -1 to 1.</summary>
/// <remarks>Where the draws of an unknown do not vary, its correlations are NaN.</remarks>
public sealed class CorrelationMatrix
{
    private readonly double[,] values;
    private readonly Draws draws;

    internal CorrelationMatrix(Draws draws)
    {
        this.draws = draws;
        Names = [.. draws.Parameters.Select(parameter => parameter.Name)];
        double[][] columns = [.. Names.Select((_, position) => Scaled([.. draws.Of(position).SelectMany(chain => chain)]))];
        values = new double[columns.Length, columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                values[i, j] = values[j, i] = Correlation.Pearson(columns[i], columns[j]);
            }
        }
    }

    /// <summary>The full names of the unknowns, in the order of the target.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The correlation of two unknowns.</summary>
    /// <param name="first">The position of one in <see cref="Names"/>.</param>
    /// <param name="second">The position of the other.</param>
    public double this[int first, int second] => values[first, second];

    /// <summary>The correlation of two unknowns.</summary>
    /// <param name="first">The full name of one, such as "center[1]".</param>
    /// <param name="second">The full name of the other.</param>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    public double this[string first, string second] => values[draws.PositionOf(first), draws.PositionOf(second)];

    /// <summary>Draws without offset and scale: a correlation does not depend on them, but its rounding errors do.</summary>
    private static double[] Scaled(double[] values)
    {
        var moments = SampleMoments.Of([.. values.Order()]);
        return Array.ConvertAll(values, value => (value - moments.Origin) / moments.Scale);
    }

    /// <summary>A table in plain text.</summary>
    public override string ToString()
    {
        int width = Names.Count == 0 ? 0 : Math.Max(6, Names.Max(name => name.Length)) + 1;
        IEnumerable<string> header = Names.Select(name => name.PadLeft(width));
        IEnumerable<string> lines = Names.Select((name, i) => name.PadLeft(width) + string.Concat(Names.Select((_, j) =>
            values[i, j].ToString("F2", CultureInfo.InvariantCulture).PadLeft(width))));
        return string.Join(Environment.NewLine, lines.Prepend(new string(' ', width) + string.Concat(header)));
    }
}
