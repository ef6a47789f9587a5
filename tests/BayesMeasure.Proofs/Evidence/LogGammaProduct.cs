namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// Beaujean and Caldwell's product in the unit cube: a pair of log-gamma densities, a pair of normal ones, then single
/// log-gamma and normal ones in equal numbers. Four modes, skewed tails.
/// </summary>
internal sealed class LogGammaProduct(int dimension)
{
    private const double Low = 1.0 / 3;
    private const double High = 2.0 / 3;
    private const double Width = 1.0 / 30;

    public EvidenceProblem Problem => new(
        $"loggamma_{dimension}d", EvidenceProblem.Cube(dimension, 0, 1), LogLikelihood, LogEvidence);

    private int Singles => (dimension - 2) / 2;

    /// <summary>Normalised but for what the cube cuts off.</summary>
    private double LogEvidence =>
        Math.Log((LogGammaWithin(Low) + LogGammaWithin(High)) / 2)
        + Math.Log((NormalWithin(Low) + NormalWithin(High)) / 2)
        + Singles * (Math.Log(LogGammaWithin(High)) + Math.Log(NormalWithin(High)));

    private static double NormalWithin(double location) => Formulas.NormalBetween(0, 1, location, Width);

    /// <summary>The cumulative distribution of ln(a Gamma(1) variable) is 1 - exp(-exp z).</summary>
    private static double LogGammaWithin(double location) =>
        Math.Exp(-Math.Exp(-location / Width)) - Math.Exp(-Math.Exp((1 - location) / Width));

    /// <summary>The density of the logarithm of a Gamma(1) variable: exp(z - exp z) / width.</summary>
    private static double LogGamma(double x, double location)
    {
        double z = (x - location) / Width;
        return z - Math.Exp(z) - Math.Log(Width);
    }

    private double LogLikelihood(ReadOnlySpan<double> x)
    {
        double sum = Formulas.LogSum(LogGamma(x[0], High), LogGamma(x[0], Low))
            + Formulas.LogSum(Formulas.LogNormal(x[1], High, Width), Formulas.LogNormal(x[1], Low, Width)) - 2 * Math.Log(2);
        for (int i = 2; i < 2 + Singles; i++)
        {
            sum += LogGamma(x[i], High);
        }
        for (int i = 2 + Singles; i < dimension; i++)
        {
            sum += Formulas.LogNormal(x[i], High, Width);
        }
        return sum;
    }
}
