using BayesMeasure.Inference;
using BayesMeasure.Priors;
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
internal sealed class NormalInverseGammaPrior : LinearPrior
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
        Require.Positive(shape);
        Require.Positive(rate);
        this.mean = mean.Clone();
        factor = PositiveDefinite.Factor(precision, mean.Count, nameof(precision));
        this.shape = shape;
        this.rate = rate;
    }

    internal override LinearPosterior Update(LinearRegression regression)
    {
        TriangularFit fit = Joined(regression);
        double posteriorShape = shape + 0.5 * regression.Points;
        double posteriorRate = rate + 0.5 * fit.ResidualSumOfSquares;
        double level = Math.Sqrt(posteriorRate / posteriorShape);
        double freeEnergy = FreeEnergy(regression, fit, posteriorShape, posteriorRate);
        return new(new NormalCoefficients(fit, level), new NoiseStretch(posteriorShape))
        {
            NoiseLevel = level,
            FreeEnergy = FreeEnergyEstimate.Exact("exact, normal-inverse-gamma prior", -freeEnergy),
        };
    }

    internal override SubsetEnergy SubsetEnergy(LinearRegression regression)
    {
        RequireIndependence(mean, factor);
        double posteriorShape = shape + 0.5 * regression.Points;
        return new()
        {
            Fit = Joined(regression),
            OfColumn = [.. factor.Diagonal().Select(value => -Math.Log(value))],
            OfSize = EverySize(regression, _ => EnergyWithoutMisfit(regression, posteriorShape)),
            Exponents = EverySize(regression, _ => posteriorShape),
            Offset = rate,
        };
    }

    private TriangularFit Joined(LinearRegression regression)
    {
        RequireDimension(mean.Count, regression);
        Matrix<double> rows = factor.Transpose();
        return regression.Fit.With(rows, rows * mean);
    }

    private double FreeEnergy(LinearRegression regression, TriangularFit fit, double posteriorShape, double posteriorRate) =>
        EnergyWithoutMisfit(regression, posteriorShape)
        + 0.5 * (fit.LogDeterminant - PositiveDefinite.LogDeterminant(factor))
        + posteriorShape * Math.Log(posteriorRate);

    /// <summary>What does not depend on the columns.</summary>
    private double EnergyWithoutMisfit(LinearRegression regression, double posteriorShape) =>
        regression.Points * Constants.LogSqrt2Pi
        - regression.LogWeights
        - shape * Math.Log(rate)
        + SpecialFunctions.GammaLn(shape)
        - SpecialFunctions.GammaLn(posteriorShape);
}
