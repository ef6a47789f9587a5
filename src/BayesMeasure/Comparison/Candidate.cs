using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Comparison;

/// <summary>One model among several that could explain a measurement.</summary>
/// <param name="Name">The name of the model, such as "K = 3".</param>
/// <param name="Components">The number of repeated components; null when the candidates are not told apart by a number.</param>
/// <param name="Model">What a noise-free measurement would give.</param>
/// <param name="Noise">How measured values scatter about it.</param>
/// <param name="Prior">A rule for every parameter of the model and of the noise.</param>
public sealed record Candidate(string Name, int? Components, ForwardModel Model, NoiseModel Noise, Prior Prior)
{
    /// <summary>The posterior of this model, given a measurement.</summary>
    public Posterior Given(Measurement measurement) => new(measurement, Model, Noise, Prior);
}
