using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// How probable it is that the free energy selects the larger of two nested designs, over all data that the truth could give:
/// exact for any number of points, with flat priors in wide boxes (Katakami et al., arXiv 2406.02869).
/// </summary>
/// <remarks>
/// The larger design has k more columns than the smaller, K1, one, and holds the truth. The difference of the free energies
/// depends on two random variables: the residual of the larger design, RSS2/sigma^2, is chi-squared with N - K1 - k degrees of
/// freedom, and what the added columns explain, (RSS1 - RSS2)/sigma^2, is noncentral chi-squared with k. With noise of known
/// level the first cancels, and for k = 1 the probability is Phi(delta - T) + Phi(-T - delta). With noise of unknown level the
/// larger design is selected where the second is above a threshold that depends on the first: an integral in one dimension.
/// </remarks>
public sealed class NestedSelection
{
    private const double Tolerance = 1e-10;

    private readonly int points;
    private readonly int smaller;
    private readonly int added;
    private readonly double signal;

    /// <summary>ln V2/V1 + (1/2) ln |X2'X2|/|X1'X1|.</summary>
    private readonly double logOccam;

    /// <summary>Compares two designs.</summary>
    /// <param name="larger">The design with all columns.</param>
    /// <param name="added">How many of its last columns the smaller design lacks: from 1 to all.</param>
    /// <param name="addedHalfWidths">The half-widths xi_j of the box of the added coefficients: above 0.</param>
    /// <param name="truth">The true coefficients, one a column of the larger design.</param>
    /// <exception cref="ArgumentException">The sizes do not match, or a value is out of range.</exception>
    /// <exception cref="SingularDesignException">The columns depend on each other.</exception>
    public NestedSelection(
        Matrix<double> larger, int added, IReadOnlyList<double> addedHalfWidths, IReadOnlyList<double> truth)
    {
        ArgumentNullException.ThrowIfNull(larger);
        ArgumentOutOfRangeException.ThrowIfLessThan(added, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(added, larger.ColumnCount);
        RequireLength(addedHalfWidths, added, nameof(addedHalfWidths));
        RequireLength(truth, larger.ColumnCount, nameof(truth));
        points = larger.RowCount;
        smaller = larger.ColumnCount - added;
        this.added = added;
        Matrix<double> triangle = TriangularFit.Of(larger, Vector<double>.Build.Dense(points)).Last(added);
        logOccam = new CoefficientBox(addedHalfWidths).LogVolume + triangle.Diagonal().Sum(value => Math.Log(Math.Abs(value)));
        Vector<double> unexplained = triangle * Vector<double>.Build.DenseOfEnumerable(truth.Skip(smaller));
        signal = unexplained * unexplained;
    }

    private NestedSelection(int points, double effectivePoints, double offset, double halfWidth)
    {
        this.points = points;
        smaller = 1;
        added = 1;
        logOccam = Math.Log(2 * halfWidth) + 0.5 * Math.Log(effectivePoints);
        signal = effectivePoints * offset * offset;
    }

    /// <summary>The straight line through the origin, y = a x, against y = a x + b.</summary>
    /// <param name="points">The number N of points: at least 3 where the noise is unknown.</param>
    /// <param name="offset">The true b.</param>
    /// <param name="halfWidth">The half-width xi_b of the prior of b: above 0.</param>
    /// <param name="effectivePoints">
    /// N_e = N (1 - mean(x)^2 / mean(x^2)): above 0, at most N. Default: N, as for x with mean 0.
    /// </param>
    public static NestedSelection OffsetOfLine(int points, double offset, double halfWidth, double? effectivePoints = null)
    {
        double effective = effectivePoints ?? points;
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        ArgumentOutOfRangeException.ThrowIfNotPositive(halfWidth);
        ArgumentOutOfRangeException.ThrowIfNotPositive(effective, nameof(effectivePoints));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(effective, points, nameof(effectivePoints));
        return new(points, effective, offset, halfWidth);
    }

    /// <summary>The probability to select the larger design with noise of known level (<see cref="FlatPrior"/>).</summary>
    /// <param name="sigma">The level of the noise: above 0.</param>
    public double WithKnownNoise(double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNotPositive(sigma);
        return Exceeds(2 * logOccam - added * Math.Log(2 * Math.PI * sigma * sigma), sigma);
    }

    /// <summary>
    /// The probability to select the larger design with noise of the most probable level (<see cref="EmpiricalBayes"/>).
    /// </summary>
    /// <param name="sigma">The true level of the noise, unknown to the selection: above 0.</param>
    /// <exception cref="ArgumentException">There are too few points to leave a residual.</exception>
    public double WithEmpiricalBayes(double sigma) =>
        WithUnknownNoise(sigma, freedom => 0.5 * freedom * (Math.Log(2 * Math.PI / freedom) + 1));

    /// <summary>
    /// The probability to select the larger design with noise of unknown level (<see cref="JeffreysPrior"/>).
    /// </summary>
    /// <param name="sigma">The true level of the noise, unknown to the selection: above 0.</param>
    /// <exception cref="ArgumentException">There are too few points to leave a residual.</exception>
    public double WithJeffreysNoise(double sigma) =>
        WithUnknownNoise(sigma, freedom => 0.5 * freedom * Math.Log(Math.PI) - SpecialFunctions.GammaLn(0.5 * freedom));

    /// <summary>
    /// The larger design is selected where constant(n2) + (n2/2) ln RSS2 + ln Occam is below constant(n1) + (n1/2) ln RSS1, with
    /// n = N - K; that is where RSS1 is above a power of RSS2.
    /// </summary>
    private double WithUnknownNoise(double sigma, Func<int, double> constant)
    {
        ArgumentOutOfRangeException.ThrowIfNotPositive(sigma);
        int freedom = points - smaller - added;
        if (freedom < 1)
            throw new ArgumentException("Too few points leave no residual to learn the level of the noise from.");
        double exponent = freedom / (freedom + (double)added);
        double logFactor = 2 / (freedom + (double)added) * (logOccam + constant(freedom) - constant(freedom + added))
            - (1 - exponent) * 2 * Math.Log(sigma);
        double Above(double logResidual) =>
            Exceeds(Math.Exp(logFactor + exponent * logResidual) - Math.Exp(logResidual), sigma);

        // Beyond this residual any explanation is enough; up to it, the integrand ends like a square root.
        double always = logFactor / (1 - exponent);
        var residual = new LogChiSquared(freedom);
        double end = Math.Clamp(always, residual.Begin, residual.End);
        double below = DoubleExponentialTransformation.Integrate(
            value => residual.Density(value) * Above(value), residual.Begin, end, Tolerance);
        double above = SpecialFunctions.GammaUpperRegularized(0.5 * freedom, 0.5 * Math.Exp(end));
        return Math.Clamp(below + above, 0, 1);
    }

    private double Exceeds(double threshold, double sigma) =>
        NoncentralChiSquared.Above(threshold, added, signal / (sigma * sigma));

    private static void RequireLength(IReadOnlyList<double> values, int length, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count != length)
            throw new ArgumentException($"There must be {length} values, one a column, but there are {values.Count}.", name);
    }
}
