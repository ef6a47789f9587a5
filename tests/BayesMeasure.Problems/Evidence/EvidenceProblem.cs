using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Evidence;

/// <summary>A question whose evidence is known.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Target">What is asked.</param>
/// <param name="LogEvidence">log Z: exact, or by quadrature to far more digits than a sampler gives.</param>
public sealed record EvidenceProblem(string Name, ITarget Target, double LogEvidence)
{
    /// <summary>A question of priors and a log likelihood.</summary>
    public EvidenceProblem(string name, Prior prior, Func<ReadOnlySpan<double>, double> logLikelihood, double logEvidence)
        : this(name, new LogLikelihoodTarget(prior, logLikelihood), logEvidence)
    {
    }

    /// <summary>A uniform prior over a cube: x1 to xd.</summary>
    public static Prior Cube(int dimension, double minimum, double maximum) =>
        new Prior { ["x"] = Prior.Uniform(minimum, maximum) }.Repeat(dimension);
}
