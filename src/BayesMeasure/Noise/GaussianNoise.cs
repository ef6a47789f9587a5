using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Noise;

/// <summary>
/// Independent Gaussian noise: y_i = f(x_i) + N(0, sigma_i^2). Its level is one known number, known point by point, or
/// unknown and sampled with a prior.
/// </summary>
public sealed record GaussianNoise : NoiseModel
{
    /// <summary>The name of the parameter of unknown noise.</summary>
    public const string LevelName = "noise";

    private readonly double? level;
    private readonly bool sampled;

    private GaussianNoise(double? level, bool sampled)
    {
        this.level = level;
        this.sampled = sampled;
    }

    /// <summary>Noise whose standard deviation at each point is the measurement's own sigma.</summary>
    public static GaussianNoise PerPoint { get; } = new(null, false);

    /// <summary>
    /// Noise with one unknown standard deviation, the parameter "noise" in units of y, to which the prior must give a
    /// distribution: <c>["noise"] = LogUniform(0.001, 1)</c>.
    /// </summary>
    public static GaussianNoise Unknown { get; } = new(null, true);

    /// <summary>The known standard deviation; null where it is given point by point, or unknown.</summary>
    public double? Level => level;

    /// <inheritdoc/>
    public override bool IsPointwise => level is null && !sampled;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => sampled ? [LevelName] : [];

    /// <summary>Noise with one known standard deviation.</summary>
    /// <param name="sigma">The standard deviation, in units of y; positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">Sigma is not positive and finite.</exception>
    public static GaussianNoise Known(double sigma) =>
        sigma > 0 && double.IsFinite(sigma)
            ? new(sigma, false)
            : throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The noise level must be a positive, finite number.");

    /// <inheritdoc/>
    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return IsPointwise ? visitor.Visit<WeightedSquaredMisfit>() : visitor.Visit<SquaredMisfit>();
    }

    /// <inheritdoc/>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        if (sampled)
        {
            return new UnknownLevel(measurement.Count);
        }

        if (level is double known)
        {
            double weight = 1 / (known * known);
            return new KnownLevel(Enumerable.Repeat(weight, measurement.Count).ToArray(), 0.5 * weight);
        }

        IEnumerable<double> sigma = measurement.Sigma ?? throw new ArgumentException(
            $"The noise is given point by point, but the measurement '{measurement.Name}' has no sigma. "
            + "Read its sigma column, or use GaussianNoise.Known or GaussianNoise.Unknown.");
        return new KnownLevel([.. sigma.Select(s => 1 / (s * s))], halfPrecision: 0.5);
    }

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => (level, sampled) switch
    {
        (_, true) => "Gaussian, level unknown",
        (double sigma, _) => FormattableString.Invariant($"Gaussian, sigma = {sigma}"),
        _ => "Gaussian, sigma point by point",
    };

    private static double LogConstant(int points) => -0.5 * points * Math.Log(2 * Math.PI);

    /// <summary>
    /// log L = -(n/2) ln 2 pi + (1/2) sum ln w_i - h misfit with w_i = 1/sigma_i^2; h = 1/2 where the misfit holds the weights,
    /// and 1/2 sigma^2 where it is the plain sum of squares.
    /// </summary>
    private sealed class KnownLevel(double[] weights, double halfPrecision)
        : NoiseBinding<KnownNoiseLikelihood>(LogConstant(weights.Length) + 0.5 * weights.Sum(Math.Log), halfPrecision)
    {
        public override ReadOnlySpan<double> Weights => weights;

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            1 / Math.Sqrt(weights[point]);

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            prediction + StandardDeviation(point, prediction, parameters) * random.NextNormal();
    }

    /// <summary>log L = -(n/2) ln 2 pi - n ln sigma - misfit / (2 sigma^2).</summary>
    private sealed class UnknownLevel(int count) : NoiseBinding<GaussianLevelLikelihood>(LogConstant(count), count)
    {
        private readonly double[] weights = [.. Enumerable.Repeat(1.0, count)];

        public override ReadOnlySpan<double> Weights => weights;

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) => parameters[0];

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            prediction + parameters[0] * random.NextNormal();
    }
}
