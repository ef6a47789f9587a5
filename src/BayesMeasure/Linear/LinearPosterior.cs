using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear;

/// <summary>
/// The exact posterior of a linear regression: a multivariate Student t distribution of the coefficients, or a normal one,
/// its limit for infinitely many degrees of freedom, where the level of the noise is known. A flat prior in a box cuts it off at
/// the faces of the box.
/// </summary>
public sealed record LinearPosterior : InferenceReport
{
    private const int MostAttempts = 10_000_000;

    private readonly NormalCoefficients normal;
    private readonly NoiseStretch stretch;
    private readonly double mostOfWalk;

    internal LinearPosterior(NormalCoefficients normal, NoiseStretch stretch, BoxedCoefficients? boxed = null)
    {
        this.normal = normal;
        this.stretch = stretch;
        Boxed = boxed;
        mostOfWalk = boxed is not null && stretch.IsKnown ? boxed.MostOfWalk : 1;
    }

    /// <inheritdoc/>
    public override string Method => "exact linear inference";

    /// <summary>
    /// The mean of the coefficients; their mode, where there is no mean (one degree of freedom). Not minding a box.
    /// </summary>
    public Vector<double> Mean => normal.Mean;

    /// <summary>The degrees of freedom nu of Student's t; infinite where the level of the noise is known.</summary>
    public double DegreesOfFreedom => 2 * stretch.Half;

    /// <summary>
    /// The level s of the noise: sigma where it is known; else the posterior of sigma^2 is nu s^2 over chi-squared with nu
    /// degrees of freedom.
    /// </summary>
    public required double NoiseLevel { get; init; }

    /// <summary>The free energy with its method; null where the prior is improper and there is none.</summary>
    public required FreeEnergyEstimate? FreeEnergy { get; init; }

    /// <summary>
    /// The scale of each coefficient's Student t, the "standard error" of least squares; its standard deviation where the
    /// level of the noise is known. Not minding a box.
    /// </summary>
    public Vector<double> Scales => normal.Factor.RowNorms(2);

    /// <summary>
    /// The standard deviations: sqrt(nu / (nu - 2)) times the scales; infinite for two degrees of freedom or fewer. Not minding a
    /// box.
    /// </summary>
    public Vector<double> StandardDeviations => Scales * Math.Sqrt(Inflation);

    /// <summary>The covariance of the coefficients; infinite for two degrees of freedom or fewer. Not minding a box.</summary>
    public Matrix<double> Covariance => normal.Factor.TransposeAndMultiply(normal.Factor) * Inflation;

    /// <summary>The coefficients within the box of a flat prior; null where there is no box.</summary>
    internal BoxedCoefficients? Boxed { get; }

    private double Inflation => DegreesOfFreedom switch
    {
        double.PositiveInfinity => 1,
        > 2 => DegreesOfFreedom / (DegreesOfFreedom - 2),
        _ => double.PositiveInfinity,
    };

    /// <summary>One exact, independent draw, within the box if the prior has one.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="coefficients">The draw, one value a coefficient.</param>
    /// <returns>The level of the noise in this draw.</returns>
    /// <exception cref="NotSupportedException">Ten million attempts gave no draw within the box.</exception>
    public double Draw(RandomStream random, Span<double> coefficients)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            double drawn = stretch.Draw(random);
            if (stretch.Admits(drawn) && TryDraw(random, drawn, coefficients))
            {
                return NoiseLevel * drawn;
            }
        }

        throw new NotSupportedException(
            "The data put the parameters so far outside the bounds of their priors that no draw falls within. "
            + "Check the model and the bounds, or use ReplicaExchange.");
    }

    private bool TryDraw(RandomStream random, double drawn, Span<double> coefficients)
    {
        if (Boxed is not null)
        {
            return Boxed.TryDraw(random, drawn, mostOfWalk, coefficients);
        }

        Vector<double> normals = Vector<double>.Build.Dense(Mean.Count, _ => random.NextNormal());
        (Mean + normal.Factor * normals * drawn).AsArray().CopyTo(coefficients);
        return true;
    }
}
