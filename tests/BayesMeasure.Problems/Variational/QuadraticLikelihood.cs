using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Problems.Variational;

/// <summary>
/// ln L = b'x - x'A x / 2 under standard normal priors: the posterior is the Gaussian of precision P = A + 1 and mean P^-1 b, and
/// all that variational inference should find is known in closed form.
/// </summary>
public sealed class QuadraticLikelihood
{
    private readonly Matrix<double> a;
    private readonly Vector<double> b;

    /// <summary>A likelihood of random columns that have a part in common, so that the posterior is correlated.</summary>
    /// <param name="dimension">The number of parameters.</param>
    /// <param name="common">The share of that part, from 0 to 1.</param>
    /// <param name="seed">The seed.</param>
    public QuadraticLikelihood(int dimension, double common, ulong seed)
    {
        var random = new RandomStream(seed, chain: 0, replica: 0);
        var columns = Matrix<double>.Build.Dense(4 * dimension, dimension);
        for (int row = 0; row < columns.RowCount; row++)
        {
            double shared = random.NextNormal();
            for (int column = 0; column < dimension; column++)
            {
                columns[row, column] = Math.Sqrt(common) * shared + Math.Sqrt(1 - common) * random.NextNormal();
            }
        }

        a = columns.TransposeThisAndMultiply(columns);
        b = Vector<double>.Build.Dense(dimension, _ => 5 * random.NextNormal());
        Precision = a + Matrix<double>.Build.DenseIdentity(dimension);
        Mean = Precision.Solve(b);
    }

    /// <summary>P.</summary>
    public Matrix<double> Precision { get; }

    /// <summary>The mean of the posterior.</summary>
    public Vector<double> Mean { get; }

    /// <summary>log Z = b'P^-1 b / 2 - ln |P| / 2.</summary>
    public double LogEvidence => 0.5 * (b * Mean - LogDeterminant);

    /// <summary>
    /// By how much the bound of the best Gaussian of independent coordinates, of variances 1 / P_ii, lies below log Z: (sum ln
    /// P_ii - ln |P|) / 2.
    /// </summary>
    public double MeanFieldGap => 0.5 * (Precision.Diagonal().Sum(Math.Log) - LogDeterminant);

    /// <summary>The posterior.</summary>
    public LogLikelihoodTarget Target => TargetWith(flipped: -1);

    /// <summary>The same by a part of the rows, whose sum is not scaled up: a minibatch as it must not be.</summary>
    /// <param name="share">The part, from 0 to 1.</param>
    public LogLikelihoodTarget UnscaledMinibatch(double share) => new(
        new Prior { ["x"] = Prior.Normal(0, 1) }.Repeat(b.Count),
        values => share * Evaluate(values, []),
        (values, gradient) =>
        {
            double value = share * Evaluate(values, gradient);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] *= share;
            }

            return value;
        });

    private double LogDeterminant => 2 * Precision.Cholesky().Factor.Diagonal().Sum(Math.Log);

    /// <summary>The same with a gradient that has the wrong sign in one parameter.</summary>
    /// <param name="flipped">Its position; -1 for none.</param>
    public LogLikelihoodTarget TargetWith(int flipped) => new(
        new Prior { ["x"] = Prior.Normal(0, 1) }.Repeat(b.Count),
        values => Evaluate(values, []),
        (values, gradient) =>
        {
            double value = Evaluate(values, gradient);
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = i == flipped ? -gradient[i] : gradient[i];
            }

            return value;
        });

    private double Evaluate(ReadOnlySpan<double> values, Span<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double product = 0;
            for (int j = 0; j < values.Length; j++)
            {
                product += a[i, j] * values[j];
            }

            sum += values[i] * (b[i] - 0.5 * product);
            if (!gradient.IsEmpty)
            {
                gradient[i] = b[i] - product;
            }
        }

        return sum;
    }
}
