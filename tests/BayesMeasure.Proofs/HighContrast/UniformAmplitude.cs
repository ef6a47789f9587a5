namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// ln of the integral of L over an amplitude a ~ U(0, A), for y = a f + N(0, sigma^2): with S = sum f y and G = sum f^2 the
/// exponent is a square, so that the integral is a part of a normal distribution of mean S/G and deviation sigma / sqrt G.
/// </summary>
/// <param name="y">The data.</param>
/// <param name="sigma">The level of the noise.</param>
/// <param name="largest">The largest amplitude A.</param>
internal sealed class UniformAmplitude(double[] y, double sigma, double largest)
{
    /// <summary>ln L where nothing is explained.</summary>
    private readonly double logUnexplained =
        -0.5 * y.Length * Math.Log(2 * Math.PI * sigma * sigma) - 0.5 * y.Sum(value => value * value) / (sigma * sigma);

    /// <summary>The integral, of S and G.</summary>
    public double LogEvidence(double score, double norm)
    {
        double deviation = sigma / Math.Sqrt(norm);
        double mean = score / norm;
        return logUnexplained + 0.5 * mean * mean / (deviation * deviation)
            + Math.Log(Math.Sqrt(2 * Math.PI) * deviation / largest * Formulas.NormalBetween(0, largest, mean, deviation));
    }
}
