using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>Every kind of coordinate, indicators among them, and two components that are alike.</summary>
internal static class IndicatorProblem
{
    public static Prior Prior => new Prior
    {
        ["location"] = Prior.Normal(0, 2),
        ["scale"] = Prior.Gamma(3, 2),
    }.Repeat(2) + new Prior
    {
        ["share"] = Prior.Beta(2, 3),
        ["switch"] = Prior.Bernoulli(0.3),
        ["kind"] = Prior.Categorical(1, 2, 1),
    };

    public static LogLikelihoodTarget Create(double factor = 1) => new(Prior, values => factor * LogLikelihood(values));

    public static double LogLikelihood(ReadOnlySpan<double> p)
    {
        double distance = p[0] + p[2] - 1.3 * p[6] + p[5];
        return -8 * distance * distance - p[0] * p[2] * p[0] * p[2] - 20 * (p[1] * p[3] - 0.5) * (p[1] * p[3] - 0.5)
            - 3 * Math.Log(p[4] + p[1] + 0.1);
    }
}
