using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// log Z as the logarithm of the mean weight of draws of a fitted reference, Z = &lt;L p / q&gt;_q. With Kish's share
/// kappa = (sum W)^2 / (n sum W^2) its squared error is (1/kappa - 1) / n. Draws of the posterior do no more than test it.
/// </summary>
internal sealed class ImportanceSampling : IReferenceEstimator
{
    public const string Name = "importance sampling";

    private const double LeastShare = 0.05;
    private const double HighestShape = 0.7;

    // What the reference has missed makes log Z too low by as much: it may be a little more than the error.
    private const double MostBeyondError = 0.01;

    /// <inheritdoc/>
    public FreeEnergyEstimate Estimate(ReferenceWeights weights) =>
        Estimate(weights.Reference, BeyondAll(weights.Reference.Max(), weights), knownShape: double.NaN);

    /// <summary>The estimate where there are no draws of the posterior to test it by.</summary>
    /// <param name="logWeights">The log weights of independent draws of the reference, at least two.</param>
    /// <param name="knownShape">What is known of the shape of their tail, beside the draws; NaN for nothing.</param>
    public static FreeEnergyEstimate Of(double[] logWeights, double knownShape) =>
        Estimate(logWeights, beyond: 0, knownShape);

    private static FreeEnergyEstimate Estimate(double[] logWeights, double beyond, double knownShape)
    {
        double greatest = logWeights.Max();
        double[] relative = Array.ConvertAll(logWeights, weight => Math.Exp(weight - greatest));
        double sum = relative.Sum();
        double share = sum * sum / relative.Sum(weight => weight * weight) / relative.Length;
        double logEvidence = greatest + Math.Log(sum / relative.Length);

        // Weights that are all the same have a share of 1, but for rounding.
        double rounding = FreeEnergyAgreement.RoundingOf(logEvidence);
        double error = Math.Sqrt(Math.Max(0, 1 / share - 1) / (relative.Length - 1) + rounding * rounding);
        return new()
        {
            Method = Name,
            LogEvidence = logEvidence,
            StandardError = error,
            IndependentError = error,
            EffectiveSamples = share * relative.Length,
            Fitness = Judge(share, Heavier(ParetoTail.Shape(relative), knownShape), beyond, error),
        };
    }

    /// <summary>
    /// The share of the draws of the posterior whose weight is larger than that of any draw of q: they are where q has been too
    /// seldom to know of it.
    /// </summary>
    private static double BeyondAll(double greatest, ReferenceWeights weights) =>
        weights.Posterior.Average(chain => chain.Count(weight => weight > greatest) / (double)chain.Length);

    private static double Heavier(double shape, double known) => known > shape ? known : shape;

    private static EstimatorFitness Judge(double share, double shape, double beyond, double error)
    {
        string numbers = Text($"Kish share {share:P0}, tail index {shape:F2}");
        string? fault = !(share >= LeastShare) ? "the weights rest on few draws"
            : !(shape < HighestShape) ? "the tail of the weights is too heavy"
            : beyond > error + MostBeyondError ? Text($"{beyond:P0} of the posterior is where the reference has drawn nothing")
            : null;
        return fault is null ? new(true, numbers) : new(false, $"{fault} ({numbers})");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
