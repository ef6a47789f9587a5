using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Noise;

/// <summary>
/// Counts: y_i ~ Poisson(T_i f(x_i)), where the forward model f is a rate and T the exposure, such as a counting time
/// (Nagata et al., JPSJ 88, 044003, 2019). log L = sum of y ln(T f) - T f - ln y!.
/// </summary>
/// <remarks>
/// <para>
/// Every y of the measurement has to be a whole number of counts, neither scaled nor with a background subtracted. A background
/// belongs to the forward model: a term of the sum, also one that was measured by itself. For counts that were processed, use
/// <see cref="GaussianNoise.PerPoint"/>.
/// </para>
/// <para>
/// A prediction of a negative rate makes the data impossible: log L = -infinity, a rejected proposal. A rate of 0 is taken as one
/// of 1e-10 expected counts, since rounding cannot tell the two apart, so that a count where the model says 0 costs at least 22
/// nats.
/// </para>
/// </remarks>
public sealed record PoissonNoise : NoiseModel
{
    /// <summary>The library draws a count as a 32-bit integer.</summary>
    private const double MostDrawn = 2e9;

    private readonly ImmutableArray<double> exposures;

    private PoissonNoise(ImmutableArray<double> exposures) => this.exposures = exposures;

    /// <summary>Counts of exposure 1: the forward model predicts the counts themselves.</summary>
    public static PoissonNoise Counts { get; } = new([1]);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => [];

    /// <inheritdoc/>
    public override bool IsPointwise => exposures.Length > 1;

    /// <summary>Counts of one exposure for all points.</summary>
    /// <param name="exposure">
    /// T, such as a counting time in seconds when the model predicts counts a second: above 0, finite.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The exposure is not above 0 and finite.</exception>
    public static PoissonNoise WithExposure(double exposure)
    {
        RequireExposure(exposure, nameof(exposure));
        return new([exposure]);
    }

    /// <summary>Counts with an exposure for every point: counting times, efficiencies, or their products.</summary>
    /// <param name="exposures">T_i, as many as the measurement has points: above 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An exposure is not above 0 and finite.</exception>
    public static PoissonNoise WithExposures(IEnumerable<double> exposures)
    {
        ArgumentNullException.ThrowIfNull(exposures);
        ImmutableArray<double> copy = [.. exposures];
        foreach (double exposure in copy)
        {
            RequireExposure(exposure, nameof(exposures));
        }

        return new(copy);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A y is not a whole number of counts, or the number of exposures is not that of the points.
    /// </exception>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        RequireCounts(measurement);
        if (exposures.Length == 1)
        {
            return new Binding(measurement, [.. Enumerable.Repeat(exposures[0], measurement.Count)]);
        }

        return exposures.Length == measurement.Count ? new Binding(measurement, [.. exposures]) : throw new ArgumentException(
            $"The measurement '{measurement.Name}' has {measurement.Count} points, but {exposures.Length} exposures were given: "
            + "each point needs one.");
    }

    /// <inheritdoc/>
    public bool Equals(PoissonNoise? other) => other is not null && exposures.SequenceEqual(other.exposures);

    /// <inheritdoc/>
    public override int GetHashCode() => exposures.Aggregate(0, HashCode.Combine);

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => exposures is [double exposure]
        ? string.Create(CultureInfo.InvariantCulture, $"Poisson, exposure = {exposure}")
        : string.Create(CultureInfo.InvariantCulture, $"Poisson, exposure point by point, {exposures.Sum()} in all");

    /// <summary>ln p of a count where it is what is expected.</summary>
    private static double LargestLogProbability(double y) => y * Math.Log(Math.Max(y, 1)) - y - SpecialFunctions.GammaLn(y + 1);

    private static void RequireExposure(double exposure, string name)
    {
        if (!(exposure > 0 && double.IsFinite(exposure)))
        {
            throw new ArgumentOutOfRangeException(name, exposure, "An exposure must be a positive, finite number.");
        }
    }

