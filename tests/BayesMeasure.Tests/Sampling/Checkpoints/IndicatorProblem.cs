using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>Every kind of coordinate, indicators among them.</summary>
internal static class IndicatorProblem
{
    public static Prior Prior => new()
    {
        ["location"] = Normal(0, 2),
        ["scale"] = Gamma(3, 2),
        ["share"] = Beta(2, 3),
        ["switch"] = Bernoulli(0.3),
        ["kind"] = Categorical(1, 2, 1),
    };

    public static LogLikelihoodTarget Create(double factor = 1) => new(Prior, values => factor * LogLikelihood(values));

    public static double LogLikelihood(ReadOnlySpan<double> p)
    {
        double distance = p[0] - 1.3 * p[4] + p[3];
        return -8 * distance * distance - 20 * (p[1] - 0.5) * (p[1] - 0.5) - 3 * Math.Log(p[2] + p[1]);
    }
}
