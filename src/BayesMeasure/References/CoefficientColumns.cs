using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// The curve of a posterior as rest + sum of coefficient times column, when all but the coefficients is given, each point divided
/// by the width of its noise. Terms that depend on nothing else are computed once.
/// </summary>
internal sealed class CoefficientColumns
{
    private readonly Posterior posterior;
    private readonly int[] positions;
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
    /// <param name="positions">The positions of the coefficients: unknowns in which the curve is linear.</param>
    /// <param name="y">What was measured.</param>
    /// <param name="scale">For each point, what it is multiplied by.</param>
    public CoefficientColumns(Posterior posterior, int[] positions, double[] y, double[] scale)
    {
        this.posterior = posterior;
        this.positions = positions;
        this.scale = scale;
        CurveLayout layout = posterior.Layout;
        chain = new(layout);
        others = new double[posterior.Parameters.Count];
        chain.MoveTo(others);
        int[] terms = [.. Enumerable.Range(0, layout.Terms.Length)];
        curves = [.. terms.Select(term => TermCurve.Of(posterior, term))];
        read = [.. terms.Select(ReadBy)];
        nothing = new double[scale.Length];
        without = new double[scale.Length];
        measured = [.. y.Zip(scale, (value, factor) => value * factor)];
        Residual = new double[scale.Length];
        Columns = [.. positions.Select(_ => new double[scale.Length])];
        fixedColumns = [.. positions.Select(_ => new double[scale.Length])];
        moving = [.. terms.Where(term => Enumerable.Range(0, posterior.Parameters.Count)
            .Any(position => !positions.Contains(position) && layout.Dependents[position].Contains(term)))];
        foreach (int term in terms.Except(moving))
        {
            Add(term, measured, fixedColumns);
        }
    }

    /// <summary>What was measured less the curve where all coefficients are 0.</summary>
    public double[] Residual { get; }

    /// <summary>For each coefficient, what a unit of it adds.</summary>
    public double[][] Columns { get; }

    /// <summary>Computes residual and columns.</summary>
    /// <param name="values">One value an unknown; those of the coefficients are not read.</param>
    public void Evaluate(ReadOnlySpan<double> values)
    {
        values.CopyTo(others);
        foreach (int position in positions)
        {
            others[position] = 0;
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
        [.. Enumerable.Range(0, positions.Length).Where(j => posterior.Layout.Dependents[positions[j]].Contains(term))];

    /// <summary>Takes what one term has off the residual, and adds it to the columns.</summary>
    private void Add(int term, double[] residual, double[][] columns)
    {
        if (IsProportional(term))
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
            chain.Set(positions[j], 1);
            ColumnProducts.AddDifference(scale, curves[term].Evaluate(chain.Values), without, columns[j]);
            chain.Set(positions[j], 0);
        }
    }

    /// <summary>
    /// Whether the term vanishes with the amplitude that is among the coefficients: there is nothing to compute.
    /// </summary>
    private bool IsProportional(int term) =>
        posterior.Model.Terms[term].AmplitudePosition is { } amplitude
        && posterior.Layout.Terms[term][amplitude] is { Offset: 0, Position: var position }
        && Array.IndexOf(positions, position) >= 0;
}
