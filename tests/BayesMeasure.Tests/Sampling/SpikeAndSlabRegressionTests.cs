using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// A regression in which each column of the design is present or not: indicators beside coefficients. All 2^8 models can be
/// enumerated, each with a normal evidence: y ~ N(0, sigma^2 I + tau^2 X_S X_S^T).
/// </summary>
public class SpikeAndSlabRegressionTests
{
    private const int Columns = 8;
    private const int Rows = 24;
    private const double Sigma = 0.5;
    private const double Tau = 1;
    private const double Included = 0.3;

    private static readonly Matrix<double> Design = CreateDesign();
    private static readonly Vector<double> Response = CreateResponse();

    private static LogLikelihoodTarget Target => new(
        new Prior { ["included"] = Prior.Bernoulli(Included), ["coefficient"] = Prior.Normal(0, Tau) }.Repeat(Columns),
        LogLikelihood);

    [Fact]
    public void Evidence_and_inclusion_probabilities_are_those_of_enumeration()
    {
        (double logEvidence, double[] inclusion) = Enumerate();
        Result result = new ReplicaExchange(new() { Sweeps = 6000 }).Run(Target);
        Assert.InRange(Math.Abs(result.FreeEnergy.LogEvidence - logEvidence) / result.FreeEnergy.StandardError, 0, 4);
        Assert.InRange(result.FreeEnergy.StandardError, 0, 0.15);
        Assert.Null(result.Doubt);
        for (int column = 0; column < Columns; column++)
        {
            IReadOnlyList<double[]> draws = result.Draws.Of(Position(result, $"included[{column + 1}]"));
            double error = Autocorrelation.StandardErrorOfMean(draws);
            Assert.InRange(draws.Average(chain => chain.Average()) - inclusion[column], -4 * error - 1e-3, 4 * error + 1e-3);
        }

        // The problem is worth something: some columns are in, some are out, and some are in doubt.
        Assert.Contains(inclusion, probability => probability > 0.9);
        Assert.Contains(inclusion, probability => probability is > 0.2 and < 0.8);
        Assert.Contains(inclusion, probability => probability < 0.2);
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void Without_the_prior_of_the_indicators_it_would_be_another_evidence()
    {
        (double logEvidence, _) = Enumerate();
        var indifferent = new LogLikelihoodTarget(
            new Prior
            {
                ["included"] = Prior.Bernoulli(0.5),
                ["coefficient"] = Prior.Normal(0, Tau),
            }.Repeat(Columns), LogLikelihood);
        FreeEnergyEstimate estimate = new ReplicaExchange(new() { Sweeps = 2000 }).Run(indifferent).FreeEnergy;
        Assert.True(Math.Abs(estimate.LogEvidence - logEvidence) > 6 * estimate.StandardError);
    }

    private static int Position(Result result, string name) =>
        result.Draws.Parameters.Index().Single(item => item.Item.Name == name).Index;

    private static double LogLikelihood(ReadOnlySpan<double> values)
    {
        double squares = 0;
        for (int row = 0; row < Rows; row++)
        {
            double residual = Response[row];
            for (int column = 0; column < Columns; column++)
            {
                // The parameters of a column stand side by side: whether it is included, and its coefficient.
                residual -= values[2 * column] * values[2 * column + 1] * Design[row, column];
            }

            squares += residual * residual;
        }

        return -0.5 * squares / (Sigma * Sigma) - 0.5 * Rows * Math.Log(2 * Math.PI * Sigma * Sigma);
    }

    private static (double LogEvidence, double[] Inclusion) Enumerate()
    {
        double[] logs = [.. Enumerable.Range(0, 1 << Columns).Select(LogJoint)];
        double highest = logs.Max();
        double[] weights = [.. logs.Select(value => Math.Exp(value - highest))];
        double sum = weights.Sum();
        double[] inclusion = [.. Enumerable.Range(0, Columns)
            .Select(column => weights.Where((_, model) => (model >> column & 1) == 1).Sum() / sum)];
        return (highest + Math.Log(sum), inclusion);
    }

    private static double LogJoint(int model)
    {
        int[] columns = [.. Enumerable.Range(0, Columns).Where(column => (model >> column & 1) == 1)];
        Matrix<double> covariance = Matrix<double>.Build.DenseIdentity(Rows) * (Sigma * Sigma);
        foreach (int column in columns)
        {
            covariance += Tau * Tau * Design.Column(column).OuterProduct(Design.Column(column));
        }

        var cholesky = covariance.Cholesky();
        double logEvidence = -0.5 * (Response * cholesky.Solve(Response) + cholesky.DeterminantLn + Rows * Math.Log(2 * Math.PI));
        return logEvidence + columns.Length * Math.Log(Included) + (Columns - columns.Length) * Math.Log(1 - Included);
    }

    /// <summary>Columns that are correlated in pairs, so that one can stand for the other.</summary>
    private static Matrix<double> CreateDesign()
    {
        var random = new Random(5);
        var design = Matrix<double>.Build.Dense(Rows, Columns, (_, _) => StandardNormal(random));
        for (int column = 1; column < Columns; column += 2)
        {
            design.SetColumn(column, 0.8 * design.Column(column - 1) + 0.6 * design.Column(column));
        }

        return design;
    }

    private static Vector<double> CreateResponse()
    {
        var random = new Random(6);
        return Design * Vector<double>.Build.Dense([1.2, 0, 0, 0.7, 0.35, 0, 0.2, 0])
            + Sigma * Vector<double>.Build.Dense(Rows, _ => StandardNormal(random));
    }

    private static double StandardNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
