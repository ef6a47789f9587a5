using MathNet.Numerics.Integration;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// Two thick shells (Feroz, Hobson 2008): radius 2, width 0.1, centres 7 apart on the first axis, in a cube of side 12.
/// </summary>
internal sealed class GaussianShells(int dimension)
{
    private const double Radius = 2;
    private const double Width = 0.1;
    private const double Centre = 3.5;
    private const double Edge = 6;

    public EvidenceProblem Problem => new(
        $"shells_{dimension}d", EvidenceProblem.Cube(dimension, -Edge, Edge), LogLikelihood, LogEvidence);

    /// <summary>Both shells lie within the cube up to five widths, so ln Z is an integral over the radius.</summary>
    private double LogEvidence
    {
        get
        {
            // The power of the radius, relative to that of the shell, so that nothing overflows.
            double Density(double radius) =>
                Math.Exp((dimension - 1) * Math.Log(radius / Radius) + Formulas.LogNormal(radius, Radius, Width));
            double radial = GaussLegendreRule.Integrate(Density, Radius - 10 * Width, Radius + 15 * Width, order: 256);
            double logShell = Formulas.LogUnitSphere(dimension) + (dimension - 1) * Math.Log(Radius) + Math.Log(radial);
            return Math.Log(2) + logShell - dimension * Math.Log(2 * Edge);
        }
    }

    private static double LogLikelihood(ReadOnlySpan<double> x)
    {
        double rest = 0;
        foreach (double coordinate in x[1..])
        {
            rest += coordinate * coordinate;
        }
        return Formulas.LogSum(LogShell(x[0] - Centre, rest), LogShell(x[0] + Centre, rest));
    }

    private static double LogShell(double offset, double rest) =>
        Formulas.LogNormal(Math.Sqrt(offset * offset + rest), Radius, Width);
}
