using MathNet.Numerics.Integration;

namespace BayesMeasure.Problems.Evidence;

/// <summary>A curved valley: ln L = -a ((1 - x)^2 + 100 (y - x^2)^2) on a square of side 20.</summary>
public sealed class Rosenbrock(string name, double steepness)
{
    private const double Edge = 10;
    private const double Curvature = 100;

    public EvidenceProblem Problem => new(name, EvidenceProblem.Cube(2, -Edge, Edge), LogLikelihood, LogEvidence);

    /// <summary>Gaussian in y, so that only the integral over x is left to a rule.</summary>
    private double LogEvidence
    {
        get
        {
            double precision = steepness * Curvature;
            double OverY(double x) => Math.Exp(-steepness * (1 - x) * (1 - x)) * Math.Sqrt(Math.PI / precision)
                * Formulas.NormalBetween(-Edge, Edge, x * x, Math.Sqrt(0.5 / precision));
            return Math.Log(SimpsonRule.IntegrateComposite(OverY, -Edge, Edge, 40_000) / (4 * Edge * Edge));
        }
    }

    private double LogLikelihood(ReadOnlySpan<double> x)
    {
        double along = 1 - x[0];
        double across = x[1] - x[0] * x[0];
        return -steepness * (along * along + Curvature * across * across);
    }
}
