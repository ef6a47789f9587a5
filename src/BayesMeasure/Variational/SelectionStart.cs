namespace BayesMeasure.Variational;

/// <summary>
/// Where the guide of a <see cref="SelectionProblem"/> begins. The misfit is a quadratic form, so that its curvature in each
/// coordinate alone follows from one evaluation: with b' and b'' the derivatives of b, Q' = -2 b''(p - G b) and so on.
/// </summary>
internal static class SelectionStart
{
    private const double MostDeviation = 0.3;

    /// <summary>Means and deviations of the coordinates.</summary>
    public static (double[] Means, double[] Deviations) Of(SelectionProblem problem)
    {
        SelectionLikelihood likelihood = At(problem);
        int own = 1 + problem.OwnMoves.Count;
        double[] means = new double[problem.Coordinates];
        double[] deviations = new double[means.Length];
        for (int k = 0; k < problem.Columns.Count; k++)
        {
            int first = problem.Rows * k;
            double height = problem.Columns[k].StartHeight;
            double amplitude = likelihood.B[first];
            double pull = amplitude * likelihood.Rest[first];
            means[own * k] = Math.Log(height);
            double byHeight = 2 * amplitude * amplitude * Product(problem, first, first) - 2 * pull;
            deviations[own * k] = Deviation(problem, likelihood, -2 * pull, byHeight, prior: 2 * height * height);
            for (int i = 1; i < own; i++)
            {
                double slope = -2 * amplitude * likelihood.Rest[first + i];
                double bent = 2 * amplitude * amplitude * Product(problem, first + i, first + i);
                deviations[own * k + i] = Deviation(problem, likelihood, slope, bent, prior: 1);
            }
        }

        for (int m = 0; m < problem.SharedMoves.Count; m++)
        {
            (double slope, double bent) = Shared(problem, likelihood, own + m);
            deviations[own * problem.Columns.Count + m] = Deviation(problem, likelihood, slope, bent, prior: 1);
        }

        return (means, deviations);
    }

    private static SelectionLikelihood At(SelectionProblem problem)
    {
        SelectionLikelihood likelihood = new(problem);
        double[] values = new double[problem.Coordinates + problem.Columns.Count];
        foreach ((int k, SelectionColumn column) in problem.Columns.Index())
        {
            (values[problem.OwnUnknowns * k], values[problem.OwnUnknowns * k + 1]) = (column.StartSelection, column.StartHeight);
        }

        likelihood.Evaluate(values, new double[values.Length]);
        return likelihood;
    }

    /// <summary>The first two derivatives of Q by a move of all columns.</summary>
    private static (double Slope, double Bent) Shared(SelectionProblem problem, SelectionLikelihood likelihood, int row)
    {
        double slope = 0, bent = 0;
        for (int first = 0; first < problem.Length; first += problem.Rows)
        {
            slope -= 2 * likelihood.B[first] * likelihood.Rest[first + row];
            for (int other = 0; other < problem.Length; other += problem.Rows)
            {
                bent += 2 * likelihood.B[first] * likelihood.B[other] * Product(problem, first + row, other + row);
            }
        }

        return (slope, bent);
    }

    /// <summary>One over the root of the curvature of -ln L - ln p, where the level of the noise follows Q.</summary>
    private static double Deviation(
        SelectionProblem problem, SelectionLikelihood likelihood, double slope, double bent, double prior)
    {
        double byLevel = likelihood.Level > problem.LeastLevel ? slope * slope / likelihood.Misfit : 0;
        double curvature = 0.5 * (bent - byLevel) / likelihood.Level + prior;
        return curvature > 0 ? Math.Min(MostDeviation, 1 / Math.Sqrt(curvature)) : MostDeviation;
    }

    private static double Product(SelectionProblem problem, int i, int j) => problem.Gram.Span[i * problem.Length + j];
}
