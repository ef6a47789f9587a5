using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace BayesMeasure.Linear;

/// <summary>
/// The logarithm v of a chi-squared variable, whose density exp(h v - e^v / 2) / (2^h Gamma(h)), h = nu/2, is as tame as a
/// normal one.
/// </summary>
/// <param name="freedom">The degrees of freedom nu: above 0.</param>
internal sealed class LogChiSquared(double freedom)
{
    private const double NegligibleExponent = 45;

    private readonly double logConstant = 0.5 * freedom * Constants.Ln2 + SpecialFunctions.GammaLn(0.5 * freedom);

    /// <summary>Below here the density is negligible.</summary>
    public double Begin => field == 0 ? field = Edge(-1) : field;

    /// <summary>Above here the density is negligible.</summary>
    public double End => field == 0 ? field = Edge(1) : field;

    /// <summary>The probability density of v.</summary>
    public double Density(double value) => Math.Exp(0.5 * (freedom * value - Math.Exp(value)) - logConstant);

    /// <summary>Where the density has fallen off from its peak at ln nu, on one side of it.</summary>
    private double Edge(int side)
    {
        double Fall(double distance) =>
            0.5 * freedom * (Math.Exp(side * distance) - 1 - side * distance) - NegligibleExponent;
        double farthest = 1;
        while (Fall(farthest) < 0)
            farthest *= 2;
        return Math.Log(freedom) + side * Brent.FindRoot(Fall, 0, farthest);
    }
}
