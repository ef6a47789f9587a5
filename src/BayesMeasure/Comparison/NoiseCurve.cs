using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Reports;
using BayesMeasure.Sampling;

namespace BayesMeasure.Comparison;

/// <summary>
/// The free energy of a model as a function of the level of its Gaussian noise, from one run: F(b) = -(n/2) ln(b/2 pi)
/// - ln int exp(-(b/2) sum r^2) p(theta) dtheta with b = 1/sigma^2 (Tokuda, Nagata and Okada, JPSJ 86, 024001, 2017).
/// </summary>
/// <remarks>
/// <para>
/// A run with known noise of precision b_max visits b = beta b_max at its inverse temperatures beta. Between the rungs, the
/// samples of all of them are reweighted. Make the run with a level below any that the data may have, such as half of what is
/// expected: the minimum must lie inside the ladder, and <see cref="NoiseMinimum.Warnings"/> says when it does not.
/// </para>
/// <para>
/// Draws at the best level come from a second run with <see cref="GaussianNoise.Known"/> of that level, whose free energy equals
/// the minimum within their errors.
/// </para>
/// </remarks>
public sealed class NoiseCurve
{
    private const int HalvingSteps = 40;
    private const int StepsBelowFirstRung = 6;
    private const double LeastOverlap = 0.1;

    private readonly MultistateReweighting reweighting;
    private readonly double perfectFit;
    private readonly int points;
    private readonly Lazy<NoiseCurvePoint[]> rungs;
    private readonly Lazy<NoiseMinimum> minimum;

    /// <param name="traces">The log likelihoods of a run.</param>
    /// <param name="level">The level of the noise at beta = 1.</param>
    /// <param name="perfectFit">The log likelihood at beta = 1 of a prediction without any residual.</param>
    /// <param name="points">The number n of measured points.</param>
    internal NoiseCurve(LogLikelihoodTraces traces, double level, double perfectFit, int points)
    {
        reweighting = new(traces);
        SmallestLevel = level;
        this.perfectFit = perfectFit;
        this.points = points;
        if (!reweighting.IsDefined)
        {
            throw new ArgumentException(
                "Neighbouring rungs of the run do not overlap, so nothing is known of the free energy between them. "
                + "Use more sweeps or rungs.",
                nameof(traces));
        }

        rungs = new(() => [.. traces.InverseTemperatures.Skip(1).Select(beta => Point(reweighting.At(beta)))]);
        minimum = new(() => Minimise(Grid(traces)));
    }

    /// <summary>The level of the noise the run was made at, which is that of beta = 1; 1 for noise point by point.</summary>
    public double SmallestLevel { get; }

    /// <summary>The curve at the rungs of the ladder, from the largest level of the noise to the smallest.</summary>
    public IReadOnlyList<NoiseCurvePoint> Rungs => rungs.Value;

    /// <summary>The best level of the noise.</summary>
    public NoiseMinimum Minimum => minimum.Value;

    /// <summary>The curve of a posterior that was sampled with known Gaussian noise, of one level or point by point.</summary>
    /// <param name="result">What replica exchange found.</param>
    /// <exception cref="ArgumentException">
    /// The result is not that of a ladder, its noise is not known and Gaussian, or its rungs do not overlap.
    /// </exception>
    public static NoiseCurve Of(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result is not { Report: LadderRun run, Target.Curves: [{ Posterior.Noise: GaussianNoise noise } curve] }
            || noise.ParameterNames.Count > 0)
        {
            throw new ArgumentException(
                "A curve over the noise level needs a replica-exchange run of a posterior with GaussianNoise.Known or PerPoint.",
                nameof(result));
        }

