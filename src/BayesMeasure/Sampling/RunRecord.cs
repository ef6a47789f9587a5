using BayesMeasure.Explorers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>What a run writes down: the draws at beta = 1, and the log likelihood at every rung.</summary>
internal sealed class RunRecord
{
    private readonly ITarget target;
    private readonly ReplicaExchangeOptions options;
    private readonly int[] looks;
    private Draws? draws;
    private LogLikelihoodTraces? traces;
    private IndexProcess? walkers;
    private double[] byRung = [];
    private int room;

    public RunRecord(ITarget target, ReplicaExchangeOptions options)
    {
        this.target = target;
        this.options = options;
        looks = Looks.Of(options.Sweeps);
    }

    /// <summary>The recorded sweeps of each chain.</summary>
    public int Sweeps { get; private set; }

    /// <summary>Whether enough was recorded to make a result of.</summary>
    public bool HasResult => Sweeps >= 2;

    /// <summary>All draws so far.</summary>
    public Draws Draws
    {
        get
        {
            draws!.Complete(Sweeps);
            return draws;
        }
    }

    /// <summary>The paths of all walkers so far.</summary>
    public IndexProcess Walkers
    {
        get
        {
            walkers!.Complete(Sweeps);
            return walkers;
        }
    }

    /// <summary>The log likelihoods so far.</summary>
    public LogLikelihoodTraces Traces => traces!.First(Sweeps);

    /// <summary>Prepares the record, once the ladder is final.</summary>
    public void Begin(TemperatureLadder ladder)
    {
        room = looks[0];
        byRung = new double[ladder.Count];
        draws = new(target.Parameters, options.Chains, room);
        traces = new(ladder.InverseTemperatures, options.Chains, room);
        walkers = new(options.Chains, ladder.Count);
        walkers.Grow(room);
    }

    /// <summary>Writes down a sweep.</summary>
    public void Add(Population population)
    {
        for (int chain = 0; chain < population.Chains; chain++)
        {
            for (int rung = 0; rung < byRung.Length; rung++)
            {
                byRung[rung] = population[chain, rung].LogLikelihood;
            }

            Replica coldest = population[chain, byRung.Length - 1];
            Add(chain, coldest.Values, coldest.LogPrior, byRung, population.WalkersOf(chain));
        }

        EndSweep();
    }

    /// <summary>Writes down one chain of the next sweep, which <see cref="EndSweep"/> completes.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="point">The point at beta = 1.</param>
    /// <param name="logPrior">Its log prior density.</param>
    /// <param name="logLikelihoods">The log likelihood at each rung.</param>
    /// <param name="walkersByRung">The walker at each rung.</param>
    public void Add(
        int chain,
        ReadOnlySpan<double> point,
        double logPrior,
        ReadOnlySpan<double> logLikelihoods,
        ReadOnlySpan<int> walkersByRung)
    {
        GrowIfFull();
        draws!.Record(chain, Sweeps, point, logLikelihoods[^1], logPrior);
        for (int rung = 0; rung < logLikelihoods.Length; rung++)
        {
            traces!.Record(chain, rung, Sweeps, logLikelihoods[rung]);
        }

        walkers!.Record(chain, Sweeps, walkersByRung);
    }

    /// <summary>Completes a sweep of which every chain was written down.</summary>
    public void EndSweep() => Sweeps++;

    /// <summary>
    /// The free energies that can be asked whether they agree, the one to quote first. Thermodynamic integration is not among
    /// them: its quadrature error is not in its error bar.
    /// </summary>
    public FreeEnergyEstimate[] UnbiasedEstimates()
    {
        IFreeEnergyEstimator[] estimators = [new MultistateBennett(), SteppingStone.Forward, SteppingStone.Reverse];
        return [.. estimators.Select(estimator => estimator.Estimate(Traces))];
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
        }

        double[] point = new double[target.Parameters.Count];
        int[] walkersByRung = new int[ladder.Count];
        for (int row = 0; row < rows; row++)
        {
            if (stream.IsReading)
            {
                GrowIfFull();
                Sweeps++;
            }

            for (int chain = 0; chain < options.Chains; chain++)
            {
                TransferDraw(stream, chain, row, point);
                TransferRungs(stream, chain, row, walkersByRung);
            }
        }
    }

    /// <summary>Draws, free energies and warnings, from all that was recorded so far.</summary>
    /// <param name="inverseTemperatures">The ladder.</param>
    /// <param name="rejections">The mean rejection probability between each rung and the next.</param>
    /// <param name="search">What was found beyond beta = 1.</param>
    /// <param name="watch">Why the run ended.</param>
    public Result ToResult(
        TemperatureLadder inverseTemperatures, double[] rejections, HiddenModeSearch search, StoppingWatch watch)
    {
        FreeEnergyEstimate[] estimates = UnbiasedEstimates();
        var ladder = new LadderReport(inverseTemperatures.InverseTemperatures, rejections, Walkers);
        Stall[] stalls = [.. Stalls.Of(Draws, ladder)];
        HiddenMode? hidden = search.MissedBy(Draws);
        bool agree = FreeEnergyAgreement.Of(estimates).Holds;
        return new()
        {
            Target = target,
            Draws = Draws,
            FreeEnergy = estimates[0],
            FreeEnergies = [.. estimates, new ThermodynamicIntegration().Estimate(Traces)],
            EstimatesAgree = agree,
            LogLikelihoods = Traces,
            Ladder = ladder,
            Seed = options.Seed,
            Stalls = stalls,
            HiddenMode = hidden,
            StopReason = watch.Reason!,
            Warnings = [.. RunWarnings.Of(ladder, stalls, agree ? [] : estimates, watch.HasCutBurnIn, hidden, target.Parameters)],
        };
    }

    /// <summary>
    /// Makes room up to the next check: a run that may take a million sweeps but stops after a thousand needs no more.
    /// </summary>
    private void GrowIfFull()
    {
        if (Sweeps < room)
        {
            return;
        }

        room = looks.First(point => point > Sweeps);
        draws!.Grow(room);
        traces!.Grow(room);
        walkers!.Grow(room);
    }

    private void TransferDraw(StateStream stream, int chain, int row, double[] point)
    {
        Draws[chain, row].CopyTo(point);
        double logLikelihood = Draws.LogLikelihood(chain, row);
        double logPrior = Draws.LogPrior(chain, row);
        stream.Numbers(point);
        stream.Number(ref logLikelihood);
        stream.Number(ref logPrior);
        Draws.Record(chain, row, point, logLikelihood, logPrior);
    }

    private void TransferRungs(StateStream stream, int chain, int row, int[] walkersByRung)
    {
        for (int rung = 0; rung < walkersByRung.Length; rung++)
        {
            double logLikelihood = traces![chain, rung][row];
            stream.Number(ref logLikelihood);
            traces.Record(chain, rung, row, logLikelihood);
            walkersByRung[rung] = Walkers[chain, row][rung];
        }

        stream.SmallNumbers(walkersByRung);
        walkers!.Record(chain, row, walkersByRung);
    }
}
