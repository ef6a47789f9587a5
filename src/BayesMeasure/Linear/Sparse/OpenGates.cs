using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear.Sparse;

/// <summary>A set of open gates, with the largest weight that it can have.</summary>
internal sealed class OpenGates
{
    // An amplitude is negative beyond so many standard deviations in 1e-11 of all cases.
    private const double SurelyPositive = 6.7;

    private readonly int[] columns;
    private readonly Vector<double>? mean;
    private readonly Matrix<double>? factor;
    private readonly double logPrior;
    private readonly double unsigned;

    /// <param name="problem">The problem.</param>
    /// <param name="columns">The columns that are open.</param>
    public OpenGates(GatedProblem problem, int[] columns)
    {
        this.columns = columns;
        foreach (int k in columns)
        {
            logPrior += problem.PriorLogOdds[k];
        }

        if (columns.Length == 0)
        {
            return;
        }

        Matrix<double> precision = Matrix<double>.Build.Dense(columns.Length, columns.Length, (i, j) =>
            problem.Product(columns[i], columns[j]) + (i == j ? Math.Pow(problem.Scales[columns[i]], -2) : 0));
        Matrix<double> triangle = precision.Cholesky().Factor;
        Vector<double> projections = Vector<double>.Build.Dense(columns.Length, i => problem.Projections[columns[i]]);
        Vector<double> white = triangle.Solve(projections);
        factor = triangle.Transpose().Inverse();
        mean = factor * white;
        unsigned = logPrior + 0.5 * (white * white) + columns.Select((k, i) =>
            Math.Log(2 / (problem.Scales[k] * triangle[i, i]))).Sum();
        LargestLogWeight = unsigned + columns.Select((_, i) => GateConditional.LogBelow(mean[i] / factor.Row(i).L2Norm())).Min();
    }

    /// <summary>
    /// A bound of the logarithm of prior odds times evidence, over those of no column: as if all amplitudes but one, the most
    /// negative, might have either sign.
    /// </summary>
    public double LargestLogWeight { get; }

    /// <summary>Whether a gate is open.</summary>
    public bool Has(int column) => columns.Contains(column);

    /// <summary>The logarithm of prior odds times evidence, by each shifted lattice; the same in all where it is exact.</summary>
    public double[] LogWeights()
    {
        double[] weights = new double[BoxedCoefficients.Shifts];
        if (mean is null || factor is null || columns.Length == 1)
        {
            Array.Fill(weights, LargestLogWeight);
            return weights;
        }

        int[] doubtful = [.. Enumerable.Range(0, columns.Length).Where(i => mean[i] < SurelyPositive * factor.Row(i).L2Norm())];
        if (doubtful.Length == 0)
        {
            Array.Fill(weights, unsigned);
            return weights;
        }

        BoxedCoefficients boxed = Boxed(mean, factor, doubtful);
        double[] estimates = new double[boxed.Estimates];
        boxed.AddShare(stretch: 1, weight: 1, estimates);
        for (int shift = 0; shift < weights.Length; shift++)
        {
            weights[shift] = unsigned + Math.Log(estimates[shift % estimates.Length]);
        }

        return weights;
    }

    /// <summary>The amplitudes that may be negative, the others integrated out: it matters for 1e-10 at most.</summary>
    private static BoxedCoefficients Boxed(Vector<double> mean, Matrix<double> factor, int[] doubtful)
    {
        Matrix<double> rows = Matrix<double>.Build.DenseOfRowVectors(doubtful.Select(factor.Row));
        Matrix<double> precision = rows.TransposeAndMultiply(rows).Inverse();
        Matrix<double> triangle = (0.5 * (precision + precision.Transpose())).Cholesky().Factor;
        double[] upper = [.. doubtful.Select(_ => double.PositiveInfinity)];
        Vector<double> middle = Vector<double>.Build.Dense(doubtful.Length, i => mean[doubtful[i]]);
        return new(new(middle, triangle.Transpose().Inverse()), new CoefficientBox(new double[doubtful.Length], upper));
    }

    /// <summary>The set as it is told.</summary>
    /// <param name="logWeight">The logarithm of its prior odds times its evidence.</param>
    /// <param name="probability">The probability of the set.</param>
    public GateSet Told(double logWeight, double probability) => new(columns, logWeight - logPrior, probability);
}
