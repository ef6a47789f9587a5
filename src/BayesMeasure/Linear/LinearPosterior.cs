using BayesMeasure.Numerics;
using BayesMeasure.Results;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// The exact posterior of a linear regression: a multivariate Student t distribution of the coefficients, or a normal one,
/// its limit for infinitely many degrees of freedom, where the level of the noise is known.
/// </summary>
public sealed class LinearPosterior
{
    private readonly Matrix<double> factor;

    /// <summary>The posterior whose scale matrix is scale^2 times the inverse of the fit's X'X.</summary>
    internal LinearPosterior(TriangularFit fit, double scale)
    {
        Mean = fit.Solve();
        factor = fit.InverseFactor() * scale;
    }

    /// <summary>The mean of the coefficients; their mode, where there is no mean (one degree of freedom).</summary>
    public Vector<double> Mean { get; }

    /// <summary>The degrees of freedom nu of Student's t; infinite where the level of the noise is known.</summary>
    public required double DegreesOfFreedom { get; init; }

    /// <summary>
    /// The level s of the noise: sigma where it is known; else the posterior of sigma^2 is nu s^2 over chi-squared with nu
    /// degrees of freedom.
    /// </summary>
    public required double NoiseLevel { get; init; }

    /// <summary>The free energy with its method; null where the prior is improper and there is none.</summary>
    public required FreeEnergyEstimate? FreeEnergy { get; init; }

    /// <summary>
    /// The scale of each coefficient's Student t, the "standard error" of least squares; its standard deviation where the
    /// level of the noise is known.
    /// </summary>
    public Vector<double> Scales => factor.RowNorms(2);

    /// <summary>
    /// The standard deviations: sqrt(nu / (nu - 2)) times the scales; infinite for two degrees of freedom or fewer.
    /// </summary>
    public Vector<double> StandardDeviations => Scales * Math.Sqrt(Inflation);

    /// <summary>The covariance of the coefficients; infinite for two degrees of freedom or fewer.</summary>
    public Matrix<double> Covariance => factor.TransposeAndMultiply(factor) * Inflation;

    private double Inflation => DegreesOfFreedom switch
    {
        double.PositiveInfinity => 1,
        > 2 => DegreesOfFreedom / (DegreesOfFreedom - 2),
        _ => double.PositiveInfinity,
    };

    /// <summary>One exact, independent draw.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="coefficients">The draw, one value a coefficient.</param>
    /// <returns>The level of the noise in this draw.</returns>
    public double Draw(RandomStream random, Span<double> coefficients)
    {
        ArgumentNullException.ThrowIfNull(random);
        double half = 0.5 * DegreesOfFreedom;
        double stretch = double.IsPositiveInfinity(half) ? 1 : Math.Sqrt(half / random.NextGamma(half));
        Vector<double> normals = Vector<double>.Build.Dense(Mean.Count, _ => random.NextNormal());
        Vector<double> draw = Mean + factor * normals * stretch;
        draw.AsArray().CopyTo(coefficients);
        return NoiseLevel * stretch;
    }
}
