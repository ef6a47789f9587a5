using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// A way of making log Z out of draws of the posterior and of a reference q beside it, without a ladder. It judges its own
/// fitness: <see cref="FreeEnergyEstimate.Fitness"/> is never null.
/// </summary>
internal interface IReferenceEstimator
{
    /// <summary>Estimates log Z with its error, and says whether it may be used.</summary>
    /// <param name="weights">The log weights of both kinds of draws.</param>
    FreeEnergyEstimate Estimate(ReferenceWeights weights);
}
