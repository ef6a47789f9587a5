using MathNet.Numerics;

namespace BayesMeasure.Linear;

/// <summary>
/// A flat prior of the coefficients and Jeffreys' prior p(sigma^2) = 1/sigma^2 of an unknown level of noise: the posterior
/// of w is Student's t with N - K degrees of freedom about the least-squares solution, with scale^2 = RSS/(N-K) (X'X)^-1.
/// </summary>
/// <remarks>
/// With nu = N - K, the free energy in a wide box is
/// F = (nu/2) ln pi - lnGamma(nu/2) + (nu/2) ln RSS + (1/2) ln|X'X| + ln V. The prior of the noise is improper: F has an
/// arbitrary constant, the same for all models of the same data, and depends on the unit of y.
/// </remarks>
internal sealed class JeffreysPrior : LinearPrior
{
    private const string Name = "flat prior, Jeffreys noise";

    private readonly CoefficientBox? box;
    private readonly double leastLevel;
    private readonly double mostLevel = double.PositiveInfinity;
    private readonly bool keepsToBox;

    /// <summary>Creates the prior.</summary>
    /// <param name="halfWidths">
    /// The half-widths xi_j of the box, one a coefficient: above 0. Default: no box, and then there is no free energy.
    /// </param>
    /// <param name="keepsToBox">
    /// Whether the box cuts off the posterior, for the free energy and the draws. By default it does not: the box counts by its
    /// volume, as in the equation, and must be wide. A Student t distribution of few degrees of freedom reaches far.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A half-width is not above 0 and finite.</exception>
    public JeffreysPrior(IReadOnlyList<double>? halfWidths, bool keepsToBox)
    {
        box = halfWidths is null ? null : new(halfWidths);
        this.keepsToBox = keepsToBox;
    }

    /// <summary>The prior in a box, its noise between two levels, both to be kept.</summary>
    internal JeffreysPrior(CoefficientBox box, double leastLevel, double mostLevel)
    {
        this.box = box;
        this.leastLevel = leastLevel;
        this.mostLevel = mostLevel;
        keepsToBox = true;
    }

    internal override LinearPosterior Update(LinearRegression regression)
    {
        RequireDimension(box?.Dimension ?? regression.Coefficients, regression);
        RequireResidual(regression);
        regression.Fit.RequireRegular();
        int freedom = regression.Points - regression.Coefficients;
        double level = Math.Sqrt(regression.Fit.ResidualSumOfSquares / freedom);
        var normal = new NormalCoefficients(regression.Fit, level);
        var stretch = new NoiseStretch(0.5 * freedom, leastLevel / level, mostLevel / level);
        BoxedCoefficients? boxed = box is not null && keepsToBox ? new(normal, box) : null;
        return new(normal, stretch, boxed)
        {
            NoiseLevel = level,
            FreeEnergy = box is null
                ? null
                : Estimate(Name, FreeEnergy(regression, box, freedom), boxed is null ? BoxShare.All : Share(boxed, stretch)),
        };
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
                HalfFreedom(size) * Math.Log(Constants.Pi2)
                - SpecialFunctions.GammaLn(HalfFreedom(size))
                - regression.LogWeights),
            Exponents = EverySize(regression, HalfFreedom),
        };
    }

    /// <summary>How much is inside, at every level of the noise within its bounds.</summary>
    private static BoxShare Share(BoxedCoefficients boxed, NoiseStretch stretch)
    {
        double[] estimates = new double[boxed.Estimates];
        foreach ((double factor, double weight) in stretch.Nodes())
        {
            boxed.AddShare(factor, weight, estimates);
        }

        return BoxShare.Of(estimates);
    }

    private static double FreeEnergy(LinearRegression regression, CoefficientBox box, int freedom) =>
        0.5 * freedom * Math.Log(Math.PI * regression.Fit.ResidualSumOfSquares)
        - SpecialFunctions.GammaLn(0.5 * freedom)
        - regression.LogWeights
        + 0.5 * regression.Fit.LogDeterminant
        + box.LogVolume;
}
