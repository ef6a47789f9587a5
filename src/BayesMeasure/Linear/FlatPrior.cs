using BayesMeasure.Priors;
using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>
/// A flat prior of the coefficients, with noise of known level: the posterior is N(w, sigma^2 (X'X)^-1) about the
/// least-squares solution w, cut off at the faces of the prior's box.
/// </summary>
/// <remarks>
/// In a box of volume V the free energy is
/// F = (N/2) ln 2 pi sigma^2 + RSS / 2 sigma^2 + ln V - (K/2) ln 2 pi sigma^2 + (1/2) ln|X'X| - ln P,
/// where P is how much of the normal distribution is inside (Katakami et al., arXiv 2406.02869): 1 for a wide box; a product of
/// error functions, exact, where the columns of X are orthogonal; else it is found on randomly shifted lattices, and the free
/// energy has a standard error. Without a box the prior is improper, and there is no free energy.
/// </remarks>
internal sealed class FlatPrior : LinearPrior
{
    private readonly double sigma;
    private readonly CoefficientBox? box;

    /// <summary>Creates the prior.</summary>
    /// <param name="sigma">
    /// The level of the noise, times the sigma of each point where the regression was given one: above 0, finite.
    /// </param>
    /// <param name="halfWidths">The half-widths xi_j of the box, one a coefficient: above 0. Default: no box.</param>
    /// <exception cref="ArgumentOutOfRangeException">Sigma or a half-width is not above 0 and finite.</exception>
    public FlatPrior(double sigma, IReadOnlyList<double>? halfWidths = null)
        : this(sigma, halfWidths is null ? null : new CoefficientBox(halfWidths))
    {
    }

    internal FlatPrior(double sigma, CoefficientBox? box)
    {
        Require.Positive(sigma);
        this.sigma = sigma;
        this.box = box;
    }

    internal override LinearPosterior Update(LinearRegression regression)
    {
        RequireDimension(box?.Dimension ?? regression.Coefficients, regression);
        regression.Fit.RequireRegular();
        var normal = new NormalCoefficients(regression.Fit, sigma);
        BoxedCoefficients? boxed = box is null ? null : new(normal, box);
        return new(normal, NoiseStretch.None, boxed)
        {
            NoiseLevel = sigma,
            FreeEnergy = boxed is null
                ? null
                : Estimate("flat prior", UnboundedFreeEnergy(regression, sigma) + box!.LogVolume, boxed.Share()),
        };
    }

    internal override SubsetEnergy SubsetEnergy(LinearRegression regression)
    {
        CoefficientBox required = RequireBox(box, regression);
        return new()
        {
            Fit = regression.Fit.InUnitsOf(sigma),
            OfColumn = [.. required.LogWidths.Select(width => width - Constants.LogSqrt2Pi)],
            OfSize = EverySize(
                regression, _ => regression.Points * (Constants.LogSqrt2Pi + Math.Log(sigma)) - regression.LogWeights),
        };
    }

    /// <summary>The free energy less ln V, as if the box were infinitely wide.</summary>
    internal static double UnboundedFreeEnergy(LinearRegression regression, double sigma) =>
        (regression.Points - regression.Coefficients) * (Constants.LogSqrt2Pi + Math.Log(sigma))
        - regression.LogWeights
        + 0.5 * regression.Fit.ResidualSumOfSquares / (sigma * sigma)
        + 0.5 * regression.Fit.LogDeterminant;
}
