using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.References;

/// <summary>
/// The curve of a posterior as rest + sum of weight times column, when all but the coefficients is given, each point divided by
/// the width of its noise. A coefficient that is shared out has two columns: that of the highest share, and that of the lowest.
/// Terms that depend on nothing else are computed once.
/// </summary>
internal sealed class CoefficientColumns
{
    private readonly Posterior posterior;
    private readonly LinearUnknowns unknowns;
    private readonly int[] firstColumns;
    private readonly bool[] areProportional;
    private readonly double[] scale;
    private readonly ChainRule chain;
    private readonly double[] others;
    private readonly TermCurve[] curves;
    private readonly int[][] read;
    private readonly double[] nothing;
    private readonly double[] without;
    private readonly double[] measured;
    private readonly double[][] fixedColumns;
    private readonly int[] moving;

    /// <param name="posterior">The posterior.</param>
    /// <param name="unknowns">The coefficients: unknowns in which the curve is linear.</param>
    /// <param name="y">What was measured.</param>
    /// <param name="scale">For each point, what it is multiplied by.</param>
    public CoefficientColumns(Posterior posterior, LinearUnknowns unknowns, double[] y, double[] scale)
    {
        this.posterior = posterior;
        this.unknowns = unknowns;
        firstColumns = FirstColumnsOf(unknowns, out int count);
        this.scale = scale;
        CurveLayout layout = posterior.Layout;
        chain = new(layout);
        others = new double[posterior.Parameters.Count];
        chain.MoveTo(others);
        int[] terms = [.. Enumerable.Range(0, layout.Terms.Length)];
        curves = [.. terms.Select(term => TermCurve.Of(posterior, term))];
        read = [.. terms.Select(ReadBy)];
        areProportional = [.. terms.Select(IsProportional)];
        nothing = new double[scale.Length];
        without = new double[scale.Length];
        measured = [.. y.Zip(scale, (value, factor) => value * factor)];
        Residual = new double[scale.Length];
        Columns = [.. Enumerable.Range(0, count).Select(_ => new double[scale.Length])];
        fixedColumns = [.. Enumerable.Range(0, count).Select(_ => new double[scale.Length])];
        moving = [.. terms.Where(term => Enumerable.Range(0, posterior.Parameters.Count)
            .Any(position => !unknowns.Positions.Contains(position) && layout.Dependents[position].Contains(term)))];
        foreach (int term in terms.Except(moving))
        {
            Add(term, measured, fixedColumns);
        }
    }

    /// <summary>What was measured less the curve where all coefficients are 0.</summary>
    public double[] Residual { get; }

    /// <summary>For each weight, what a unit of it adds: coefficient by coefficient.</summary>
    public double[][] Columns { get; }

    /// <summary>Computes residual and columns.</summary>
    /// <param name="values">One value an unknown; those of the coefficients are not read.</param>
    public void Evaluate(ReadOnlySpan<double> values)
    {
        values.CopyTo(others);
        foreach (ref readonly LinearCoefficient coefficient in unknowns.Coefficients.AsSpan())
        {
            others[coefficient.Position] = 0;
            if (coefficient.Share >= 0)
            {
                others[coefficient.Share] = PriorOf(coefficient.Share).Minimum;
            }
        }

        chain.MoveTo(others);
        measured.CopyTo(Residual, 0);
        for (int j = 0; j < Columns.Length; j++)
        {
            fixedColumns[j].CopyTo(Columns[j], 0);
        }

        foreach (int term in moving)
        {
            Add(term, Residual, Columns);
        }
    }

    /// <summary>Which of the coefficients a term reads.</summary>
    private int[] ReadBy(int term) =>
        [.. unknowns.Coefficients.Index()
            .Where(one => posterior.Layout.Dependents[one.Item.Position].Contains(term))
            .Select(one => one.Index)];

    /// <summary>Takes what one term has off the residual, and adds it to the columns.</summary>
    private void Add(int term, double[] residual, double[][] columns)
    {
        if (areProportional[term])
        {
            Array.Clear(without);
        }
        else
        {
            curves[term].Evaluate(chain.Values).CopyTo(without);
            ColumnProducts.AddDifference(scale, nothing, without, residual);
        }

        foreach (int j in read[term])
        {
            (int position, int share) = unknowns.Coefficients[j];
            chain.Set(position, 1);
            if (share >= 0)
            {
                chain.Set(share, PriorOf(share).Maximum);
                AddColumn(term, columns[firstColumns[j]]);
                chain.Set(share, PriorOf(share).Minimum);
            }

            AddColumn(term, columns[firstColumns[j] + unknowns.Coefficients[j].Count - 1]);
            chain.Set(position, 0);
        }
    }

    private void AddColumn(int term, double[] column) =>
        ColumnProducts.AddDifference(scale, curves[term].Evaluate(chain.Values), without, column);

    private Distribution PriorOf(int position) => posterior.Parameters[position].Prior;

    private static int[] FirstColumnsOf(LinearUnknowns unknowns, out int count)
    {
        int[] first = new int[unknowns.Coefficients.Length];
        count = 0;
        for (int j = 0; j < first.Length; j++)
        {
            first[j] = count;
            count += unknowns.Coefficients[j].Count;
        }

        return first;
    }

    /// <summary>
    /// Whether the term vanishes with the amplitude that is among the coefficients: there is nothing to compute.
    /// </summary>
    private bool IsProportional(int term) =>
        posterior.Model.Terms[term].AmplitudePosition is { } amplitude
        && posterior.Layout.Terms[term][amplitude] is { Offset: 0, Position: var position }
        && unknowns.Coefficients.Any(one => one.Position == position);
}
