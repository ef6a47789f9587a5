using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.PosteriorDatabase;

/// <summary>A posterior with gold-standard draws, up to a constant of its evidence.</summary>
/// <param name="Name">The name of the posterior.</param>
/// <param name="Prior">The priors of the sampled parameters.</param>
/// <param name="LogLikelihood">The log likelihood, and the log of what the priors leave out.</param>
/// <param name="ToReference">The reference's parameters, in its order, from the sampled ones.</param>
internal sealed record ReferenceModel(
    string Name, Prior Prior, Func<ReadOnlySpan<double>, double> LogLikelihood, Func<double[], double[]> ToReference)
{
    public LogLikelihoodTarget Target => new(Prior, LogLikelihood);
}
