using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>
/// A flat prior of the coefficients, with noise of the level that makes the data most probable: empirical Bayes, or type-II
/// maximum likelihood.
/// </summary>
/// <remarks>
/// In a wide box of volume V the level is sigma^2 = RSS/(N - K), and the free energy there is
/// F = ((N - K)/2) (ln 2 pi sigma^2 + 1) + (1/2) ln|X'X| + ln V (Katakami et al., arXiv 2406.02869). In a box that cuts off the
/// posterior, the free energy of <see cref="FlatPrior"/> is minimised over sigma. The posterior is that of the flat prior with
/// this level: it does not know how uncertain the level is.
/// </remarks>
internal sealed class EmpiricalBayesPrior : LinearPrior
{
    private const double LogTolerance = 1e-7;

    private readonly CoefficientBox? box;

    /// <summary>Creates the prior.</summary>
    /// <param name="halfWidths">
    /// The half-widths xi_j of the box, one a coefficient: above 0. Default: no box, and then there is no free energy.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A half-width is not above 0 and finite.</exception>
    public EmpiricalBayesPrior(IReadOnlyList<double>? halfWidths = null) => box = halfWidths is null ? null : new(halfWidths);

    internal override LinearPosterior Update(LinearRegression regression)
    {
        RequireDimension(box?.Dimension ?? regression.Coefficients, regression);
        RequireResidual(regression);
        regression.Fit.RequireRegular();
        int freedom = regression.Points - regression.Coefficients;
        double level = Math.Sqrt(regression.Fit.ResidualSumOfSquares / freedom);
        LinearPosterior posterior = At(level, regression);
        return posterior.Boxed?.IsEverythingInside == false ? At(BestLevel(regression, level), regression) : posterior;
    }

    internal override SubsetEnergy SubsetEnergy(LinearRegression regression)
    {
        CoefficientBox required = RequireBox(box, regression);
        RequireResidual(regression);
        double HalfFreedom(int size) => 0.5 * (regression.Points - size);
        return new()
        {
            Fit = regression.Fit,
            OfColumn = required.LogWidths,
            OfSize = EverySize(regression, size =>
                HalfFreedom(size) * (Math.Log(Constants.Pi2 / HalfFreedom(size)) + 1) - regression.LogWeights),
            Exponents = EverySize(regression, HalfFreedom),
        };
    }

    private LinearPosterior At(double level, LinearRegression regression) => new FlatPrior(level, box).Update(regression);

    /// <summary>
    /// The level with the least free energy. A box that holds coefficients away from the least-squares solution leaves residuals
    /// of up to |y - X c| with c in its middle; one that leaves them no freedom leaves N degrees of freedom to the residuals.
    /// </summary>
    private double BestLevel(LinearRegression regression, double level)
    {
        double least = 0.5 * level * Math.Sqrt((regression.Points - regression.Coefficients) / (double)regression.Points);
        double most = 2 * Math.Max(level, regression.RootMeanSquare);
        double FreeEnergy(double logLevel) => At(Math.Exp(logLevel), regression).FreeEnergy!.FreeEnergy;
        return Math.Exp(FindMinimum.OfScalarFunctionConstrained(FreeEnergy, Math.Log(least), Math.Log(most), LogTolerance));
    }
}
