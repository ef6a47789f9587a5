using BayesMeasure.Inference;
using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>A Gaussian prior N(m0, S0) of the coefficients, with noise of known level: the posterior is Gaussian.</summary>
/// <remarks>
/// F = (1/2) ln|2 pi C| + (1/2)(y - X m0)' C^-1 (y - X m0) with C = sigma^2 I + X S0 X'. It is computed as
/// (N/2) ln 2 pi sigma^2 + (1/2) ln|S0| + (1/2) ln|S0^-1 + X'X/sigma^2| + Q/2, where Q is the least sum of squares of the data
/// and the prior together, so that no N x N matrix is needed.
/// </remarks>
internal sealed class NormalPrior : LinearPrior
{
    private readonly Vector<double> mean;
    private readonly Matrix<double> factor;
    private readonly double sigma;

    /// <summary>Creates the prior.</summary>
    /// <param name="mean">m0, one value a coefficient.</param>
    /// <param name="covariance">S0: symmetric, positive definite.</param>
    /// <param name="sigma">
    /// The level of the noise, times the sigma of each point where the regression was given one: above 0, finite.
    /// </param>
    /// <exception cref="ArgumentException">The sizes do not match, or the covariance is not positive definite.</exception>
    public NormalPrior(Vector<double> mean, Matrix<double> covariance, double sigma)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        Require.Positive(sigma);
        this.mean = mean.Clone();
        factor = PositiveDefinite.Factor(covariance, mean.Count, nameof(covariance));
        this.sigma = sigma;
    }

    internal override LinearPosterior Update(LinearRegression regression)
    {
        TriangularFit fit = Joined(regression);
        return new(new NormalCoefficients(fit, scale: 1), NoiseStretch.None)
        {
            NoiseLevel = sigma,
            FreeEnergy = FreeEnergyEstimate.Exact("exact, normal prior", -FreeEnergy(regression, fit)),
        };
    }

    internal override SubsetEnergy SubsetEnergy(LinearRegression regression)
    {
        RequireIndependence(mean, factor);
        return new()
        {
            Fit = Joined(regression),
            OfColumn = [.. factor.Diagonal().Select(value => Math.Log(value))],
            OfSize = EverySize(
                regression, _ => regression.Points * (Constants.LogSqrt2Pi + Math.Log(sigma)) - regression.LogWeights),
        };
    }

    private TriangularFit Joined(LinearRegression regression)
    {
        RequireDimension(mean.Count, regression);
        Matrix<double> rows = factor.Inverse();
        return regression.Fit.InUnitsOf(sigma).With(rows, rows * mean);
    }

    private double FreeEnergy(LinearRegression regression, TriangularFit fit) =>
        regression.Points * (Constants.LogSqrt2Pi + Math.Log(sigma))
        - regression.LogWeights
        + 0.5 * PositiveDefinite.LogDeterminant(factor)
        + 0.5 * fit.LogDeterminant
        + 0.5 * fit.ResidualSumOfSquares;
}
