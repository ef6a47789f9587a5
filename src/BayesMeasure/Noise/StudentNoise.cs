using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics;
using MathNet.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// Noise with outliers: (y_i - f(x_i)) / s_i follows Student's t distribution of nu degrees of freedom. The level s is one known
/// number, known point by point, or unknown and sampled; nu is known, or sampled too.
/// </summary>
/// <remarks>
/// The level is the scale of the distribution: the standard deviation is s sqrt(nu / (nu - 2)), infinite for nu at or below 2. With
/// many degrees of freedom it is Gaussian noise of standard deviation s; nu = 1 is Cauchy noise. A nu of 2 to 5 suits spectra with
/// occasional outliers, such as cosmic rays.
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
    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return (HasUnknownLevel, degreesOfFreedom is null) switch
        {
            (true, true) => visitor.Visit<StudentLevelAndTailMisfit>(),
            (true, false) => visitor.Visit<StudentLevelMisfit>(),
            (false, true) => visitor.Visit<StudentTailMisfit>(),
            _ => visitor.Visit<StudentMisfit>(),
        };
    }

    /// <inheritdoc/>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return new Binding(LevelsOf(measurement), HasUnknownLevel, degreesOfFreedom);
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

    private double[] LevelsOf(Measurement measurement)
    {
        if (!isPerPoint)
            return [.. Enumerable.Repeat(level ?? 1, measurement.Count)];
        return [.. measurement.Sigma ?? throw new ArgumentException(
            $"The noise is given point by point, but the measurement '{measurement.Name}' has no sigma. "
            + "Read its sigma column, or use StudentNoise.Known or StudentNoise.Unknown.")];
    }

    /// <summary>
    /// log L = n [ln Gamma((nu + 1) / 2) - ln Gamma(nu / 2) - (1/2) ln(pi nu)] - sum ln s_i - (nu + 1) / 2 misfit.
    /// </summary>
    private sealed class Binding(double[] levels, bool hasUnknownLevel, double? degreesOfFreedom) : NoiseBinding
    {
        private readonly double[] weights = [.. levels.Select(s => 1 / (s * s * (degreesOfFreedom ?? 1)))];
        private readonly double logLevels = levels.Sum(Math.Log);
        private readonly double logHeight = degreesOfFreedom is double nu ? LogHeight(nu) : double.NaN;

        public override ReadOnlySpan<double> Weights => weights;

        public override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters)
        {
            double nu = DegreesOfFreedom(parameters);
            double height = degreesOfFreedom is null ? LogHeight(nu) : logHeight;
            double unknownLevels = hasUnknownLevel ? weights.Length * Math.Log(parameters[0]) : 0;
            return weights.Length * height - logLevels - unknownLevels - 0.5 * (nu + 1) * misfit;
        }

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters)
        {
            double nu = DegreesOfFreedom(parameters);
            return nu > 2 ? Level(point, parameters) * Math.Sqrt(nu / (nu - 2)) : double.PositiveInfinity;
        }

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random)
        {
            double half = 0.5 * DegreesOfFreedom(parameters);
            return prediction + Level(point, parameters) * random.NextNormal() / Math.Sqrt(random.NextGamma(half) / half);
        }

        private static double LogHeight(double nu) =>
            SpecialFunctions.GammaLn(0.5 * (nu + 1)) - SpecialFunctions.GammaLn(0.5 * nu) - 0.5 * Math.Log(Math.PI * nu);

        private double Level(int point, ReadOnlySpan<double> parameters) => hasUnknownLevel ? parameters[0] : levels[point];

        private double DegreesOfFreedom(ReadOnlySpan<double> parameters) => degreesOfFreedom ?? parameters[^1];
    }
}
