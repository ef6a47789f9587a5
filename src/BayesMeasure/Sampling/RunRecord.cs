using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Posteriors;
using BayesMeasure.Results;
using BayesMeasure.Sampling.Checkpoints;

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

    /// <summary>The recorded sweeps of each chain.</summary>
    public int Sweeps => sweeps;

    /// <summary>All draws so far.</summary>
    public Draws Draws
    {
        get
        {
            draws!.Complete(sweeps);
            return draws;
        }
    }

    /// <summary>The log likelihoods of all that was recorded so far.</summary>
    public LogLikelihoodTraces Traces => sweeps == options.Sweeps ? traces! : traces!.First(sweeps);

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

    /// <summary>Carries what was recorded in the first sweeps, row by row.</summary>
    /// <param name="stream">Where to or from.</param>
    /// <param name="rows">The sweeps that are carried.</param>
    /// <param name="ladder">The ladder, which is final when anything was recorded.</param>
    public void Transfer(StateStream stream, int rows, TemperatureLadder ladder)
    {
        if (stream.IsReading)
        {
            Begin(ladder);
            sweeps = rows;
        }

        double[] point = new double[target.Parameters.Count];
        for (int row = 0; row < rows; row++)
        {
            for (int chain = 0; chain < options.Chains; chain++)
            {
                TransferDraw(stream, chain, row, point);
                TransferLogLikelihoods(stream, chain, row);
            }
        }
    }

    /// <summary>Draws, free energies and warnings, from all that was recorded so far.</summary>
    public Result ToResult(LadderReport ladder)
    {
        LogLikelihoodTraces recorded = Traces;
        // Thermodynamic integration is not asked whether it agrees: its quadrature error is not in its error bar.
        IFreeEnergyEstimator[] unbiased = [new MultistateBennett(), SteppingStone.Forward, SteppingStone.Reverse];
        FreeEnergyEstimate[] estimates = [.. unbiased.Select(estimator => estimator.Estimate(recorded))];
        bool agree = FreeEnergyAgreement.Of(estimates).Holds;
        return new()
        {
            Target = target,
            Draws = Draws,
            FreeEnergy = estimates[0],
            FreeEnergies = [.. estimates, new ThermodynamicIntegration().Estimate(recorded)],
            EstimatesAgree = agree,
            Ladder = ladder,
            Seed = options.Seed,
            IsPartial = sweeps < options.Sweeps,
            Warnings = [.. RunWarnings.Of(Draws, ladder, agree ? [] : estimates)],
        };
    }

    private void TransferDraw(StateStream stream, int chain, int row, double[] point)
    {
        Draws[chain, row].CopyTo(point);
        double logLikelihood = Draws.LogLikelihood(chain, row);
        double logPrior = Draws.LogPrior(chain, row);
        stream.Numbers(point);
        stream.Number(ref logLikelihood);
        stream.Number(ref logPrior);
        draws!.Record(chain, row, point, logLikelihood, logPrior);
    }

    private void TransferLogLikelihoods(StateStream stream, int chain, int row)
    {
        for (int rung = 0; rung < traces!.Rungs; rung++)
        {
            double logLikelihood = traces[chain, rung][row];
            stream.Number(ref logLikelihood);
            traces.Record(chain, rung, row, logLikelihood);
        }
    }
}
