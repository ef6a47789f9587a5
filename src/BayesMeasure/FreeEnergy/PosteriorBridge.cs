using System.Globalization;
using BayesMeasure.Inference;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// log Z by the <see cref="BridgeEquation"/> between a fitted reference and the posterior: no ladder is in it, and its error is
/// that of draws at beta = 1. It knows of no mode that neither the draws nor the reference have seen.
/// </summary>
/// <remarks>
/// Its squared error is Var f_0 / (n_0 &lt;f_0&gt;^2), f_0 the terms at the n_0 draws of q, plus that of the mean of the terms at
/// the draws of the posterior, correlated in time.
/// </remarks>
internal sealed class PosteriorBridge : IReferenceEstimator
{
    public const string Name = "posterior bridge";

    /// <summary>Below this overlap, a better reference would be worth more than more draws.</summary>
    public const double NarrowOverlap = 0.05;

    // A wide overlap forgives chains that agree less well. The limits were set on one spectrum, and tried on others.
    private const double WideOverlap = 0.15;
    private const double HighestRHatOfWide = 1.03;
    private const double HighestRHatOfMedium = 1.02;
    private const double HighestRHatOfNarrow = 1.01;

    /// <summary>Few draws make an estimate of narrow overlap, whose error is known to first order alone.</summary>
    private const double LargestErrorOfNarrow = 0.25;
    private const double MostErrorsBetweenHalves = 3;

    /// <summary>
    /// The highest R-hat of ln L at which it may be used; null, the default, for 1.03, and 1.02 where the overlap is below .15.
    /// Of few draws R-hat is large by chance.
    /// </summary>
    public double? HighestRHat { get; init; }

    /// <summary>
    /// The least overlap at which it may be used; .015 by default. Below .05 the chains have to agree to 1.01, whatever is said.
    /// </summary>
    public double LeastOverlap { get; init; } = 0.015;

    /// <inheritdoc/>
    public FreeEnergyEstimate Estimate(ReferenceWeights weights)
    {
        var equation = BridgeEquation.Solve(weights);
        double[] terms = equation.ReferenceTerms()[0];
        double[][] influences = [.. equation.PosteriorTerms().Select(chain => Held(chain, weights))];
        double rounding = FreeEnergyAgreement.RoundingOf(equation.LogEvidence);
        double scatter = ArrayStatistics.StandardDeviation(terms) / Math.Sqrt(terms.Length);
        FreeEnergyEstimate estimate = FreeEnergyEstimate
            .FromInfluences(Name, equation.LogEvidence, influences)
            .WithIndependentError(Math.Sqrt(scatter * scatter + rounding * rounding));
        return estimate with { Fitness = Judge(equation, estimate, weights) };
    }

    /// <summary>
    /// 1 less the term of each sweep: a term that is taken every so many sweeps stands for those up to the next.
    /// </summary>
    private static double[] Held(double[] terms, ReferenceWeights weights) =>
        [.. Enumerable.Range(0, weights.Sweeps).Select(sweep =>
            1 - terms[Math.Min(sweep / weights.Stride, terms.Length - 1)])];

    private EstimatorFitness Judge(BridgeEquation equation, FreeEnergyEstimate estimate, ReferenceWeights weights)
    {
        double overlap = equation.Overlap;
        double[] halves = [.. weights.Halves().Select(half => BridgeEquation.Solve(half).LogEvidence)];
        double errors = Math.Abs(halves[0] - halves[1]) / (2 * estimate.StandardError);
        string? fault = !double.IsFinite(estimate.StandardError) ? "no draw of the reference is where the posterior is"
            : overlap < LeastOverlap ? Text($"the reference hardly overlaps with the posterior ({overlap:F3} of at most .5)")
            : !(weights.RHat <= HighestRHatAt(overlap))
                ? Text($"the chains disagree, R-hat of ln L is {weights.RHat:F3}, at an overlap of {overlap:F2}")
            : overlap < NarrowOverlap && estimate.StandardError > LargestErrorOfNarrow
                ? Text($"its error is {estimate.StandardError:F2}, at an overlap of {overlap:F3} {LargestErrorOfNarrow} at most")
            : errors > MostErrorsBetweenHalves ? Text($"the halves of the run differ by {errors:F1} errors")
            : null;
        return fault is not null
            ? new(false, fault)
            : new(true, Text($"overlap {overlap:F2} of at most .5, R-hat of ln L {weights.RHat:F3}, ")
                + Text($"halves {errors:F1} errors apart"));
    }

    private double HighestRHatAt(double overlap) => overlap < NarrowOverlap
        ? HighestRHatOfNarrow
        : HighestRHat ?? (overlap >= WideOverlap ? HighestRHatOfWide : HighestRHatOfMedium);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
