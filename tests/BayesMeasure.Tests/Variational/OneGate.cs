using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Variational;

/// <summary>
/// One gate with ln L = c g: the posterior odds are those of the prior times e^c, and a guide can have them exactly. A gate
/// that is relaxed at the temperature 1 has others: there the mean of g (1 - g) is 1/6 at even odds, where that of a sharp gate
/// is 1/4.
/// </summary>
internal static class OneGate
{
    /// <summary>The posterior.</summary>
    /// <param name="priorLogit">The logarithm of the prior odds.</param>
    /// <param name="gain">c.</param>
    public static LogLikelihoodTarget Target(double priorLogit, double gain) => new(
        new Prior { ["gate"] = Prior.Bernoulli(1 / (1 + Math.Exp(-priorLogit))) },
        values => gain * values[0],
        (values, gradient) =>
        {
            gradient[0] = gain;
            return gain * values[0];
        })
    { RelaxesIndicators = true };
}
