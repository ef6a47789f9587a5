using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;

namespace BayesMeasure.Posteriors;

/// <summary>One measurement among several that are explained together: see <see cref="JointPosterior"/>.</summary>
/// <param name="Name">The name by which the prior speaks of what is its own, such as "A" for "A.offset".</param>
/// <param name="Measurement">The measured curve.</param>
/// <param name="Model">What a noise-free measurement would give.</param>
/// <param name="Noise">How measured values scatter about it.</param>
public sealed record JointPart(string Name, Measurement Measurement, ForwardModel Model, NoiseModel Noise)
{
    /// <summary>The names of the parameters of the model and the noise, as these give them.</summary>
    internal IEnumerable<string> ParameterNames => [.. Model.ParameterNames, .. Noise.ParameterNames];
}
