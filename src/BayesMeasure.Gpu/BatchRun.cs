using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Gpu;

/// <summary>What became of one posterior of a batch.</summary>
/// <param name="Index">Its position in the batch, from 0.</param>
/// <param name="Posterior">What was asked.</param>
/// <param name="Result">What was found; where the run failed, what was recorded before, or null when that is too little.</param>
/// <param name="Failure">Why the run failed; null when it did not.</param>
public sealed record BatchRun(int Index, Posterior Posterior, Result? Result, SamplingException? Failure);
