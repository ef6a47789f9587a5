using static TorchSharp.torch;

namespace BayesMeasure.Amortized.Network;

/// <summary>
/// What a curve says for each decision given those before it: the logarithm of the Bayes factor of its column F_j beside the
/// columns that were decided on, ln B = (n / 2) ln(RSS without / RSS with) - ln(pivot / ridge) / 2, of a ridge fit whose noise is
/// unknown. What follows j is not decided yet: it is left out, or has a share of its variance, which is lambda, the probability
/// that a column has by itself, or 1. The exact answer lies between the first and the last, and attention need learn no more than
/// where.
/// </summary>
/// <remarks>
/// By the sweep operator (Goodnight 1979, The American Statistician 33, 149) on F'F / n + ridge, bordered by F'y / n and y'y / n
/// = 1: a column that is swept has entered the fit, swept again it has left, and what it left behind is its conditional pivot.
/// </remarks>
internal sealed class ConditionalScores
{
    /// <summary>The number of scores of a decision.</summary>
    public const int PerDecision = 8;

    private const int Left = 0;
    private const int Lambda = 1;
    private const int Probability = 2;
    private const int Whole = 3;
    private const int PerShare = 2;
    private const double SmallestShare = 1e-2;

    private const double Smallest = 1e-6;
    private const double Steepness = 3;
    private const double Saturation = 10;

    private readonly double[,] gram;
    private readonly double ridge;
    private readonly int points;

    /// <param name="bank">The columns, one a decision.</param>
    /// <param name="points">The number n of points of a curve.</param>
    public ConditionalScores(TemplateBank bank, int points)
    {
        gram = (bank.Columns.TransposeThisAndMultiply(bank.Columns) / points).ToArray();
        ridge = bank.Ridge / points;
        this.points = points;
    }

    /// <summary>The scores of the first decisions: batch, decisions, scores.</summary>
    /// <param name="projections">F'y / n of each curve: batch, all decisions.</param>
    /// <param name="structures">The decisions that were taken, with lambda.</param>
    /// <param name="count">The number of decisions that are asked for.</param>
    public Tensor Of(Tensor projections, StructureTensors structures, int count)
    {
        int size = gram.GetLength(0);
        int rows = (int)projections.size(0);
        float[] projected = projections.contiguous().data<float>().ToArray();
        float[] taken = structures.Taken.contiguous().data<float>().ToArray();
        float[] lambdas = structures.Lambda.contiguous().data<float>().ToArray();
        float[] scores = new float[rows * count * PerDecision];
        double[] fit = new double[(size + 1) * (size + 1)];
        double[] shares = new double[size];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> own = projected.AsSpan(row * size, size);
            for (int kind = Left; kind <= Whole; kind++)
            {
                TakeShares(shares, kind, fit, lambdas[row]);
                Begin(fit, own, shares);
                Decide(
                    fit,
                    taken.AsSpan(row * size, size),
                    shares,
                    scores.AsSpan(row * count * PerDecision, count * PerDecision)[(PerShare * kind)..]);
                if (kind == Lambda)
                {
                    Begin(fit, own, shares); // what the probabilities of the next kind are found by
                }
            }
        }

        return tensor(scores, [rows, count, PerDecision]).clone();
    }

    /// <summary>
    /// What each column has of its variance before it is decided on; the fit has all of them with the share lambda.
    /// </summary>
    private void TakeShares(double[] shares, int kind, double[] fit, double lambda)
    {
        for (int column = 0; column < shares.Length; column++)
        {
            shares[column] = kind switch
            {
                Left => 0,
                Lambda => lambda,
                Probability => ProbabilityOf(column, fit, lambda),
                _ => 1,
            };
        }
    }

    /// <summary>How probable a column is beside all others with the share lambda: it is taken out in thought.</summary>
    private double ProbabilityOf(int column, double[] fit, double lambda)
    {
        int stride = gram.GetLength(0) + 1;
        double pivot = 1 / fit[column * stride + column];
        double projection = fit[column * stride + stride - 1] * pivot;
        double without = fit[^1] + projection * projection / pivot;
        double logOdds = LogFactor(pivot + ridge - ridge / lambda, projection, without) + Math.Log(lambda / (1 - lambda));
        return Math.Max(SmallestShare, 1 / (1 + Math.Exp(-logOdds)));
    }

    /// <summary>All columns in the fit with their shares of the variance; none where it is 0.</summary>
    private void Begin(double[] fit, ReadOnlySpan<float> projections, double[] shares)
    {
        int size = projections.Length;
        int stride = size + 1;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                fit[i * stride + j] = gram[i, j];
            }

            fit[i * stride + i] += shares[i] > 0 ? ridge / shares[i] : ridge;
            fit[i * stride + size] = fit[size * stride + i] = projections[i];
        }

        fit[^1] = 1;
        for (int i = 0; shares[0] > 0 && i < size; i++)
        {
            Sweep(fit, stride, i, first: 0);
        }
    }

    /// <summary>
    /// Goes from decision to decision: each column is taken out, scored, and put in for good where it was decided on.
    /// </summary>
    private void Decide(double[] fit, ReadOnlySpan<float> taken, double[] shares, Span<float> scores)
    {
        int stride = taken.Length + 1;
        for (int decision = 0; decision * PerDecision < scores.Length; decision++)
        {
            if (shares[decision] > 0)
            {
                Sweep(fit, stride, decision, decision);
                fit[decision * stride + decision] += ridge - ridge / shares[decision];
            }

            double logFactor = LogFactor(
                fit[decision * stride + decision], fit[decision * stride + stride - 1], fit[^1]);
            scores[decision * PerDecision] = (float)Math.Tanh(logFactor / Steepness);
            scores[decision * PerDecision + 1] = (float)(logFactor / (1 + Math.Abs(logFactor) / Saturation) / Steepness);
            if (taken[decision] > 0)
            {
                Sweep(fit, stride, decision, decision);
            }
        }
    }

    private double LogFactor(double pivot, double projection, double without)
    {
        double with = Math.Max(without - projection * projection / pivot, Smallest);
        return 0.5 * (points * Math.Log(Math.Max(without, Smallest) / with) - Math.Log(pivot / ridge));
    }

    /// <summary>
    /// Exchanges a column between those in the fit and those left out; rows and columns before the first are not kept.
    /// </summary>
    private static void Sweep(double[] fit, int stride, int column, int first)
    {
        Span<double> pivotRow = fit.AsSpan(column * stride, stride);
        double pivot = pivotRow[column];
        for (int j = first; j < stride; j++)
        {
            pivotRow[j] /= pivot;
        }

        for (int i = first; i < stride; i++)
        {
            if (i == column)
            {
                continue;
            }

            Span<double> row = fit.AsSpan(i * stride, stride);
            double factor = row[column];
            for (int j = first; j < stride; j++)
            {
                row[j] -= factor * pivotRow[j];
            }

            row[column] = -factor / pivot;
        }

        pivotRow[column] = 1 / pivot;
    }
}
