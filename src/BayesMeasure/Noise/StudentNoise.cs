using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Noise;

/// <summary>
/// Noise with outliers: (y_i - f(x_i)) / s_i follows Student's t distribution of nu degrees of freedom. The level s is one known
/// number, known point by point, or unknown and sampled; nu is known, or sampled too.
/// </summary>
/// <remarks>
/// The level is the scale of the distribution: the standard deviation is s sqrt(nu / (nu - 2)), infinite for nu at or below 2.
/// With many degrees of freedom it is Gaussian noise of standard deviation s; nu = 1 is Cauchy noise. A nu of 2 to 5 suits
/// spectra with occasional outliers, such as cosmic rays.
/// </remarks>
public sealed record StudentNoise : NoiseModel
{
    /// <summary>The name of the parameter of unknown degrees of freedom.</summary>
    public const string DegreesOfFreedomName = "degrees of freedom";

    private readonly double? level;
    private readonly bool isPerPoint;
    private readonly double? degreesOfFreedom;

    private StudentNoise(double? level, bool isPerPoint, double? degreesOfFreedom)
    {
        this.level = level;
        this.isPerPoint = isPerPoint;
        this.degreesOfFreedom = degreesOfFreedom;
    }

    private bool HasUnknownLevel => level is null && !isPerPoint;

    /// <inheritdoc/>
    public override bool IsPointwise => isPerPoint;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => (HasUnknownLevel, degreesOfFreedom is null) switch
    {
        (true, true) => [GaussianNoise.LevelName, DegreesOfFreedomName],
        (true, false) => [GaussianNoise.LevelName],
        (false, true) => [DegreesOfFreedomName],
        _ => [],
    };

    /// <summary>Noise of one known level.</summary>
    /// <param name="level">The scale s, in units of y; positive and finite.</param>
    /// <param name="degreesOfFreedom">
    /// nu, positive and finite; null, the default, makes it the parameter "degrees of freedom", to which the prior must give a
    /// distribution of positive numbers.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite.</exception>
    public static StudentNoise Known(double level, double? degreesOfFreedom = null) =>
        new(Positive(level, nameof(level)), false, PositiveOrUnknown(degreesOfFreedom));

    /// <summary>Noise whose level at each point is the measurement's own sigma.</summary>
    /// <param name="degreesOfFreedom">As in <see cref="Known"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive and finite.</exception>
    public static StudentNoise PerPoint(double? degreesOfFreedom = null) => new(null, true, PositiveOrUnknown(degreesOfFreedom));

    /// <summary>
    /// Noise of one unknown level, the parameter "noise" in units of y, to which the prior must give a distribution of positive
    /// numbers.
    /// </summary>
    /// <param name="degreesOfFreedom">As in <see cref="Known"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive and finite.</exception>
    public static StudentNoise Unknown(double? degreesOfFreedom = null) => new(null, false, PositiveOrUnknown(degreesOfFreedom));

    /// <inheritdoc/>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        double[] levels = LevelsOf(measurement);
        double logLevels = levels.Sum(Math.Log);
        int n = levels.Length;
        return (HasUnknownLevel, degreesOfFreedom) switch
        {
            (true, null) => new Binding<StudentDensity.LevelAndTail>(this, levels, n),
            (true, double nu) => new Binding<StudentDensity.Level>(this, levels, n * LogHeight(nu), n, 0.5 * (nu + 1)),
            (false, null) => new Binding<StudentDensity.Tail>(this, levels, n, logLevels),
            (false, double nu) => new Binding<StudentDensity.Known>(
                this, levels, n * LogHeight(nu) - logLevels, 0.5 * (nu + 1)),
        };
    }

    /// <summary>A description for tables and reports.</summary>
    public override string ToString()
    {
        string tail = degreesOfFreedom is double nu
            ? string.Create(CultureInfo.InvariantCulture, $"{nu} degrees of freedom")
            : "degrees of freedom unknown";
        string scale = level is double s ? string.Create(CultureInfo.InvariantCulture, $"level = {s}")
            : isPerPoint ? "level point by point" : "level unknown";
        return $"Student's t, {scale}, {tail}";
    }

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "It must be a positive, finite number.");

    private static double? PositiveOrUnknown(double? degreesOfFreedom) =>
        degreesOfFreedom is double nu ? Positive(nu, nameof(degreesOfFreedom)) : null;

    private static double LogHeight(double nu) => StudentDensity.LogHeight<Scalar>(nu).Value;

    private double[] LevelsOf(Measurement measurement)
    {
        if (!isPerPoint)
        {
            return [.. Enumerable.Repeat(level ?? 1, measurement.Count)];
        }

        return [.. measurement.Sigma ?? throw new ArgumentException(
            $"The noise is given point by point, but the measurement '{measurement.Name}' has no sigma. "
            + "Read its sigma column, or use StudentNoise.Known or StudentNoise.Unknown.")];
    }

    /// <summary>
    /// log L = n [ln Gamma((nu + 1) / 2) - ln Gamma(nu / 2) - (1/2) ln(pi nu)] - sum ln s_i - (nu + 1) / 2 misfit.
    /// </summary>
    private sealed class Binding<TDensity>(StudentNoise noise, double[] levels, params ReadOnlySpan<double> constants)
        : NoiseBinding(levels.Select(s => 1 / (s * s * (noise.degreesOfFreedom ?? 1))), constants)
        where TDensity : struct, INoiseDensity
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<TDensity>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters)
        {
            double nu = DegreesOfFreedom(parameters);
            return nu > 2 ? Level(point, parameters) * Math.Sqrt(nu / (nu - 2)) : double.PositiveInfinity;
        }

        // The scale, since heavy tails have no variance.
        internal override double Information(int point, double measured, ReadOnlySpan<double> parameters) =>
            1 / (Level(point, parameters) * Level(point, parameters));

        // The lower tail is computed for both signs, since the upper one has no digits left near 1.
        internal override double NormalScore(
            int point, double measured, double prediction, ReadOnlySpan<double> parameters, RandomStream random)
        {
            double deviation = (measured - prediction) / Level(point, parameters);
            double tail = StudentT.CDF(0, 1, DegreesOfFreedom(parameters), -Math.Abs(deviation));
            return -Math.Sign(deviation) * Normal.InvCDF(0, 1, tail);
        }

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random)
        {
            double half = 0.5 * DegreesOfFreedom(parameters);
            return prediction + Level(point, parameters) * random.NextNormal() / Math.Sqrt(random.NextGamma(half) / half);
        }

        private double Level(int point, ReadOnlySpan<double> parameters) => noise.HasUnknownLevel ? parameters[0] : levels[point];

        private double DegreesOfFreedom(ReadOnlySpan<double> parameters) => noise.degreesOfFreedom ?? parameters[^1];
    }
}
