using BayesMeasure.Measurements;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The quadratic form that stands for the log likelihood where a move only proposes: -(c/2) sum of w_i (y_i - f_i)^2, with
/// weights w_i that do not depend on the model, and a precision c that the parameters of the noise decide.
/// </summary>
/// <remarks>
/// Under Gaussian noise it is the log likelihood itself. Where the level is sampled, or was integrated out, it is -(n/2) ln of
/// the sum of squares instead: <see cref="IsLevelFree"/>.
/// </remarks>
internal sealed class QuadraticNoise
{
    private readonly NoiseBinding binding;
    private readonly int reference;
    private readonly double measuredAtReference;

    private QuadraticNoise(Posterior posterior, ReadOnlySpan<double> values, int level)
    {
        CurveData data = posterior.Data;
        binding = data.Noise;
        Measurement measurement = posterior.Measurement;
        Count = data.Count;
        Measured = data.CreateBuffer();
        Weight = data.CreateBuffer();
        double[] parameters = posterior.NoiseParametersOf(values);
        Span<double> weights = Weight.Span[..Count];
        for (int i = 0; i < Count; i++)
        {
            Measured.Span[i] = measurement.Y[i] / binding.Exposure(i);
            weights[i] = binding.Information(i, measurement.Y[i], parameters);
            reference = weights[i] > weights[reference] ? i : reference;
        }

        double unit = weights[reference];
        measuredAtReference = measurement.Y[reference];
        HasWeight = unit > 0 && double.IsFinite(unit);
        for (int i = 0; i < Count; i++)
        {
            weights[i] /= unit;
        }

        Share = binding.Share(parameters);
        LevelPosition = level;
        HasExactLevel = LevelPosition >= 0 && posterior.Smooth is null;
        IsQuadratic = posterior.Noise is GaussianNoise
            && LevelPosition < 0
            && posterior.Smooth is not { IsPrecisionKnown: false };
        IsLevelFree = LevelPosition >= 0 || posterior.Noise is JeffreysNoise;
    }

    /// <summary>The number of points.</summary>
    public int Count { get; }

    /// <summary>What the predictions are compared with: measured values, divided by the exposures.</summary>
    public AlignedBuffer Measured { get; }

    /// <summary>The weights w_i, the largest of which is 1; 0 in the padding.</summary>
    public AlignedBuffer Weight { get; }

    /// <summary>Whether the noise says what a point weighs.</summary>
    public bool HasWeight { get; }

    /// <summary>
    /// The part of its weight that a point keeps where the noise is correlated, at the typical parameters: 1 where it is not. All
    /// weights have it, so that it matters only beside a sum over points.
    /// </summary>
    public double Share { get; }

    /// <summary>
    /// The position, among the unknowns of the target, of the unknown level of Gaussian noise that nothing else reads but the
    /// noise of other curves, as their level: given all else, sigma^2 has an inverse gamma distribution under the tempered
    /// likelihood. -1 where there is none.
    /// </summary>
    public int LevelPosition { get; }

    /// <summary>
    /// Whether the level is so distributed exactly. About a smooth background, which follows the residuals more where the level
    /// is lower, it is nearly so.
    /// </summary>
    public bool HasExactLevel { get; }

    /// <summary>Whether the quadratic form is the log likelihood itself, at given parameters of the noise.</summary>
    public bool IsQuadratic { get; }

    /// <summary>Whether the level is integrated out, here or in the noise itself.</summary>
    public bool IsLevelFree { get; }

    /// <summary>The quadratic forms of all curves of a target.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="values">
    /// A typical point of the target, which tells the weights of a noise whose parameters change them.
    /// </param>
    public static QuadraticNoise[] Of(IReadOnlyList<MeasuredCurve> curves, double[] values)
    {
        int[] levels = [.. curves.Select(LevelPositionOf)];
        return [.. curves.Zip(levels, (curve, level) =>
            new QuadraticNoise(curve.Posterior, curve.ValuesOf(values), IsLevelOfAll(level) ? level : -1))];
        bool IsLevelOfAll(int level) =>
            level >= 0 && curves.Zip(levels).All(other => other.Second == level || !other.First.Positions.Contains(level));
    }

    /// <summary>The precision c at parameters of the noise.</summary>
    public double PrecisionAt(ReadOnlySpan<double> parameters) =>
        binding.Information(reference, measuredAtReference, parameters);

    private static int LevelPositionOf(MeasuredCurve curve)
    {
        CurveLayout layout = curve.Posterior.Layout;
        return curve.Posterior.Noise.HasFreeLevel
            && layout.Noise is [{ Position: >= 0, Factor: 1, Offset: 0 } source, .. var others]
            && source.Position < layout.Parameters.Count
            && !others.SelectMany(layout.UnknownsOf).Contains(source.Position)
            && layout.Dependents[source.Position].Length == 0
            && layout.Followers[source.Position].Length == 0
            && layout.Parameters[source.Position].Prior is { IsDiscrete: false, Minimum: >= 0 }
                ? curve.Positions[source.Position]
                : -1;
    }
}
