using BayesMeasure.Linear.Subsets;
using BayesMeasure.Priors;
using BayesMeasure.Results;
using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>
/// A flat prior of the coefficients, with noise of known level: the posterior is N(w, sigma^2 (X'X)^-1) about the
/// least-squares solution w.
/// </summary>
/// <remarks>
/// In a box of volume V that is wide against the posterior, the free energy is
/// F = (N/2) ln 2 pi sigma^2 + RSS / 2 sigma^2 + ln V - (K/2) ln 2 pi sigma^2 + (1/2) ln|X'X|
/// (Katakami et al., arXiv 2406.02869). Without a box the prior is improper, and there is no free energy.
/// </remarks>
public sealed class FlatPrior : LinearPrior
{
    private readonly double sigma;
    private readonly CoefficientBox? box;

    /// <summary>Creates the prior.</summary>
    /// <param name="sigma">
    /// The level of the noise, times the sigma of each point where the regression was given one: above 0, finite.
    /// </param>
    /// <param name="halfWidths">
    /// The half-widths xi_j of the box, one a coefficient, each far wider than the posterior: above 0. Default: no box.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Sigma or a half-width is not above 0 and finite.</exception>
    public FlatPrior(double sigma, IReadOnlyList<double>? halfWidths = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotPositive(sigma);
        this.sigma = sigma;
        box = halfWidths is null ? null : new(halfWidths);
    }

    internal override LinearPosterior Update(LinearRegression regression)
    {
        RequireDimension(box?.Dimension ?? regression.Coefficients, regression);
        regression.Fit.RequireRegular();
        return new(regression.Fit, sigma)
        {
            DegreesOfFreedom = double.PositiveInfinity,
            NoiseLevel = sigma,
            FreeEnergy = box is null ? null : FreeEnergyEstimate.Exact("exact, flat prior", -FreeEnergy(regression, box)),
        };
    }

    internal override SubsetEnergy SubsetEnergy(LinearRegression regression)
    {
        CoefficientBox required = RequireBox(box, regression);
        return new()
        {
            Fit = regression.Fit.InUnitsOf(sigma),
            OfColumn = [.. required.LogWidths.Select(width => width - Constants.LogSqrt2Pi)],
            OfSize = EverySize(regression, _ => regression.Points * (Constants.LogSqrt2Pi + Math.Log(sigma)) - regression.LogWeights),
        };
    }

    private double FreeEnergy(LinearRegression regression, CoefficientBox box) =>
        (regression.Points - regression.Coefficients) * (Constants.LogSqrt2Pi + Math.Log(sigma))
        - regression.LogWeights
        + 0.5 * regression.Fit.ResidualSumOfSquares / (sigma * sigma)
        + 0.5 * regression.Fit.LogDeterminant
        + box.LogVolume;
}
