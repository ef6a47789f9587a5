using System.Runtime.CompilerServices;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Noise;

/// <summary>
/// Independent Gaussian noise whose known standard deviations do not tell all: y_i = f(x_i) + N(0, sigma_i^2 + jitter^2), with
/// one unknown jitter for all points, which is sampled. For errors that count the detector's noise alone.
/// </summary>
/// <remarks>
/// The measurement's sigmas are taken as they are; jitter is what lies beyond them: 0 where they are right. Where they are
/// too large, or all of them by one factor too small, sample the level instead.
/// </remarks>
public sealed record JitterNoise : NoiseModel
{
    /// <summary>
    /// The name of its parameter, in units of y, to which the prior must give a distribution: <c>["jitter"] = Uniform(0, 1)</c>.
    /// </summary>
    public const string JitterName = "jitter";

    /// <inheritdoc/>
    public override bool IsPointwise => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => [JitterName];

    /// <inheritdoc/>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return new Binding([.. measurement.Sigma ?? throw new ArgumentException(
            $"Jitter is added to known sigmas, but the measurement '{measurement.Name}' has none. "
            + "Read its sigma column, or use GaussianNoise.Unknown.")]);
    }

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => "Gaussian, sigma point by point, jitter unknown";

    private sealed class Binding(double[] sigma) : NoiseBinding(
        sigma.Select(s => 1 / (s * s)), GaussianNoise.LogConstant(sigma.Length) - sigma.Sum(Math.Log))
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Density>();

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            Math.Sqrt(sigma[point] * sigma[point] + parameters[0] * parameters[0]);

        internal override double NormalScore(
            int point, double measured, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            (measured - prediction) / StandardDeviation(point, prediction, parameters);

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            prediction + StandardDeviation(point, prediction, parameters) * random.NextNormal();
    }

    /// <summary>
    /// With w = 1 / sigma^2 and the stretch v = 1 + w jitter^2 of a variance, the misfit of a point is w r^2 / v + ln v, and
    /// log L = c - misfit / 2.
    /// </summary>
    internal readonly struct Density : INoiseDensity
    {
        public static bool MisfitReadsParameters => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            T residual = y - prediction;
            T stretch = 1.0 + weight * noise[0] * noise[0];
            return weight * residual * residual / stretch + T.Log(stretch);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => constants[0] - 0.5 * misfit;
    }
}
