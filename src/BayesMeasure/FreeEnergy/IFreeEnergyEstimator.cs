using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>A way of making a free energy with its error out of a replica-exchange run.</summary>
public interface IFreeEnergyEstimator
{
    /// <summary>Estimates log Z(beta = 1), where log Z(beta = 0) = 0 since the prior is normalised.</summary>
    /// <param name="traces">The log likelihoods of the run, without its burn-in.</param>
    FreeEnergyEstimate Estimate(LogLikelihoodTraces traces);
}
