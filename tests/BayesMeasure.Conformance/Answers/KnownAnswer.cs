using BayesMeasure.Posteriors;

namespace BayesMeasure.Conformance.Answers;

/// <summary>A question whose answer is known: exact, or by quadrature to far more digits than a sampler gives.</summary>
/// <param name="Posterior">What is asked.</param>
/// <param name="LogEvidence">log Z with all constants.</param>
/// <param name="Means">The posterior means, one an unknown.</param>
/// <param name="StandardDeviations">The posterior standard deviations, one an unknown.</param>
public sealed record KnownAnswer(
    Posterior Posterior, double LogEvidence, IReadOnlyList<double> Means, IReadOnlyList<double> StandardDeviations)
{
    /// <summary>Where the data say nothing, the posterior is the prior.</summary>
    /// <param name="posterior">What is asked.</param>
    /// <param name="logLikelihood">The log likelihood, the same everywhere.</param>
    public static KnownAnswer OfPrior(Posterior posterior, double logLikelihood) => new(
        posterior,
        logLikelihood,
        [.. posterior.Parameters.Select(parameter => parameter.Prior.Mean)],
        [.. posterior.Parameters.Select(parameter => parameter.Prior.StandardDeviation)]);
}
