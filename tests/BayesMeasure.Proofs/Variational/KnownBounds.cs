using BayesMeasure.Linear;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Variational;
using BayesMeasure.Proofs.Evidence;
using BayesMeasure.Proofs.Linear;

namespace BayesMeasure.Proofs.Variational;

/// <summary>A posterior with derivatives whose log Z is known.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Target">What is asked.</param>
/// <param name="LogEvidence">log Z.</param>
/// <param name="Error">Its error; 0 where it is exact.</param>
internal sealed record KnownBound(string Name, ITarget Target, double LogEvidence, double Error = 0);

/// <summary>Twelve conjugate posteriors, known exactly, and six spectra, known by two or more independent routes.</summary>
internal static class KnownBounds
{
    public static IEnumerable<KnownBound> Conjugate =>
    [
        Quadratic(2, 0.3), Quadratic(5, 0.6), Quadratic(10, 0.8), Quadratic(5, 0.95),
        OfOne(ConjugateCounts.Poisson("12 counts", 2, 0.5, 3, 5, 4), rate => 12 / rate - 3),
        OfOne(ConjugateCounts.Poisson("no count", 2, 0.5, 0, 0), _ => -2),
        OfOne(ConjugateCounts.Binomial("7 of 10", 2, 2, 7, 10), share => 7 / share - 3 / (1 - share)),
        OfOne(ConjugateCounts.Binomial("0 of 20", 1, 1, 0, 20), share => -20 / (1 - share)),
        OfOne(ConjugateCounts.Edge("inside", 2, 0.5, 5), amplitude => (2 - amplitude) / 0.25),
        OfOne(ConjugateCounts.Edge("at the edge", -1, 0.5, 5), amplitude => (-1 - amplitude) / 0.25),
        Solved("cubic, known noise", ConjugateProblem.WithNormalPriors),
        Solved("cubic, unknown noise", ConjugateProblem.WithUnknownNoise),
    ];

    public static IEnumerable<KnownBound> Spectra =>
    [
        new("NSO-3, K = 1", Nso3.WithPeaks(1), 49.185, 0.02),
        new("NSO-3, K = 2", Nso3.WithPeaks(2), 147.551, 0.02),
        new("NSO-3, K = 3", Nso3.WithPeaks(3), 244.226, 0.02),
        new("SNR 10, K = 4", FiveGaussians.At(10, 4), 215.24, 0.01),
        new("SNR 300, K = 4", FiveGaussians.At(300, 4), 887.862, 0.01),
        new("SNR 300, K = 5", FiveGaussians.At(300, 5), 1181.477, 0.01),
    ];

    private static KnownBound Quadratic(int dimension, double common)
    {
        QuadraticLikelihood problem = new(dimension, common, seed: 7);
        return new(FormattableString.Invariant($"{dimension} normal, {common}"), problem.Target, problem.LogEvidence);
    }

    private static KnownBound Solved(string name, Posterior posterior)
    {
        var exact = new ConjugateLinear { Draws = 2 };
        Inference.FreeEnergyEstimate solved = Inference.InferenceExtensions.Run(exact, posterior).FreeEnergy;
        return new(name, posterior, solved.LogEvidence, solved.StandardError);
    }

    /// <summary>A problem of one parameter with its derivative.</summary>
    private static KnownBound OfOne(EvidenceProblem problem, Func<double, double> derivative)
    {
        double LogLikelihood(ReadOnlySpan<double> values)
        {
            ITargetState state = problem.Target.CreateState();
            state.Set(values);
            return state.LogLikelihood;
        }

        Parameter only = problem.Target.Parameters[0];
        var target = new LogLikelihoodTarget(
            new Prior { [only.Name] = only.Prior },
            LogLikelihood,
            (values, gradient) =>
            {
                gradient[0] = derivative(values[0]);
                return LogLikelihood(values);
            });
        return new(problem.Name, target, problem.LogEvidence);
    }
}
