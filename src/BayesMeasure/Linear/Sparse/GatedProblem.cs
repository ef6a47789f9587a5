using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.Linear.Sparse;

/// <summary>
/// A sum of few columns out of many: y = Phi (g h) + B b + noise. Gates g_k are 0 or 1, open with probability p_k; amplitudes
/// h_k >= 0 have half-normal priors of scale tau_k; the background's b is free. Which gates are open?
/// </summary>
/// <remarks>
/// <para>
/// The noise is normal with known standard deviations. b has a flat prior, which is the same with every set of columns, and is
/// integrated out: columns and data are taken beside the background.
/// </para>
/// <para>
/// All that is asked of the data is the Gram matrix G = Phi' W Phi and Phi' W y, made once: a sweep over K gates costs K^2
/// whatever the number of points.
/// </para>
/// </remarks>
public sealed class GatedProblem
{
    private readonly double[] gram;
    private readonly double[] projections;
    private readonly double[] logOdds;
    private readonly double[] scales;

    /// <summary>Sets the problem.</summary>
    /// <param name="columns">Phi: one row a point, one column a candidate; no column is 0 beside the background.</param>
    /// <param name="y">The measured values, one a row.</param>
    /// <param name="sigma">Their standard deviations: above 0.</param>
    /// <param name="probabilities">p_k of each column: above 0 and below 1.</param>
    /// <param name="scales">tau_k of each column, in units of its amplitude: above 0.</param>
    /// <param name="background">B: one row a point; null without one.</param>
    /// <exception cref="ArgumentException">Sizes do not match, or a value is out of range.</exception>
    public GatedProblem(
        Matrix<double> columns,
        IReadOnlyList<double> y,
        IReadOnlyList<double> sigma,
        IReadOnlyList<double> probabilities,
        IReadOnlyList<double> scales,
        Matrix<double>? background = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(sigma);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(scales);
        RequireSizes(columns, y, sigma, probabilities, scales, background);
        Count = columns.ColumnCount;
        logOdds = [.. probabilities.Select(LogOdds)];
        this.scales = [.. scales];
        foreach (double value in sigma.Concat(scales))
        {
            Require.Positive(value);
        }

        Matrix<double>? basis = background is null || background.ColumnCount == 0
            ? null
            : Weighted(background, sigma).QR(QRMethod.Thin).Q;
        Matrix<double> weighted = Beside(basis, Weighted(columns, sigma));
        Matrix<double> data = Matrix<double>.Build.Dense(y.Count, 1, (i, _) => y[i]);
        Vector<double> rest = Beside(basis, Weighted(data, sigma)).Column(0);
        Matrix<double> products = weighted.TransposeThisAndMultiply(weighted);
        gram = products.ToRowMajorArray();
        projections = [.. weighted.TransposeThisAndMultiply(rest)];
        for (int k = 0; k < Count; k++)
        {
            if (!(Product(k, k) > 0) || !double.IsFinite(Product(k, k) + projections[k]))
            {
                throw new ArgumentException($"Column {k} is 0 beside the background, or not finite.", nameof(columns));
            }
        }
    }

    private GatedProblem(double[] gram, double[] projections, double[] logOdds, double[] scales)
    {
        (this.gram, this.projections, this.logOdds, this.scales) = (gram, projections, logOdds, scales);
        Count = projections.Length;
    }

    /// <summary>Sets the problem by its products, such as of correlated noise C: Phi' C^-1 Phi and Phi' C^-1 y.</summary>
    /// <param name="gram">Phi' C^-1 Phi: symmetric, its diagonal above 0.</param>
    /// <param name="projections">Phi' C^-1 y, one value a column.</param>
    /// <param name="logOdds">ln p_k/(1 - p_k) of each column.</param>
    /// <param name="scales">tau_k of each column: above 0.</param>
    /// <exception cref="ArgumentException">Sizes do not match, or a value is out of range.</exception>
    public static GatedProblem OfProducts(
        Matrix<double> gram,
        IReadOnlyList<double> projections,
        IReadOnlyList<double> logOdds,
        IReadOnlyList<double> scales)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentNullException.ThrowIfNull(projections);
        ArgumentNullException.ThrowIfNull(logOdds);
        ArgumentNullException.ThrowIfNull(scales);
        int count = projections.Count;
        if (gram.RowCount != count || gram.ColumnCount != count || logOdds.Count != count || scales.Count != count)
        {
            throw new ArgumentException($"There are {count} projections; products, odds and scales need as many.");
        }

        for (int k = 0; k < count; k++)
        {
            Require.Positive(scales[k]);
            if (!(gram[k, k] > 0) || !double.IsFinite(gram[k, k] + projections[k] + logOdds[k]))
            {
                throw new ArgumentException($"Column {k} is 0, or not finite.", nameof(gram));
            }
        }

        return new(gram.ToRowMajorArray(), [.. projections], [.. logOdds], [.. scales]);
    }

    /// <summary>The number K of columns.</summary>
    public int Count { get; }

    /// <summary>ln p_k/(1 - p_k) of each column.</summary>
    internal ReadOnlySpan<double> PriorLogOdds => logOdds;

    /// <summary>tau_k of each column.</summary>
    internal ReadOnlySpan<double> Scales => scales;

    /// <summary>Phi' W y.</summary>
    internal ReadOnlySpan<double> Projections => projections;

    /// <summary>A row of G.</summary>
    internal ReadOnlySpan<double> Row(int k) => gram.AsSpan(k * Count, Count);

    /// <summary>An entry of G.</summary>
    internal double Product(int k, int j) => gram[k * Count + j];

    /// <summary>The correlation of two columns.</summary>
    internal double Correlation(int k, int j) => Product(k, j) / Math.Sqrt(Product(k, k) * Product(j, j));

    private static Matrix<double> Weighted(Matrix<double> columns, IReadOnlyList<double> sigma) =>
        Matrix<double>.Build.Dense(columns.RowCount, columns.ColumnCount, (i, j) => columns[i, j] / sigma[i]);

    /// <summary>What of weighted columns is at right angles to the background.</summary>
    private static Matrix<double> Beside(Matrix<double>? basis, Matrix<double> columns) =>
        basis is null ? columns : columns - basis * basis.TransposeThisAndMultiply(columns);

    private static double LogOdds(double probability) => probability is > 0 and < 1
        ? Math.Log(probability / (1 - probability))
        : throw new ArgumentException($"The probability of a column is above 0 and below 1, and not {probability}.");

    private static void RequireSizes(
        Matrix<double> columns,
        IReadOnlyList<double> y,
        IReadOnlyList<double> sigma,
        IReadOnlyList<double> probabilities,
        IReadOnlyList<double> scales,
        Matrix<double>? background)
    {
        if (y.Count != columns.RowCount || sigma.Count != columns.RowCount || (background?.RowCount ?? y.Count) != y.Count)
        {
            throw new ArgumentException($"The columns have {columns.RowCount} rows; y, sigma and background need as many.");
        }

        if (probabilities.Count != columns.ColumnCount || scales.Count != columns.ColumnCount)
        {
            throw new ArgumentException($"There are {columns.ColumnCount} columns; each needs a probability and a scale.");
        }
    }
}
