using BayesMeasure.Measurements;

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

    private bool IsPerPoint => level is null && !sampled;

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
        return IsPerPoint ? visitor.Visit<WeightedSquaredMisfit>() : visitor.Visit<SquaredMisfit>();
    }

    /// <inheritdoc/>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        if (!IsPerPoint)
        {
            return new Binding(Enumerable.Repeat(1.0, measurement.Count).ToArray(), level);
        }

        IEnumerable<double> sigma = measurement.Sigma ?? throw new ArgumentException(
            $"The noise is given point by point, but the measurement '{measurement.Name}' has no sigma. "
            + "Read its sigma column, or use GaussianNoise.Known or GaussianNoise.Unknown.");
        return new Binding([.. sigma.Select(s => 1 / (s * s))], level: 1);
    }

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => (level, sampled) switch
    {
        (_, true) => "Gaussian, level unknown",
        (double sigma, _) => FormattableString.Invariant($"Gaussian, sigma = {sigma}"),
        _ => "Gaussian, sigma point by point",
    };

    /// <summary>
    /// log L = -(n/2) ln 2 pi + (1/2) sum ln w_i - n ln s - misfit / 2 s^2, where w_i = 1/sigma_i^2 and s = 1 for noise that is
    /// known point by point, and w_i = 1 and s = sigma for noise of one level.
    /// </summary>
    private sealed class Binding : NoiseBinding
    {
        private readonly double[] weights;
        private readonly double constant;
        private readonly Level? known;

        /// <param name="weights">The weight of every point.</param>
        /// <param name="level">The level s; null when it is the parameter.</param>
        public Binding(double[] weights, double? level)
        {
            this.weights = weights;
            constant = -0.5 * weights.Length * Math.Log(2 * Math.PI) + 0.5 * weights.Sum(Math.Log);
            known = level is double sigma ? At(sigma) : null;
        }

        public override ReadOnlySpan<double> Weights => weights;

        public override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters)
        {
            Level level = known ?? At(parameters[0]);
            return level.Constant - level.HalfPrecision * misfit;
        }

        private Level At(double sigma) => new(constant - weights.Length * Math.Log(sigma), 0.5 / (sigma * sigma));

        /// <summary>What the log likelihood of one noise level is made of: constant - half precision * misfit.</summary>
        private readonly record struct Level(double Constant, double HalfPrecision);
    }
}
