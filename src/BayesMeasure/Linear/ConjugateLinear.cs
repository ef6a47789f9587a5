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

    /// <inheritdoc/>
    public IInference WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>Says why it cannot solve a target.</summary>
    /// <param name="target">What is asked: a <see cref="Posterior"/>.</param>
    /// <returns>
    /// That the target is not a measured curve, its model is not linear in its parameters, or its noise or its priors are not of
    /// the kinds above; null when it can be solved.
    /// </returns>
    public string? RefusalOf(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Curves is [var curve]
            ? new LinearProblem(curve.Posterior).Refusal
            : $"Exact linear inference is about the Posterior of one measured curve, not about a {target.GetType().Name}. "
                + "Use ReplicaExchange.";
    }

    /// <summary>Solves linear problems. The report of a result is the exact <see cref="LinearPosterior"/>.</summary>
    /// <param name="targets">
    /// What is asked: each a <see cref="Posterior"/>; number i (from 0) is drawn with the seed Seed + i.
    /// </param>
    /// <param name="progress">Told when each is solved.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>
    /// The runs in order. One fails where the priors are flat and the data do not determine all parameters, and where the data
    /// put the parameters far outside the bounds of their priors.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no chain, or there are fewer than two draws.</exception>
    /// <exception cref="NotSupportedException">A target is refused; the message is that of <see cref="RefusalOf"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(Chains, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 2);
        return targets.Select((target, i) =>
        {
            InferenceRun run = (this with { Seed = Seed + (ulong)i }).Solve(i, target, cancellation);
            progress?.Report(new(1, 1, "solved") { Index = i, Count = targets.Count, Finished = i + 1 });
            return run;
        });
    }

    private InferenceRun Solve(int index, ITarget target, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (RefusalOf(target) is { } refusal)
        {
            throw new NotSupportedException(refusal);
        }

        try
        {
            var problem = new LinearProblem(target.Curves[0].Posterior);
            LinearPosterior solution = problem.Solve();
            FreeEnergyEstimate freeEnergy = problem.FreeEnergyOf(solution);
            Result result = new()
            {
                Target = target,
                Draws = Draw(problem, solution, cancellation),
                FreeEnergy = freeEnergy,
                FreeEnergies = [freeEnergy],
                Seed = Seed,
                Report = solution,
                StopReason = new(StopKind.Exact, freeEnergy.StandardError > 0
                    ? "The posterior is exact, log Z to its error; the draws are independent."
                    : "The posterior and log Z are exact; the draws are independent."),
            };
            return new(index, target, result, Failure: null);
        }
        catch (Exception fault) when (fault is NotSupportedException or SingularDesignException)
        {
            return new(index, target, Result: null, new(fault.Message, fault));
        }
    }

    private Draws Draw(LinearProblem problem, LinearPosterior solution, CancellationToken cancellation)
    {
        int parameters = problem.Parameters.Count;
        double[][] values = [.. Enumerable.Range(0, Chains).Select(_ => new double[Draws * parameters])];
        double[][] logLikelihoods = [.. values.Select(_ => new double[Draws])];
        double[][] logPriors = [.. values.Select(_ => new double[Draws])];
        for (int chain = 0; chain < Chains; chain++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new RandomStream(Seed, chain, replica: 0);
            ITargetState state = problem.CreateState();
            for (int draw = 0; draw < Draws; draw++)
            {
                random.BeginSweep(draw);
                Span<double> point = values[chain].AsSpan(draw * parameters, parameters);
                logPriors[chain][draw] = problem.Draw(solution, random, point);
                state.Set(point);
                logLikelihoods[chain][draw] = state.LogLikelihood;
            }
        }

        return new(problem.Parameters, values, logLikelihoods, logPriors);
    }
}
