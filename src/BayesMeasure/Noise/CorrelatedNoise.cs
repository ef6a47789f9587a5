using System.Collections.Immutable;
using System.Globalization;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Noise;

/// <summary>
/// Gaussian noise that is correlated from point to point, as that of drifting, smoothed, interpolated or oversampled data:
/// y = f(x) + s z, with standard deviations s_i as <see cref="GaussianNoise"/> has them and correlated normal deviates z.
/// </summary>
/// <remarks>
/// <para>
/// The likelihood is exact, ln L = -(n/2) ln 2 pi - sum of ln s_i - (1/2) ln |R| - (1/2) z' R^-1 z with the matrix R of
/// correlations, and costs O(n): <see cref="Exponential"/> needs the point before each point, <see cref="MovingAverage"/> as many
/// as there are weights.
/// </para>
/// <para>
/// White noise fitted to such data counts every point as new information: error bars are too small, and peaks are found in the
/// noise.
/// </para>
/// </remarks>
public sealed record CorrelatedNoise : NoiseModel
{
    /// <summary>The name of the parameter of an unknown correlation length.</summary>
    public const string LengthName = "correlation length";

    private readonly ImmutableArray<double> weights;

    private CorrelatedNoise(GaussianNoise level, double? length, ImmutableArray<double> weights)
    {
        Level = level;
        Length = length;
        this.weights = weights;
    }

    /// <summary>The standard deviations: one known, one unknown, or point by point.</summary>
    public GaussianNoise Level { get; }

    /// <summary>The known correlation length, in units of x; null where it is sampled, or where noise was averaged.</summary>
    public double? Length { get; }

    /// <inheritdoc/>
    public override bool IsPointwise => Level.IsPointwise;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames =>
        HasUnknownLength ? [.. Level.ParameterNames, LengthName] : Level.ParameterNames;

    /// <inheritdoc/>
    internal override bool HasFreeLevel => Level.HasFreeLevel;

    private bool IsAveraged => !weights.IsEmpty;

    private bool HasUnknownLength => Length is null && !IsAveraged;

    /// <summary>
    /// Noise whose correlation falls as exp(-|x_i - x_j| / length): AR(1) on an even axis, the process of Ornstein and Uhlenbeck
    /// on any. Choose it where the kind of the correlation is not known.
    /// </summary>
    /// <param name="level">The standard deviations, as of independent noise.</param>
    /// <param name="length">
    /// The correlation length, in units of x; positive and finite. Null, the default, makes it the parameter "correlation
    /// length", to which the prior must give a distribution: <c>["correlation length"] = LogUniform(0.01, 10)</c>, from a
    /// fraction of the distance of points to less than the width of a peak.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive and finite.</exception>
    public static CorrelatedNoise Exponential(GaussianNoise level, double? length = null)
    {
        ArgumentNullException.ThrowIfNull(level);
        return length is null or (> 0 and < double.PositiveInfinity)
            ? new(level, length, [])
            : throw new ArgumentOutOfRangeException(
                nameof(length), length, "The correlation length must be a positive, finite number.");
    }

    /// <summary>
    /// White noise that was averaged over neighbouring points with known weights: data smoothed by a boxcar, a triangle, or a
    /// filter of Savitzky and Golay. The covariance is a band matrix.
    /// </summary>
    /// <param name="level">The standard deviations after averaging, as of independent noise.</param>
    /// <param name="weights">
    /// The weights of the average, in points and in the order of the measurement, up to a factor; at least one that is not 0.
    /// <c>[1, 1, 1, 1, 1]</c> is a boxcar over five points.
    /// </param>
    /// <exception cref="ArgumentException">There is no weight but 0, or one is not finite.</exception>
    public static CorrelatedNoise MovingAverage(GaussianNoise level, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(weights);
        return weights.All(double.IsFinite) && weights.Any(weight => weight != 0)
            ? new(level, null, [.. weights])
            : throw new ArgumentException("The weights of an average must be finite, and not all 0.", nameof(weights));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The measurement has no sigma and needs one, its x is not in strict order, which exponential correlations need, or the
    /// noise was averaged so much that rounding decides what is left of it.
    /// </exception>
    public override NoiseBinding Bind(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        NoiseBinding independent = Level.Bind(measurement);
        Whitening whitening = WhiteningOf(measurement);
        int n = measurement.Count;
        double constant = GaussianNoise.LogConstant(n);
        return HasFreeLevel
            ? new CorrelatedBinding<GaussianNoise.LevelDensity>(independent, whitening, constant, n)
            : new CorrelatedBinding<GaussianNoise.KnownDensity>(
                independent, whitening, constant + 0.5 * independent.Weights.ToArray().Sum(Math.Log), 0.5);
    }

    /// <inheritdoc/>
    public bool Equals(CorrelatedNoise? other) =>
        other is not null && Level == other.Level && Length == other.Length && weights.SequenceEqual(other.weights);

    /// <inheritdoc/>
    public override int GetHashCode() => weights.Aggregate(HashCode.Combine(Level, Length), HashCode.Combine);

    /// <summary>A description for tables and reports.</summary>
    public override string ToString() => $"{Level}, correlated: " + (IsAveraged
        ? $"averaged over {weights.Length} points ({string.Join(' ', weights.Select(Text))})"
        : Length is double length ? $"exponential, length = {Text(length)}" : "exponential, length unknown");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private Whitening WhiteningOf(Measurement measurement)
    {
        if (IsAveraged)
        {
            return new MovingAverageWhitening(weights, measurement.Count);
        }

        RequireOrder(measurement);
        return ExponentialWhitening.Of(new(measurement.X, Length, parameter: Level.ParameterNames.Count), Lanes512.Count);
    }

    /// <summary>Neighbours are those in the order of x, and two values at one place would have the same noise.</summary>
    private static void RequireOrder(Measurement measurement)
    {
        IReadOnlyList<double> x = measurement.X;
        for (int i = 1; i < x.Count; i++)
        {
            if (!(Math.Sign(x[i] - x[i - 1]) is not 0 and var step && step == Math.Sign(x[1] - x[0])))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The measurement '{measurement.Name}' has x = {x[i]} at point {i + 1} behind {x[i - 1]}, but correlated ")
                    + "noise needs points in the order of x, each x once. Sort them; average what was measured twice.");
            }
        }
    }
}
