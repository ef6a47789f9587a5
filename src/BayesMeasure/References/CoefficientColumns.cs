using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// The curve of a posterior as rest + sum of coefficient times column, when all but the coefficients is given. Columns that
/// depend on nothing else are computed once.
/// </summary>
internal sealed class CoefficientColumns
{
    private readonly Posterior posterior;
    private readonly int[] positions;
    private readonly double[] all;
    private readonly double[][] parameters;
    private readonly double[] without;
    private readonly double[] with;
    private readonly double[] fixedRest;
    private readonly double[][] fixedColumns;
    private readonly int[] moving;

    /// <param name="posterior">The posterior.</param>
    /// <param name="positions">The positions of the coefficients: unknowns in which the curve is linear.</param>
    public CoefficientColumns(Posterior posterior, int[] positions)
    {
        this.posterior = posterior;
        this.positions = positions;
        CurveLayout layout = posterior.Layout;
        all = new double[posterior.Parameters.Count + layout.Links.Length];
        parameters = [.. layout.Terms.Select(sources => new double[sources.Length])];
        without = NewCurve();
        with = NewCurve();
        Rest = NewCurve();
        Columns = [.. positions.Select(_ => NewCurve())];
        fixedRest = NewCurve();
        fixedColumns = [.. positions.Select(_ => NewCurve())];
        int[] terms = [.. Enumerable.Range(0, layout.Terms.Length)];
        moving = [.. terms.Where(term => Enumerable.Range(0, posterior.Parameters.Count)
            .Any(position => !positions.Contains(position) && layout.Dependents[position].Contains(term)))];
        foreach (int term in terms.Except(moving))
        {
            Add(term, fixedRest, fixedColumns);
        }
    }

    /// <summary>The curve where all coefficients are 0.</summary>
    public double[] Rest { get; }

    /// <summary>For each coefficient, what a unit of it adds.</summary>
    public double[][] Columns { get; }

    /// <summary>Computes rest and columns.</summary>
    /// <param name="values">One value an unknown; those of the coefficients are not read.</param>
    public void Evaluate(ReadOnlySpan<double> values)
    {
        values.CopyTo(all);
        foreach (int position in positions)
        {
            all[position] = 0;
        }

        LinkedParameter[] links = posterior.Layout.Links;
        for (int link = 0; link < links.Length; link++)
        {
            all[values.Length + link] = links[link].Evaluate(all);
        }

        fixedRest.CopyTo(Rest, 0);
        for (int j = 0; j < Columns.Length; j++)
        {
            fixedColumns[j].CopyTo(Columns[j], 0);
        }

        foreach (int term in moving)
        {
            Add(term, Rest, Columns);
        }
    }

    private double[] NewCurve() => new double[posterior.Measurement.Count];

    /// <summary>Adds what one term has to the rest and to the columns.</summary>
    private void Add(int term, double[] rest, double[][] columns)
    {
        if (IsProportional(term))
        {
            Array.Clear(without);
        }
        else
        {
            Evaluate(term, without);
            for (int i = 0; i < rest.Length; i++)
            {
                rest[i] += without[i];
            }
        }

        for (int j = 0; j < positions.Length; j++)
        {
            if (posterior.Layout.Dependents[positions[j]].Contains(term))
            {
                all[positions[j]] = 1;
                Evaluate(term, with);
                all[positions[j]] = 0;
                double[] column = columns[j];
                for (int i = 0; i < column.Length; i++)
                {
                    column[i] += with[i] - without[i];
                }
            }
        }
    }

    /// <summary>
    /// Whether the term vanishes with the amplitude that is among the coefficients: there is nothing to compute.
    /// </summary>
    private bool IsProportional(int term) =>
        posterior.Model.Terms[term].AmplitudePosition is { } amplitude
        && posterior.Layout.Terms[term][amplitude] is { Offset: 0, Position: var position }
        && Array.IndexOf(positions, position) >= 0;

    private void Evaluate(int term, double[] curve)
    {
        ParameterSource[] sources = posterior.Layout.Terms[term];
        for (int i = 0; i < sources.Length; i++)
        {
            parameters[term][i] = sources[i].Resolve(all);
        }

        posterior.Model.Terms[term].Evaluate(posterior.Measurement.X.AsSpan(), parameters[term], curve);
    }
}