        double perfectFit = curve.Posterior.NoiseBinding.LogLikelihood(0, []);
        return new(run.LogLikelihoods, noise.Level ?? 1, perfectFit, curve.Measurement.Count);
    }

    /// <summary>The curve at any level of the noise, at a rung or between two.</summary>
    /// <param name="noiseLevel">sigma, not below <see cref="SmallestLevel"/>, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is below that of the run, where it has no samples.</exception>
    public NoiseCurvePoint At(double noiseLevel) =>
        noiseLevel >= SmallestLevel && double.IsFinite(noiseLevel)
            ? Point(reweighting.At(Math.Pow(SmallestLevel / noiseLevel, 2)))
            : throw new ArgumentOutOfRangeException(
                nameof(noiseLevel),
                noiseLevel,
                string.Create(CultureInfo.InvariantCulture, $"The ladder of this run ends at the noise level {SmallestLevel}."));

    /// <summary>The best level of the noise with its errors, and the free energy there.</summary>
    public override string ToString() =>
        $"sigma = {new ValueWithError(Minimum.Point.NoiseLevel, Minimum.NoiseLevelStandardError)}, "
        + $"F = {new ValueWithError(Minimum.Point.FreeEnergy.FreeEnergy, Minimum.Point.FreeEnergy.StandardError)}";

    /// <summary>
    /// Inverse temperatures between which a minimum is looked for: the rungs, their middles, and some below the first.
    /// </summary>
    private static double[] Grid(LogLikelihoodTraces traces)
    {
        double[] rungs = [.. traces.InverseTemperatures.Skip(1)];
        return
        [
            .. Enumerable.Range(1, StepsBelowFirstRung).Select(step => rungs[0] * Math.Pow(4, -step)),
            .. rungs,
            .. rungs.Zip(rungs.Skip(1), (low, high) => Math.Sqrt(low * high)),
        ];
    }

    private NoiseMinimum Minimise(double[] temperatures)
    {
        ReweightedRung[] grid = [.. temperatures.Order().Select(reweighting.At)];
        int lowest = Enumerable.Range(0, grid.Length).MinBy(i => FreeEnergy(grid[i]));
        bool isInside = lowest < grid.Length - 1 || Slope(grid[lowest]) > 0;
        ReweightedRung best = isInside
            ? Bisect(grid[Math.Max(lowest - 1, 0)], grid[Math.Min(lowest + 1, grid.Length - 1)])
            : grid[lowest];
        NoiseCurvePoint point = Point(best);
        double curvature = Curvature(best);
        double errorOfMean = Autocorrelation.StandardErrorOfMean(reweighting.InfluencesOnMean(best));
        return new()
        {
            Point = point,
            IsInside = isInside,
            NoiseLevelStandardError = isInside
                ? 0.5 * point.NoiseLevel * best.InverseTemperature * errorOfMean / curvature
                : double.NaN,
            NoiseLevelWidth = isInside ? 0.5 * point.NoiseLevel / Math.Sqrt(curvature) : double.NaN,
            Warnings = [.. Warnings(point, isInside)],
        };
    }

    private IEnumerable<string> Warnings(NoiseCurvePoint point, bool isInside)
    {
        if (!isInside)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The free energy still falls at the noise level {SmallestLevel}, where the ladder ends: ")
                + "the best level is lower. Run with half of it.";
        }

        if (point.Overlap < LeastOverlap)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The best noise level {point.NoiseLevel:G4} lies between rungs that are too far apart. ")
                + "Use more rungs, or run near that level.";
        }
    }

    /// <summary>Halves an interval in ln beta until it holds nothing but the zero of the slope.</summary>
    private ReweightedRung Bisect(ReweightedRung low, ReweightedRung high)
    {
        for (int step = 0; step < HalvingSteps; step++)
        {
            ReweightedRung middle = reweighting.At(Math.Sqrt(low.InverseTemperature * high.InverseTemperature));
            (low, high) = Slope(middle) < 0 ? (middle, high) : (low, middle);
        }

        return high;
    }

    private NoiseCurvePoint Point(ReweightedRung rung) => new()
    {
        NoiseLevel = SmallestLevel / Math.Sqrt(rung.InverseTemperature),
        InverseTemperature = rung.InverseTemperature,
        FreeEnergy = FreeEnergyEstimate.FromInfluences(
            "MBAR, from the ladder", -FreeEnergy(rung), reweighting.InfluencesOnLogEvidence(rung)),
        Overlap = rung.Overlap,
    };

    /// <summary>
    /// The likelihood of level sigma_0 / sqrt(beta) is L^beta times a constant: with the value C of a perfect fit,
    /// F = -ln Z(beta) + beta C - C - (n/2) ln beta.
    /// </summary>
    private double FreeEnergy(ReweightedRung rung) =>
        -rung.LogEvidence + (rung.InverseTemperature - 1) * perfectFit - 0.5 * points * Math.Log(rung.InverseTemperature);

    /// <summary>dF / d ln beta = &lt;(b/2) sum r^2&gt; - n/2.</summary>
    private double Slope(ReweightedRung rung) => rung.InverseTemperature * (perfectFit - rung.Mean) - 0.5 * points;

    /// <summary>d^2 F / (d ln beta)^2.</summary>
    private double Curvature(ReweightedRung rung) =>
        rung.InverseTemperature * (perfectFit - rung.Mean) - Math.Pow(rung.InverseTemperature, 2) * rung.Variance;
}
