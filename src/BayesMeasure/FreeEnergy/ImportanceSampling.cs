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
    private const double MostExcess = 0.02;

    // What the reference has missed makes log Z too low by as much: it may be a little more than the error.
    private const double MostBeyondError = 0.01;

    /// <inheritdoc/>
    public FreeEnergyEstimate Estimate(ReferenceWeights weights) =>
        Estimate(
            weights.Reference,
            BeyondAll(weights.Reference.Max(), weights),
            relative => new(ParetoTail.Shape(relative), Error: 0));

    /// <summary>The estimate where there are no draws of the posterior to test it by.</summary>
    /// <param name="logWeights">The log weights of independent draws of the reference, at least two.</param>
    /// <param name="knownShape">The least shape of their tail, as it is known from elsewhere; NaN where it is not.</param>
    public static FreeEnergyEstimate Of(double[] logWeights, double knownShape) =>
        Estimate(logWeights, beyond: 0, relative => TailOf(relative, knownShape));

    private static FreeEnergyEstimate Estimate(double[] logWeights, double beyond, Func<double[], WeightTail> tailOf)
    {
        double greatest = logWeights.Max();
        double[] relative = Array.ConvertAll(logWeights, weight => Math.Exp(weight - greatest));
        double sum = relative.Sum();
        double share = sum * sum / relative.Sum(weight => weight * weight) / relative.Length;
        double logEvidence = greatest + Math.Log(sum / relative.Length);

        // Weights that are all the same have a share of 1, but for rounding.
        double rounding = FreeEnergyAgreement.RoundingOf(logEvidence);
        WeightTail tail = tailOf(relative);
        double error = Math.Sqrt(
            Math.Max(0, 1 / share - 1) / (relative.Length - 1) + rounding * rounding + tail.Error * tail.Error);
        return new()
        {
            Method = Name,
            LogEvidence = logEvidence,
            StandardError = error,
            IndependentError = error,
            EffectiveSamples = share * relative.Length,
            Fitness = Judge(share, tail.Shape, beyond, error),
        };
    }

    /// <summary>
    /// The share of the draws of the posterior whose weight is larger than that of any draw of q: they are where q has been too
    /// seldom to know of it.
    /// </summary>
    private static double BeyondAll(double greatest, ReferenceWeights weights) =>
        weights.Posterior.Average(chain => chain.Count(weight => weight > greatest) / (double)chain.Length);

    /// <summary>
    /// The tail as it is known from elsewhere, and as the weights have it: where these are nearly equal and what they have in
    /// their tail is next to nothing, its shape says nothing either, and what it has is an error.
    /// </summary>
    private static WeightTail TailOf(double[] relative, double knownShape)
    {
        double shape = ParetoTail.Shape(relative);
        double excess = ParetoTail.Excess(relative);
        return shape >= HighestShape && excess < MostExcess ? new(knownShape, excess)
            : new(knownShape > shape ? knownShape : shape, Error: 0);
    }

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

    /// <summary>The tail of weights.</summary>
    /// <param name="Shape">Its shape.</param>
    /// <param name="Error">What it adds to the error of log Z.</param>
    private readonly record struct WeightTail(double Shape, double Error);
}
