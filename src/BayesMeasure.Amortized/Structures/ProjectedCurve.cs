using MathNet.Numerics;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// What a curve says of the columns of a linear family. For the columns S of a structure, with A = G_S + I / v and r = X'y,
/// ln p(y | S) = const - (ln|A| + |S| ln v) / 2 - (a + n/2) ln(b + (y'y - r_S' A^-1 r_S) / 2).
/// </summary>
internal sealed class ProjectedCurve
{
    private readonly LinearColumns columns;
    private readonly double[] projections;
    private readonly double sumOfSquares;
    private readonly double exponent;
    private readonly double rate;
    private readonly double constant;

    /// <param name="columns">The columns X in units of the noise of each point.</param>
    /// <param name="values">y in the same units.</param>
    /// <param name="shape">a.</param>
    /// <param name="rate">b.</param>
    /// <param name="logSigmas">The sum of the logarithms of the units.</param>
    public ProjectedCurve(LinearColumns columns, double[] values, double shape, double rate, double logSigmas)
    {
        this.columns = columns;
        this.rate = rate;
        projections = columns.Project(values);
        sumOfSquares = values.Sum(value => value * value);
        exponent = shape + 0.5 * values.Length;
        constant = -values.Length * Constants.LogSqrt2Pi - logSigmas + shape * Math.Log(rate)
            + SpecialFunctions.GammaLn(exponent) - SpecialFunctions.GammaLn(shape);
    }

    /// <summary>ln p(y | structure), with all constants.</summary>
    public double LogEvidence(Structure structure)
    {
        Span<int> chosen = stackalloc int[columns.Count];
        int count = 0;
        foreach (int column in columns.Of(structure))
        {
            chosen[count++] = column;
        }

        (double logDeterminant, double explained) = Factor(chosen[..count]);
        return constant - 0.5 * (logDeterminant + count * Math.Log(columns.Variance))
            - exponent * Math.Log(rate + 0.5 * (sumOfSquares - explained));
    }

    /// <summary>ln|A| and r' A^-1 r = |L^-1 r|^2, by the Cholesky factor L of A.</summary>
    private (double LogDeterminant, double Explained) Factor(ReadOnlySpan<int> chosen)
    {
        int size = chosen.Length;
        Span<double> factor = new double[size * size];
        Span<double> solved = stackalloc double[size];
        double logDeterminant = 0;
        double explained = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double element = columns.Gram(chosen[i], chosen[j]) + (i == j ? 1 / columns.Variance : 0);
                element -= Dot(factor.Slice(i * size, j), factor.Slice(j * size, j));
                factor[i * size + j] = i == j ? Math.Sqrt(element) : element / factor[j * size + j];
            }

            double diagonal = factor[i * size + i];
            solved[i] = (projections[chosen[i]] - Dot(factor.Slice(i * size, i), solved[..i])) / diagonal;
            logDeterminant += 2 * Math.Log(diagonal);
            explained += solved[i] * solved[i];
        }

        return (logDeterminant, explained);
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
