using System.Runtime.CompilerServices;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics;
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
    internal override bool HasFreeLevel => sampled;

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
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        if (sampled)
        {
            return new LevelBinding(measurement.Count);
        }

        if (level is double known)
        {
            double weight = 1 / (known * known);
            return new KnownBinding<KnownDensity>([.. Enumerable.Repeat(weight, measurement.Count)], 0.5 * weight);
        }

        IEnumerable<double> sigma = measurement.Sigma ?? throw new ArgumentException(
            $"The noise is given point by point, but the measurement '{measurement.Name}' has no sigma. "
            + "Read its sigma column, or use GaussianNoise.Known or GaussianNoise.Unknown.");
        return new KnownBinding<PerPointDensity>([.. sigma.Select(s => 1 / (s * s))], halfPrecision: 0.5);
    }

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => (level, sampled) switch
    {
        (_, true) => "Gaussian, level unknown",
        (double sigma, _) => FormattableString.Invariant($"Gaussian, sigma = {sigma}"),
        _ => "Gaussian, sigma point by point",
    };

    /// <summary>-(n/2) ln 2 pi.</summary>
    internal static double LogConstant(int points) => -0.5 * points * Math.Log(2 * Math.PI);

    /// <summary>The constants c and h of log L = c - h misfit, of known levels.</summary>
    private sealed class KnownBinding<TDensity>(double[] weights, double halfPrecision)
        : NoiseBinding(weights, LogConstant(weights.Length) + 0.5 * weights.Sum(Math.Log), halfPrecision)
        where TDensity : struct, INoiseDensity
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<TDensity>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            1 / Math.Sqrt(Weights[point]);

        internal override double NormalScore(
            int point, double measured, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            (measured - prediction) / StandardDeviation(point, prediction, parameters);

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            prediction + StandardDeviation(point, prediction, parameters) * random.NextNormal();
    }

    private sealed class LevelBinding(int count) : NoiseBinding(Enumerable.Repeat(1.0, count), LogConstant(count), count)
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<LevelDensity>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) => parameters[0];

        internal override double NormalScore(
            int point, double measured, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            (measured - prediction) / StandardDeviation(point, prediction, parameters);

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            prediction + parameters[0] * random.NextNormal();
    }

    /// <summary>One known level: log L = -(n/2) ln 2 pi sigma^2 - sum of r^2 / 2 sigma^2.</summary>
    internal readonly struct KnownDensity : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return residual * residual;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => constants[0] - constants[1] * misfit;
    }

    /// <summary>
    /// Known point by point: log L = -(n/2) ln 2 pi + (1/2) sum of ln w_i - (1/2) sum of w_i r_i^2, w_i = 1/sigma_i^2.
    /// </summary>
    internal readonly struct PerPointDensity : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return weight * residual * residual;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => constants[0] - constants[1] * misfit;
    }

    /// <summary>An unknown level sigma: log L = -(n/2) ln 2 pi - n ln sigma - sum of r^2 / 2 sigma^2.</summary>
    internal readonly struct LevelDensity : INoiseDensity
    {
        public static bool MisfitReadsParameters => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            return residual * residual;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct =>
            constants[0] - constants[1] * T.Log(noise[0]) - 0.5 * misfit / (noise[0] * noise[0]);
    }
}
