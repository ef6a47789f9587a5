using BayesMeasure.Linear.Subsets;
using BayesMeasure.Results;
using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>
/// A flat prior of the coefficients and Jeffreys' prior p(sigma^2) = 1/sigma^2 of an unknown level of noise: the posterior
/// of w is Student's t with N - K degrees of freedom about the least-squares solution, with scale^2 = RSS/(N-K) (X'X)^-1.
/// </summary>
/// <remarks>
/// With nu = N - K, the free energy is F = (nu/2) ln pi - lnGamma(nu/2) + (nu/2) ln RSS + (1/2) ln|X'X| + ln V. The prior of
/// the noise is improper: F has an arbitrary constant, the same for all models of the same data, and depends on the unit of y.
/// </remarks>
public sealed class JeffreysPrior : LinearPrior
{
    private readonly CoefficientBox? box;

    /// <summary>Creates the prior.</summary>
    /// <param name="halfWidths">
    /// The half-widths xi_j of the box, one a coefficient, each far wider than the posterior: above 0. Default: no box, and
    /// then there is no free energy.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A half-width is not above 0 and finite.</exception>
    public JeffreysPrior(IReadOnlyList<double>? halfWidths = null) => box = halfWidths is null ? null : new(halfWidths);

    internal override LinearPosterior Update(LinearRegression regression)
    {
        RequireDimension(box?.Dimension ?? regression.Coefficients, regression);
        int freedom = regression.Points - regression.Coefficients;
        RequireResidual(regression, freedom);
        regression.Fit.RequireRegular();
        double level = Math.Sqrt(regression.Fit.ResidualSumOfSquares / freedom);
        return new(regression.Fit, level)
        {
            DegreesOfFreedom = freedom,
            NoiseLevel = level,
            FreeEnergy = box is null
                ? null
                : FreeEnergyEstimate.Exact("exact, flat prior, Jeffreys noise", -FreeEnergy(regression, box, freedom)),
        };
    }

    internal override SubsetEnergy SubsetEnergy(LinearRegression regression)
    {
        CoefficientBox required = RequireBox(box, regression);
        RequireResidual(regression, regression.Points - regression.Coefficients);
        double HalfFreedom(int size) => 0.5 * (regression.Points - size);
        return new()
        {
            Fit = regression.Fit,
            OfColumn = required.LogWidths,
            OfSize = EverySize(regression, size =>
                HalfFreedom(size) * Math.Log(Constants.Pi2) - SpecialFunctions.GammaLn(HalfFreedom(size)) - regression.LogWeights),
            Exponents = EverySize(regression, HalfFreedom),
        };
    }

    private static void RequireResidual(LinearRegression regression, int freedom)
    {
        if (freedom >= 1 && regression.Fit.ResidualSumOfSquares > 0)
            return;
        throw new ArgumentException(
            $"{regression.Points} points and {regression.Coefficients} coefficients leave no residual to learn the level of the "
            + "noise from. Measure more points, or give the noise a known level with FlatPrior.");
    }

    private static double FreeEnergy(LinearRegression regression, CoefficientBox box, int freedom) =>
        0.5 * freedom * Math.Log(Math.PI * regression.Fit.ResidualSumOfSquares)
        - SpecialFunctions.GammaLn(0.5 * freedom)
        - regression.LogWeights
        + 0.5 * regression.Fit.LogDeterminant
        + box.LogVolume;
}
