using BayesMeasure.Diagnostics;
using BayesMeasure.Reports;

namespace BayesMeasure.Inference;

/// <summary>
/// A Bayesian free energy with its error. The log evidence contains all normalising constants: the prior is normalised, so
/// log Z = 0 at beta = 0, and the likelihood is a probability density of the data.
/// </summary>
public sealed record FreeEnergyEstimate
{
    private static readonly int[] BatchesPerChain = [10, 5, 3];

    /// <summary>log Z, the logarithm of the probability density of the data under the model.</summary>
    public required double LogEvidence { get; init; }

    /// <summary>The Bayesian free energy F = -log Z.</summary>
    public double FreeEnergy => -LogEvidence;

    /// <summary>
    /// The standard error of log Z; 0 for an exact result, NaN where the record is too short or too poor for an error.
    /// </summary>
    public required double StandardError { get; init; }

    /// <summary>The name of the method, as it is to be cited.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// How many independent sweeps the recorded ones are worth for this estimate; infinite for an exact result.
    /// </summary>
    public required double EffectiveSamples { get; init; }

    /// <summary>
    /// The influence psi of each sweep of each chain on log Z: to first order, the estimate is the truth plus the mean of
    /// psi over all sweeps. Empty where the estimate is exact. Two estimates from one run share their fluctuations, so the
    /// error of their difference is that of the difference of their influences.
    /// </summary>
    public IReadOnlyList<double[]> Influences { get; private init; } = [];

    /// <summary>
    /// What the estimator says of its own fitness; null, the default, where it says nothing and is used.
    /// </summary>
    public EstimatorFitness? Fitness { get; init; }

    /// <summary>Why it is left out of the verdict on log Z; null where it is used. What is no number is never used.</summary>
    internal string? LeftOut => Fitness is { IsUsable: false } ? Fitness.Text
        : double.IsNaN(LogEvidence) ? "it is not a number"
        : null;

    /// <summary>
    /// The part of the error that is not in the influences, since draws beside the run have it, or a quadrature.
    /// </summary>
    internal double IndependentError { get; init; }

    /// <summary>
    /// The estimate of a method that is, to first order, a mean over sweeps. Its error is the standard error of that mean,
    /// which takes in the correlation in time, that between the rungs, and the spread between the chains. Of the error by the
    /// autocorrelation function and those by batches of a tenth, a fifth and a third of a chain, the largest is taken:
    /// replicas that are slow to change their configuration show in long batches alone.
    /// </summary>
    /// <param name="method">The name of the method.</param>
    /// <param name="logEvidence">The estimate of log Z.</param>
    /// <param name="influences">The influence of each sweep of each chain on the estimate.</param>
    public static FreeEnergyEstimate FromInfluences(string method, double logEvidence, IReadOnlyList<double[]> influences)
    {
        (double standardError, double effectiveSamples) = Autocorrelation.ErrorOfMean(influences);
        double cautious = Math.Max(standardError, BatchesPerChain.Max(count => ErrorFromBatches(influences, count)));
        return new()
        {
            Method = method,
            LogEvidence = logEvidence,
            StandardError = cautious,
            EffectiveSamples = cautious > 0 ? effectiveSamples * Math.Pow(standardError / cautious, 2) : effectiveSamples,
            Influences = influences,
        };
    }

    /// <summary>The same, left out where there is a reason.</summary>
    /// <param name="reason">The reason; null where it is used.</param>
    internal FreeEnergyEstimate LeftOutSince(string? reason) =>
        reason is null ? this : this with { Fitness = new(false, reason) };

    /// <summary>The same with a larger error, and as many fewer effective samples.</summary>
    internal FreeEnergyEstimate WithStandardError(double standardError) => this with
    {
        StandardError = standardError,
        EffectiveSamples = EffectiveSamples * Math.Pow(StandardError / standardError, 2),
    };

    private static double ErrorFromBatches(IReadOnlyList<double[]> influences, int batchesPerChain) =>
        influences[0].Length < 2 * batchesPerChain
            ? 0
            : BatchMeans.StandardErrorOfMean(influences, influences[0].Length / batchesPerChain);

    /// <summary>The same with an error of its own, such as that of draws that were made beside the run.</summary>
    /// <param name="error">That error, which does not depend on that of the sweeps.</param>
    internal FreeEnergyEstimate WithIndependentError(double error) => this with
    {
        StandardError = Math.Sqrt(StandardError * StandardError + error * error),
        IndependentError = error,
    };

    /// <summary>An exact result.</summary>
    /// <param name="method">The name of the method.</param>
    /// <param name="logEvidence">log Z.</param>
    public static FreeEnergyEstimate Exact(string method, double logEvidence) => new()
    {
        Method = method,
        LogEvidence = logEvidence,
        StandardError = 0,
        EffectiveSamples = double.PositiveInfinity,
    };

    /// <summary>
    /// The estimate as "log Z = 244.23 +- 0.02 (MBAR)", rounded to one digit of the error, two where it begins with 1.
    /// </summary>
    public override string ToString() => $"log Z = {new ValueWithError(LogEvidence, StandardError)} ({Method})";
}
