using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear.Sparse;

/// <summary>A set of open gates, with the largest weight that it can have.</summary>
internal sealed class OpenGates
{
    private readonly int[] columns;
    private readonly Vector<double>? mean;
    private readonly Matrix<double>? factor;
    private readonly double logPrior;
    private readonly double unsigned;

    /// <param name="problem">The problem.</param>
    /// <param name="mask">The bits of the columns that are open.</param>
    public OpenGates(GatedProblem problem, int mask)
    {
        columns = [.. Enumerable.Range(0, problem.Count).Where(k => (mask >> k & 1) != 0)];
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

        double[] upper = [.. columns.Select(_ => double.PositiveInfinity)];
        BoxedCoefficients boxed = new(new(mean, factor), new CoefficientBox(new double[columns.Length], upper));
        double[] estimates = new double[boxed.Estimates];
        boxed.AddShare(stretch: 1, weight: 1, estimates);
        for (int shift = 0; shift < weights.Length; shift++)
        {
            weights[shift] = unsigned + Math.Log(estimates[shift % estimates.Length]);
        }

        return weights;
    }

    /// <summary>The set as it is told.</summary>
    /// <param name="logWeight">The logarithm of its prior odds times its evidence.</param>
    /// <param name="probability">The probability of the set.</param>
    public GateSet Told(double logWeight, double probability) => new(columns, logWeight - logPrior, probability);
}
