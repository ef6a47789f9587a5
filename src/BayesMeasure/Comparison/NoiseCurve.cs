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
/// expected: the minimum must lie inside the ladder, and <see cref="Warnings"/> says when it does not. The curve is made of the
/// ladder alone: give the run a number of sweeps, or no reference, since one that ends when a reference knows log Z has a short
/// ladder.
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
    private readonly Lazy<(ReweightedRung Rung, bool IsInside)> best;
    private readonly Lazy<NoiseCurvePoint> minimum;

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
        best = new(() => Minimise(Grid(traces)));
        minimum = new(() => Point(best.Value.Rung));
    }

    /// <summary>The level of the noise the run was made at, which is that of beta = 1; 1 for noise point by point.</summary>
    public double SmallestLevel { get; }

    /// <summary>The curve at the rungs of the ladder, from the largest level of the noise to the smallest.</summary>
    public IReadOnlyList<NoiseCurvePoint> Rungs => rungs.Value;

    /// <summary>
    /// The level of the noise that the model finds best, and the free energy there: the minimum of F(b), where
    /// &lt;sum r^2&gt;_b = n/b.
    /// </summary>
    public NoiseCurvePoint Minimum => minimum.Value;

    /// <summary>
    /// Whether F rises on both sides of the minimum within the ladder; if not, it lies at a lower level than the run was made at.
    /// </summary>
    public bool IsMinimumInside => best.Value.IsInside;

    /// <summary>The standard error of the best level: how far off the run may be from the true minimum; NaN outside.</summary>
    public double NoiseLevelStandardError
    {
        get
        {
            (ReweightedRung rung, bool isInside) = best.Value;
            return isInside
                ? 0.5 * Minimum.NoiseLevel * rung.InverseTemperature
                    * Autocorrelation.StandardErrorOfMean(reweighting.InfluencesOnMean(rung)) / Curvature(rung)
                : double.NaN;
        }
    }

    /// <summary>
    /// How well the data know the level: the standard deviation of sigma whose posterior is e^-F under a prior that is flat in
    /// ln sigma, from the curvature of F at the minimum; NaN outside the ladder.
    /// </summary>
    public double NoiseLevelWidth =>
        IsMinimumInside ? 0.5 * Minimum.NoiseLevel / Math.Sqrt(Curvature(best.Value.Rung)) : double.NaN;

    /// <summary>The standard error of b = 1/sigma^2 at the minimum.</summary>
    public double PrecisionStandardError => 2 * Minimum.Precision * NoiseLevelStandardError / Minimum.NoiseLevel;

    /// <summary>What forbids to quote the minimum, one sentence each; empty when nothing does.</summary>
    public IReadOnlyList<string> Warnings => [.. FindWarnings()];

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

        if (curve.Posterior.Smooth is not null)
        {
            throw new ArgumentException(
                "A tempered run is one at another noise level for independent noise alone, not beside a smooth background. "
                + "Sample the level: GaussianNoise.Unknown.",
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
        $"sigma = {new ValueWithError(Minimum.NoiseLevel, NoiseLevelStandardError)}, "
        + $"F = {new ValueWithError(Minimum.FreeEnergy.FreeEnergy, Minimum.FreeEnergy.StandardError)}";

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

    /// <summary>Where the free energy is lowest, and whether it rises on both sides of it within the ladder.</summary>
    private (ReweightedRung Rung, bool IsInside) Minimise(double[] temperatures)
    {
        ReweightedRung[] grid = [.. temperatures.Order().Select(reweighting.At)];
        int lowest = Enumerable.Range(0, grid.Length).MinBy(i => FreeEnergy(grid[i]));
        return lowest < grid.Length - 1 || Slope(grid[lowest]) > 0
            ? (Bisect(grid[Math.Max(lowest - 1, 0)], grid[Math.Min(lowest + 1, grid.Length - 1)]), true)
            : (grid[lowest], false);
    }

    private IEnumerable<string> FindWarnings()
    {
        if (!IsMinimumInside)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The free energy still falls at the noise level {SmallestLevel}, where the ladder ends: ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"the best level is lower. Run with half of it (on a command line --noise ladder:{SmallestLevel / 2:G3}).");
        }

        if (Minimum.Overlap < LeastOverlap)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The best noise level {Minimum.NoiseLevel:G4} lies between rungs that are too far apart. ")
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
