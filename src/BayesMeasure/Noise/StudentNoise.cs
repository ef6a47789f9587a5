using BayesMeasure.Measurements;
using BayesMeasure.Numerics;
using MathNet.Numerics;

namespace BayesMeasure.Noise;

/// <summary>
/// Independent noise with heavy tails, for data with outliers: (y_i - f(x_i)) / sigma_i has Student's t distribution of nu degrees of
/// freedom. Its level is one known number, known point by point, or unknown and sampled with a prior.
/// </summary>
/// <remarks>
/// The parameter "degreesOfFreedom" is nu, above 0. The prior says whether it is known, <c>["degreesOfFreedom"] = Fixed(4)</c>, or has a
/// distribution, such as <c>Gamma(2, 0.1)</c>. At 1 it is a Cauchy distribution; beyond 30 it is hardly different from a Gaussian one.
/// The level is the scale of the distribution, not its standard deviation, which is larger by sqrt(nu / (nu - 2)).
/// </remarks>
public sealed record StudentNoise : NoiseModel
{
    /// <summary>The name of the parameter nu.</summary>
    public const string DegreesOfFreedomName = "degreesOfFreedom";

    private readonly double? level;
    private readonly bool sampled;

    private StudentNoise(double? level, bool sampled)
    {
        this.level = level;
        this.sampled = sampled;
    }

    /// <summary>Noise whose level at each point is the measurement's own sigma.</summary>
    public static StudentNoise PerPoint { get; } = new(null, false);

    /// <summary>
    /// Noise of one unknown level, the parameter "noise" in units of y, to which the prior must give a distribution:
    /// <c>["noise"] = LogUniform(0.001, 1)</c>.
    /// </summary>
    public static StudentNoise Unknown { get; } = new(null, true);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames =>
        sampled ? [DegreesOfFreedomName, GaussianNoise.LevelName] : [DegreesOfFreedomName];

    /// <summary>Noise of one known level.</summary>
    /// <param name="level">The level, in units of y; positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not positive and finite.</exception>
    public static StudentNoise Known(double level) =>
        level > 0 && double.IsFinite(level)
            ? new(level, false)
            : throw new ArgumentOutOfRangeException(nameof(level), level, "The noise level must be a positive, finite number.");

    /// <inheritdoc/>
    public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return sampled ? visitor.Visit<ScaledStudentMisfit>() : visitor.Visit<StudentMisfit>();
    }

    /// <inheritdoc/>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        if (sampled || level is not null)
        {
            double one = 1 / (level ?? 1);
            return new Binding([.. Enumerable.Repeat(one * one, measurement.Count)]);
        }

        IEnumerable<double> sigma = measurement.Sigma ?? throw new ArgumentException(
            $"The noise is given point by point, but the measurement '{measurement.Name}' has no sigma. "
            + "Read its sigma column, or use StudentNoise.Known or StudentNoise.Unknown.");
        return new Binding([.. sigma.Select(s => 1 / (s * s))]);
    }

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => (level, sampled) switch
    {
        (_, true) => "Student, level unknown",
        (double known, _) => FormattableString.Invariant($"Student, level = {known}"),
        _ => "Student, level point by point",
    };

    /// <summary>
    /// log L = n [ln Gamma((nu + 1)/2) - ln Gamma(nu/2) - (1/2) ln(nu pi) - ln s] + (1/2) sum ln w_i - ((nu + 1)/2) misfit, where s is the
    /// unknown level, else 1.
    /// </summary>
    private sealed class Binding(double[] weights) : NoiseBinding
    {
        private readonly double constant = 0.5 * weights.Sum(Math.Log);

        public override ReadOnlySpan<double> Weights => weights;

        public override double LogLikelihood(double misfit, ReadOnlySpan<double> parameters)
        {
            double freedom = parameters[0];
            double norm = SpecialFunctions.GammaLn(0.5 * (freedom + 1)) - SpecialFunctions.GammaLn(0.5 * freedom)
                - 0.5 * Math.Log(freedom * Math.PI) - Math.Log(LevelOf(parameters));
            return constant + weights.Length * norm - 0.5 * (freedom + 1) * misfit;
        }

        /// <summary>Infinite for two degrees of freedom or fewer.</summary>
        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters)
        {
            double freedom = parameters[0];
            double ratio = freedom > 2 ? Math.Sqrt(freedom / (freedom - 2)) : double.PositiveInfinity;
            return ratio * LevelOf(parameters) / Math.Sqrt(weights[point]);
        }

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random)
        {
            double half = 0.5 * parameters[0];
            double t = random.NextNormal() / Math.Sqrt(random.NextGamma(half) / half);
            return prediction + t * LevelOf(parameters) / Math.Sqrt(weights[point]);
        }

        private static double LevelOf(ReadOnlySpan<double> parameters) => parameters.Length > 1 ? parameters[1] : 1;
    }
}
