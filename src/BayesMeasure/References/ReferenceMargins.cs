using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>A <see cref="Margin"/> for each coordinate of a mixture. It never changes.</summary>
internal sealed class ReferenceMargins
{
    private readonly Margin[] margins;

    private ReferenceMargins(Margin[] margins) => this.margins = margins;

    /// <summary>Nothing to change.</summary>
    public static ReferenceMargins OfNothing { get; } = new([]);

    /// <summary>Coordinates as they are.</summary>
    /// <param name="dimension">Their number.</param>
    public static ReferenceMargins Straight(int dimension) => new([.. Enumerable.Repeat(Margin.AsItIs, dimension)]);

    /// <summary>Given margins.</summary>
    public static ReferenceMargins Of(Margin[] margins) => new(margins);

    /// <summary>Whether any of them does more than shift and stretch.</summary>
    public bool AreBent => margins.Any(margin => margin.IsBent);

    /// <summary>All numbers.</summary>
    public IEnumerable<double> Numbers => margins.SelectMany(margin => margin.Numbers);

    /// <summary>The margins that have these numbers.</summary>
    public static ReferenceMargins Of(ReadOnlySpan<double> numbers)
    {
        var margins = new Margin[numbers.Length / Margin.Length];
        for (int i = 0; i < margins.Length; i++)
        {
            margins[i] = Margin.Of(numbers.Slice(i * Margin.Length, Margin.Length));
        }

        return new(margins);
    }

    /// <summary>For each coordinate the margin under which draws that are held out are most likely.</summary>
    /// <param name="priors">The prior of each coordinate.</param>
    /// <param name="columns">For each coordinate, one number a draw.</param>
    /// <param name="heldOut">The same of other draws.</param>
    public static ReferenceMargins MostLikely(Distribution[] priors, double[][] columns, double[][] heldOut) =>
        new([.. priors.Select((prior, i) => Margin.MostLikely(prior, columns[i], heldOut[i]))]);

    /// <summary>Margins of the same kinds for other draws.</summary>
    public ReferenceMargins Refitted(double[][] columns) =>
        new([.. margins.Select((margin, i) => margin.Refitted(columns[i]))]);

    /// <summary>Coordinates of the mixture from explored ones.</summary>
    /// <returns>ln |dz/du|.</returns>
    public double Forward(ReadOnlySpan<double> coordinates, Span<double> z)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            z[i] = margins[i].Forward(coordinates[i], out double logSlope);
            sum += logSlope;
        }

        return sum;
    }

    /// <summary>The same for many draws: for each coordinate, one number a draw.</summary>
    /// <returns>ln |dz/du| of each draw.</returns>
    public double[] Forward(double[][] columns, out double[][] z)
    {
        double[] sums = new double[columns.Length == 0 ? 0 : columns[0].Length];
        z = [.. columns.Select((column, i) => new double[column.Length])];
        for (int i = 0; i < margins.Length; i++)
        {
            for (int draw = 0; draw < sums.Length; draw++)
            {
                z[i][draw] = margins[i].Forward(columns[i][draw], out double logSlope);
                sums[draw] += logSlope;
            }
        }

        return sums;
    }

    /// <summary>Explored coordinates from those of the mixture.</summary>
    public void Inverse(ReadOnlySpan<double> z, Span<double> coordinates)
    {
        for (int i = 0; i < margins.Length; i++)
        {
            coordinates[i] = margins[i].Inverse(z[i]);
        }
    }
}
