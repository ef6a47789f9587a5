using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// Bayesian linear regression y = X w + noise, solved exactly: the posterior of w under several priors, from one
/// orthogonal decomposition of the data.
/// </summary>
/// <remarks>
/// Columns are centred where there is a constant column, scaled to unit length, and decomposed by Householder reflections:
/// X'X is never formed, so no digits are lost to squaring the condition number.
/// </remarks>
public sealed class LinearRegression
{
    /// <summary>Decomposes the data.</summary>
    /// <param name="design">X: one row a point, one column a coefficient; all finite.</param>
    /// <param name="y">The measured values, one a row; all finite.</param>
    /// <param name="sigma">
    /// The standard deviation of each point, or its relative size where the level of the noise is unknown: above 0, finite.
    /// Default: 1 for every point.
    /// </param>
    /// <exception cref="ArgumentException">The sizes do not match, or a value is out of range.</exception>
    public LinearRegression(Matrix<double> design, IReadOnlyList<double> y, IReadOnlyList<double>? sigma = null)
        : this(design, rounding: null, y, sigma)
    {
    }

    /// <summary>Decomposes the data, given also what the rounding of the design left out.</summary>
    private LinearRegression(
        Matrix<double> design, Matrix<double>? rounding, IReadOnlyList<double> y, IReadOnlyList<double>? sigma)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(y);
        RequireLength(y, design.RowCount, nameof(y));
        RequireFinite(design.Enumerate(), nameof(design));
        RequireFinite(y, nameof(y));
        if (sigma is not null)
        {
            RequireLength(sigma, design.RowCount, nameof(sigma));
            RequirePositive(sigma);
        }

        Points = design.RowCount;
        Coefficients = design.ColumnCount;
        LogWeights = -(sigma?.Sum(Math.Log) ?? 0);
        Coordinates = new DesignCoordinates(design);
        WeightedDesign = Weighted(design, sigma);
        WeightedValues = Weighted(y, sigma);
        Matrix<double> rows = Weighted(Coordinates.Transform(design), sigma);
        Fit = TriangularFit.Of(rows, WeightedValues);
        Fit = Fit.DeservesMoreDigits(Points)
            ? TriangularFit.Of(new AccurateTriangle(Joined(design, rounding, y, sigma)))
            : Fit.Refined(rows, WeightedValues);
    }

    /// <summary>The number N of points.</summary>
    public int Points { get; }

    /// <summary>The number K of coefficients.</summary>
    public int Coefficients { get; }

    /// <summary>The coordinates in which the columns are of unit length.</summary>
    internal DesignCoordinates Coordinates { get; }

    /// <summary>The data, reduced to a triangle, in these coordinates.</summary>
    internal TriangularFit Fit { get; }

    /// <summary>X in units of the sigma of each point.</summary>
    internal Matrix<double> WeightedDesign { get; }

    /// <summary>y in units of the sigma of each point.</summary>
    internal Vector<double> WeightedValues { get; }

    /// <summary>The root mean square of y in units of the sigma of each point.</summary>
    internal double RootMeanSquare => WeightedValues.L2Norm() / Math.Sqrt(Points);

    /// <summary>-sum ln sigma_i: what the weights of the points add to the log likelihood.</summary>
    internal double LogWeights { get; }

    /// <summary>ln |X'X| of a fit to these data, in the coefficients w.</summary>
    internal double LogDeterminantOf(TriangularFit fit) => fit.LogDeterminant - 2 * Coordinates.LogDeterminant;

    /// <summary>The regression on 1, x, ..., x^degree: the coefficients are those of the powers of x.</summary>
    /// <param name="x">Where was measured.</param>
    /// <param name="y">What was measured.</param>
    /// <param name="degree">The degree of the polynomial: at least 0.</param>
    /// <param name="sigma">The standard deviation of each point. Default: 1 for every point.</param>
    public static LinearRegression Polynomial(
        IReadOnlyList<double> x, IReadOnlyList<double> y, int degree, IReadOnlyList<double>? sigma = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        var powers = new DoubleDouble[x.Count, degree + 1];
        for (int i = 0; i < x.Count; i++)
        {
            powers[i, 0] = 1;
            for (int j = 1; j <= degree; j++)
                powers[i, j] = powers[i, j - 1] * x[i];
        }

        Matrix<double> Part(Func<DoubleDouble, double> part) =>
            Matrix<double>.Build.Dense(x.Count, degree + 1, (i, j) => part(powers[i, j]));
        return new(Part(power => power.High), Part(power => power.Low), y, sigma);
    }

    /// <summary>The exact posterior of the coefficients.</summary>
    /// <param name="prior">What is known beforehand about the coefficients and the noise.</param>
    /// <exception cref="SingularDesignException">
    /// The prior is flat, and the data do not determine all coefficients to working precision.
    /// </exception>
    /// <exception cref="ArgumentException">The prior is of another dimension, or the data are too few for it.</exception>
    public LinearPosterior Posterior(LinearPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return prior.Update(this);
    }

    /// <summary>The columns in their coordinates, and y, with twice the digits.</summary>
    private DoubleDouble[][] Joined(
        Matrix<double> design, Matrix<double>? rounding, IReadOnlyList<double> y, IReadOnlyList<double>? sigma)
    {
        DoubleDouble[] Column(Func<int, DoubleDouble> value) =>
            [.. Enumerable.Range(0, Points).Select(i => sigma is null ? value(i) : value(i) / sigma[i])];
        IEnumerable<DoubleDouble[]> columns = Enumerable.Range(0, Coefficients).Select(j => Column(
            i => Coordinates.Transform(new DoubleDouble(design[i, j], rounding?[i, j] ?? 0), j)));
        return [.. columns, Column(i => y[i])];
    }

    private static Matrix<double> Weighted(Matrix<double> design, IReadOnlyList<double>? sigma) =>
        sigma is null ? design : design.MapIndexed((i, _, value) => value / sigma[i]);

    private static Vector<double> Weighted(IReadOnlyList<double> y, IReadOnlyList<double>? sigma) =>
        Vector<double>.Build.Dense(y.Count, i => sigma is null ? y[i] : y[i] / sigma[i]);

    private static void RequireLength(IReadOnlyList<double> values, int length, string name)
    {
        if (values.Count != length)
            throw new ArgumentException($"The design has {length} rows, but {name} has {values.Count} values.", name);
    }

    private static void RequireFinite(IEnumerable<double> values, string name)
    {
        if (!values.All(double.IsFinite))
            throw new ArgumentException($"All values of {name} must be finite numbers.", name);
    }

    private static void RequirePositive(IReadOnlyList<double> sigma)
    {
        foreach (double deviation in sigma)
            ArgumentOutOfRangeException.ThrowIfNotPositive(deviation, nameof(sigma));
    }
}