    private static void RequireCounts(Measurement measurement)
    {
        for (int i = 0; i < measurement.Count; i++)
        {
            double y = measurement.Y[i];
            if (y < 0 || y != Math.Floor(y))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The measurement '{measurement.Name}' has y = {y} at x = {measurement.X[i]}, point {i + 1}, but Poisson ")
                    + "noise needs whole numbers of counts. Give the counts as they were measured, and a time or an efficiency "
                    + "as an exposure; for processed data use GaussianNoise.PerPoint.");
            }
        }
    }

    /// <summary>log L = sum of (y ln y - y - ln y!) - misfit.</summary>
    private sealed class Binding(Measurement measurement, double[] exposures)
        : NoiseBinding(exposures, measurement.Y.Sum(LargestLogProbability))
    {
        public override TResult Accept<TResult>(INoiseVisitor<TResult> visitor) => visitor.Visit<Density>();

        public override double Exposure(int point) => exposures[point];

        public override double StandardDeviation(int point, double prediction, ReadOnlySpan<double> parameters) =>
            Math.Sqrt(Math.Max(exposures[point] * prediction, Density.FewestCounts));

        // One count more keeps the weight of a point without counts finite.
        internal override double Information(int point, double measured, ReadOnlySpan<double> parameters) =>
            exposures[point] * exposures[point] / (measured + 1);

        internal override double NormalScore(
            int point, double measured, double prediction, ReadOnlySpan<double> parameters, RandomStream random) =>
            CountScore.Of(measured, Math.Max(exposures[point] * prediction, Density.FewestCounts), random.NextUniform());

        public override double Draw(int point, double prediction, ReadOnlySpan<double> parameters, RandomStream random)
        {
            double mean = exposures[point] * prediction;
            if (!(mean >= -Density.LargestRounding && mean <= MostDrawn))
            {
                throw new ArgumentOutOfRangeException(nameof(prediction), prediction, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Counts cannot be drawn at point {point + 1}: the model expects {mean}, "
                    + $"and this must be from 0 to {MostDrawn}."));
            }

            return Poisson.Sample(new StreamRandom(random), Math.Max(mean, Density.FewestCounts));
        }
    }

    /// <summary>
    /// The misfit of a point is half the deviance of its count: T f - y + y ln(y / T f), which is 0 where the prediction T f
    /// equals the count y and positive elsewhere. The weight of a point is its exposure T.
    /// </summary>
    /// <remarks>
    /// It is the energy T f - y ln(T f) + ln y! (Nagata et al., JPSJ 88, 044003, 2019) less a constant that depends on y alone,
    /// so that a good fit to many counts is no small difference of large sums.
    /// </remarks>
    internal readonly struct Density : INoiseDensity
    {
        /// <summary>
        /// Fewer expected counts than this are as many. A prediction is a sum of cached terms, so where it should be 0 it is what
        /// rounding leaves, of either sign.
        /// </summary>
        public const double FewestCounts = 1e-10;

        /// <summary>
        /// What is below this is no rounding error: the model predicts a negative number of counts, which is impossible.
        /// </summary>
        public const double LargestRounding = 1e-6;

        private const double MostCounts = 1e300;

        public static bool MisfitReadsParameters => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Misfit<T, P>(T y, T prediction, T weight, P noise)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct
        {
            // NaN is less than nothing, and comes through every selection.
            T counts = weight * prediction;
            T possible = T.Select(counts, FewestCounts, FewestCounts, counts);
            T expected = T.Select(MostCounts, possible, MostCounts, possible);
            T misfit = expected - y + y * T.Log(T.Max(y, 1.0) / expected);
            return T.Select(counts, -LargestRounding, double.PositiveInfinity, misfit);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T LogLikelihood<T, P>(T misfit, P noise, P constants)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => constants[0] - misfit;
    }
}
