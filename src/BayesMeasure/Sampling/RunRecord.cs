using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Posteriors;
using BayesMeasure.Results;

namespace BayesMeasure.Sampling;

/// <summary>What a run writes down: the draws at beta = 1, and the log likelihood at every rung.</summary>
internal sealed class RunRecord
{
    private readonly ITarget target;
    private readonly ReplicaExchangeOptions options;
    private Draws? draws;
    private LogLikelihoodTraces? traces;
    private int sweeps;

    public RunRecord(ITarget target, ReplicaExchangeOptions options)
    {
        this.target = target;
        this.options = options;
    }

    /// <summary>Whether enough was recorded to make a result of.</summary>
    public bool HasResult => sweeps >= 2;

    /// <summary>Makes room for all that will be recorded, once the ladder is final.</summary>
    public void Begin(TemperatureLadder ladder)
    {
        draws = new(target.Parameters, options.Chains, options.Sweeps);
        traces = new(ladder.InverseTemperatures, options.Chains, options.Sweeps);
    }

    public void Add(Population population)
    {
        for (int chain = 0; chain < population.Chains; chain++)
        {
            Replica coldest = population[chain, population.Ladder.Count - 1];
            draws!.Record(chain, sweeps, coldest.Values, coldest.LogLikelihood, coldest.LogPrior);
            for (int rung = 0; rung < population.Ladder.Count; rung++)
            {
                traces!.Record(chain, rung, sweeps, population[chain, rung].LogLikelihood);
            }
        }

        sweeps++;
    }

    /// <summary>Draws, free energies and warnings, from all that was recorded so far.</summary>
    public Result ToResult(LadderReport ladder)
    {
        draws!.Complete(sweeps);
        LogLikelihoodTraces recorded = sweeps == options.Sweeps ? traces! : traces!.First(sweeps);
        // Thermodynamic integration is not asked whether it agrees: its quadrature error is not in its error bar.
        IFreeEnergyEstimator[] unbiased = [new MultistateBennett(), SteppingStone.Forward, SteppingStone.Reverse];
        FreeEnergyEstimate[] estimates = [.. unbiased.Select(estimator => estimator.Estimate(recorded))];
        bool agree = FreeEnergyAgreement.Of(estimates).Holds;
        return new()
        {
            Target = target,
            Draws = draws,
            FreeEnergy = estimates[0],
            FreeEnergies = [.. estimates, new ThermodynamicIntegration().Estimate(recorded)],
            EstimatesAgree = agree,
            Ladder = ladder,
            Seed = options.Seed,
            IsPartial = sweeps < options.Sweeps,
            Warnings = [.. RunWarnings.Of(draws, ladder, agree ? [] : estimates)],
        };
    }
}
