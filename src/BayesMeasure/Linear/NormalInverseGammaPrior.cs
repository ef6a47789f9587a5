using BayesMeasure.Priors;
using BayesMeasure.Results;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// The conjugate prior with noise of unknown level: w | sigma^2 ~ N(m0, sigma^2 L0^-1), sigma^2 ~ InverseGamma(a0, b0). The
/// posterior of w is Student's t with 2 an degrees of freedom and scale^2 = (bn/an) Ln^-1.
/// </summary>
/// <remarks>
/// Ln = L0 + X'X, an = a0 + N/2, bn = b0 + Q/2 with Q the least sum of squares of the data and the prior together, and
/// F = (N/2) ln 2 pi + (1/2) ln(|Ln|/|L0|) - a0 ln b0 + an ln bn + lnGamma(a0) - lnGamma(an).
/// </remarks>
public sealed class NormalInverseGammaPrior : LinearPrior
{
    private readonly Vector<double> mean;
    private readonly Matrix<double> factor;
    private readonly double shape;
    private readonly double rate;

    /// <summary>Creates the prior.</summary>
    /// <param name="mean">m0, one value a coefficient.</param>
    /// <param name="precision">L0, in units of 1/sigma^2: symmetric, positive definite.</param>
    /// <param name="shape">a0: above 0, finite.</param>
    /// <param name="rate">b0, in units of sigma^2: above 0, finite.</param>
    /// <exception cref="ArgumentException">
    /// The sizes do not match, the precision is not positive definite, or the shape or rate is not above 0 and finite.
    /// </exception>
    public NormalInverseGammaPrior(Vector<double> mean, Matrix<double> precision, double shape, double rate)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(precision);
        ArgumentOutOfRangeException.ThrowIfNotPositive(shape);
        ArgumentOutOfRangeException.ThrowIfNotPositive(rate);
        this.mean = mean.Clone();
        factor = PositiveDefinite.Factor(precision, mean.Count, nameof(precision));
        this.shape = shape;
        this.rate = rate;
    }

    internal override LinearPosterior Update(LinearRegression regression)
    {
        RequireDimension(mean.Count, regression);
        Matrix<double> rows = factor.Transpose();
        TriangularFit fit = regression.Fit.With(regression.Coordinates.TransformRows(rows), rows * mean);
        double posteriorShape = shape + 0.5 * regression.Points;
        double posteriorRate = rate + 0.5 * fit.ResidualSumOfSquares;
        double level = Math.Sqrt(posteriorRate / posteriorShape);
        double freeEnergy = FreeEnergy(regression, fit, posteriorShape, posteriorRate);
        return new(new NormalCoefficients(regression, fit, level), new NoiseStretch(2 * posteriorShape))
        {
            NoiseLevel = level,
            FreeEnergy = FreeEnergyEstimate.Exact("exact, normal-inverse-gamma prior", -freeEnergy),
        };
    }

    internal override SubsetTerms SubsetTerms(int points, int columns, double logWeights)
    {
        RequireDimension(mean.Count, columns);
        PositiveDefinite.RequireIndependentAboutZero(factor, mean);
        double posteriorShape = shape + 0.5 * points;
        double constant = points * Constants.LogSqrt2Pi - logWeights - shape * Math.Log(rate) - posteriorShape * Constants.Ln2
            + SpecialFunctions.GammaLn(shape) - SpecialFunctions.GammaLn(posteriorShape);
        return new()
        {
            Costs = [.. factor.Diagonal().Select(root => -Math.Log(root))],
            Constants = [.. Enumerable.Repeat(constant, columns + 1)],
            Exponents = [.. Enumerable.Repeat(posteriorShape, columns + 1)],
            Offset = 2 * rate,
            Rows = [.. factor.Diagonal()],
        };
    }

    private double FreeEnergy(LinearRegression regression, TriangularFit fit, double posteriorShape, double posteriorRate) =>
        regression.Points * Constants.LogSqrt2Pi
        - regression.LogWeights
        + 0.5 * (regression.LogDeterminantOf(fit) - PositiveDefinite.LogDeterminant(factor))
        - shape * Math.Log(rate)
        + posteriorShape * Math.Log(posteriorRate)
        + SpecialFunctions.GammaLn(shape)
        - SpecialFunctions.GammaLn(posteriorShape);
}
