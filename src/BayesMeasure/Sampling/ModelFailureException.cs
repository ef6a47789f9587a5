namespace BayesMeasure.Sampling;

/// <summary>Carries a failure of the user's model out of the threads; the run turns it into a <see cref="SamplingException"/>.</summary>
internal sealed class ModelFailureException(string message, Exception? inner = null) : Exception(message, inner);
