using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Linear;

/// <summary>
/// Exact inference for models that are linear in their parameters: independent draws from the posterior, and the exact free
/// energy. It takes the same question as a sampler and gives the same <see cref="Result"/>.
/// </summary>
/// <remarks>
/// The noise is Gaussian. The priors are all normal (with noise of known level), or all uniform, with noise of known level or
/// of unknown level with a log-uniform prior. The bounds of uniform and log-uniform priors may be narrow: draws and free energy
/// keep to them. Where they cut off coefficients that are correlated, the free energy is found on randomly shifted lattices and
/// has a standard error; otherwise it is exact.
/// </remarks>
public sealed record ConjugateLinear : IInference
{
    /// <summary>The seed of the draws. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of independent chains that the draws are dealt out to. 4 by default; at least 1.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>The number of independent draws of each chain. 4,000 by default; at least 2.</summary>
    public int Draws { get; init; } = 4000;

    /// <summary>Solves a linear problem.</summary>
    /// <param name="target">What is asked: a <see cref="Posterior"/>.</param>
    /// <param name="cancellation">Ends the draws early.</param>
    /// <exception cref="NotSupportedException">
    /// The target is not a measured curve, its model is not linear in its parameters, or its priors are not of the kinds above;
    /// the message says which.
    /// </exception>
    /// <exception cref="SingularDesignException">The priors are flat, and the data do not determine all parameters.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Result Run(ITarget target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(Chains, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 2);
        var problem = new LinearProblem(target as Posterior ?? throw NoCurve(target));
        LinearPosterior solution = problem.Solve();
        FreeEnergyEstimate freeEnergy = problem.FreeEnergyOf(solution);
        return new()
        {
            Target = target,
            Draws = Draw(problem, solution, cancellation),
            FreeEnergy = freeEnergy,
            FreeEnergies = [freeEnergy],
            Seed = Seed,
            StopReason = new(StopKind.Exact, freeEnergy.StandardError > 0
                ? "The posterior is exact, log Z to its error; the draws are independent."
                : "The posterior and log Z are exact; the draws are independent."),
        };
    }

    private static NotSupportedException NoCurve(ITarget target) => new(
        $"Exact linear inference is about the Posterior of one measured curve, not about a {target.GetType().Name}. "
        + "Use ReplicaExchange.");

    private Draws Draw(LinearProblem problem, LinearPosterior solution, CancellationToken cancellation)
    {
        var draws = new Draws(problem.Parameters, Chains, Draws);
        for (int chain = 0; chain < Chains; chain++)
        {
            cancellation.ThrowIfCancellationRequested();
            FillChain(draws, chain, problem, solution);
        }

        draws.Complete(Draws);
        return draws;
    }

    private void FillChain(Draws draws, int chain, LinearProblem problem, LinearPosterior solution)
    {
        var random = new RandomStream(Seed, chain, replica: 0);
        ITargetState state = problem.CreateState();
        double[] point = new double[problem.Parameters.Count];
        for (int draw = 0; draw < Draws; draw++)
        {
            random.BeginSweep(draw);
            double logPrior = problem.Draw(solution, random, point);
            state.Set(point);
            draws.Record(chain, draw, point, state.LogLikelihood, logPrior);
        }
    }
}
