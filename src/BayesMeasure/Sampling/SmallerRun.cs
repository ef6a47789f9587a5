using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.References;

namespace BayesMeasure.Sampling;

/// <summary>
/// The run of the model with one component fewer, once it is over: its log Z and, by insertion, the odds between the two give
/// log Z of a component that is not needed, whose posterior no fitted density resembles.
/// </summary>
/// <param name="target">The model with one component more.</param>
/// <param name="seed">The seed of its run.</param>
/// <param name="end">Waits until the smaller run is over; null where nothing can be told from its result.</param>
internal sealed class SmallerRun(ITarget target, ulong seed, Func<Result?> end)
{
    /// <summary>A component that so much of log Z rests on is needed: where it stands, none that is inserted will be.</summary>
    private const double LargestLogOdds = 20;

    private readonly Lazy<(Result Result, InsertionSample Sample)?> known = new(() => end() is { } result
        && NestedTargets.Of(result.Target, target, result.Draws) is { } nested
            ? (result, new(nested, result.Draws, seed))
            : null);

    /// <summary>
    /// log Z of the smaller run and the odds of the two; null where one model is not the other with a component more.
    /// </summary>
    /// <param name="draws">Draws of the larger model, at inverse temperature 1.</param>
    /// <param name="expected">What its log Z is about; NaN where nothing is known.</param>
    /// <param name="highestRHat">The highest R-hat of ln L of these; null for what is usual.</param>
    public FreeEnergyEstimate? Estimate(Draws draws, double expected, double? highestRHat = null)
    {
        try
        {
            return known.Value is var (smaller, sample) && !(expected > smaller.FreeEnergy.LogEvidence + LargestLogOdds)
                ? Estimate(smaller, sample.Weights(draws), highestRHat)
                : null;
        }
        catch (Exception)
        {
            // What the run has found is worth more than a number beside it: the model failed where no replica has been.
            return null;
        }
    }

    private static FreeEnergyEstimate Estimate(Result smaller, InsertionWeights weights, double? highestRHat)
    {
        InsertionBridge odds = highestRHat is double highest ? InsertionBridge.Of(weights, highest) : InsertionBridge.Of(weights);
        return FreeEnergyEstimate.Exact(InsertionBridge.Name, smaller.FreeEnergy.LogEvidence + odds.LogRatio) with
        {
            StandardError = double.Hypot(smaller.FreeEnergy.StandardError, odds.StandardError),
            EffectiveSamples = odds.EffectiveSamples,
            Fitness = odds.Fitness,
        };
    }
}
