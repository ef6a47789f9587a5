using BayesMeasure.Models;

namespace BayesMeasure.Amortized.Structures;

/// <summary>The columns of a linear family in units of the noise of each point, with their Gram matrix G.</summary>
internal sealed class LinearColumns
{
    private const double Rounding = 1e-9;

    private readonly StructureLayout layout;
    private readonly double[][] columns;
    private readonly List<Term> terms = [];
    private readonly int[][][] ofOption;
    private readonly double[,] gram;

    /// <exception cref="ArgumentException">A term is not proportional to its one parameter, or an option has a prior.</exception>
    public LinearColumns(StructureLayout layout, IReadOnlyList<double> x, double[] sigma, double variance)
    {
        this.layout = layout;
        Variance = variance;
        var found = new List<double[]>();
        ofOption = [.. layout.Parts.Select(part => OptionsOf(part, [.. x], sigma, found))];
        columns = [.. found];
        Points = sigma.Length;
        gram = new double[columns.Length, columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                gram[i, j] = Dot(columns[i], columns[j]);
            }
        }
    }

    /// <summary>The variance of a coefficient in units of that of the noise.</summary>
    public double Variance { get; }

    public int Points { get; }

    public int Count => columns.Length;

    /// <summary>The names of the coefficients.</summary>
    public IReadOnlyList<string> Names => [.. terms.Select(term => term.ParameterNames[0])];

    /// <summary>A column, in units of y, anywhere.</summary>
    public double[] Evaluate(int column, double[] x)
    {
        double[] one = new double[x.Length];
        terms[column].Evaluate(x, [1.0], one);
        return one;
    }

    /// <summary>A column.</summary>
    public ReadOnlySpan<double> this[int column] => columns[column];

    /// <summary>An element of the Gram matrix.</summary>
    public double Gram(int row, int column) => gram[row, column];

    /// <summary>The columns of a structure.</summary>
    public IEnumerable<int> Of(Structure structure) =>
        layout.Parts.SelectMany((_, part) => ofOption[part][layout.OptionOf(structure, part)]);

    /// <summary>The columns that a decision adds: those of its option that the option before lacks.</summary>
    public IReadOnlyList<double[]> Of(int decision)
    {
        int[][] options = ofOption[layout.PartOf(decision)];
        int step = layout.StepOf(decision);
        return [.. options[step + 1].Except(options[step]).Select(column => columns[column])];
    }

    /// <summary>The projections r = X'y.</summary>
    public double[] Project(double[] values) => [.. columns.Select(column => Dot(column, values))];

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>More copies have the columns of fewer; alternatives have columns of their own.</summary>
    private int[][] OptionsOf(StructurePart part, double[] x, double[] sigma, List<double[]> found)
    {
        var options = new int[part.Options.Count][];
        int known = 0;
        int first = found.Count;
        foreach ((int position, StructureOption option) in part.Options.Index())
        {
            IReadOnlyList<Term> own = option.Model?.Terms ?? [];
            int shared = part.CountsCopies ? known : 0;
            int begin = part.CountsCopies ? first : found.Count;
            found.AddRange(own.Skip(shared).Select(term => ColumnOf(term, part, option, x, sigma)));
            terms.AddRange(own.Skip(shared));
            known = own.Count;
            options[position] = [.. Enumerable.Range(begin, own.Count)];
        }

        return options;
    }

    private static bool IsTwice(double twice, double once) =>
        double.IsFinite(once) && Math.Abs(twice - 2 * once) <= Rounding * Math.Abs(twice);

    private static double[] ColumnOf(Term term, StructurePart part, StructureOption option, double[] x, double[] sigma)
    {
        if (term.ParameterNames.Count != 1 || option.Prior is not null)
        {
            throw new ArgumentException(
                $"The option \"{option.Name}\" of \"{part.Name}\" has "
                + (option.Prior is null ? "a term of other than one parameter: " : "a prior: ")
                + "in a linear family every term is a coefficient times a curve, and the coefficients have the conjugate prior.");
        }

        double[] one = new double[x.Length];
        double[] two = new double[x.Length];
        term.Evaluate(x, [1.0], one);
        term.Evaluate(x, [2.0], two);
        return one.Zip(two).All(value => IsTwice(value.Second, value.First))
            ? [.. one.Zip(sigma, (value, deviation) => value / deviation)]
            : throw new ArgumentException(
                $"A term of the option \"{option.Name}\" of \"{part.Name}\" is not proportional to {term.ParameterNames[0]}.");
    }
}
