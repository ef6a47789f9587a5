using System.Numerics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>What a run writes down: the draws at beta = 1, and the log likelihood at every rung.</summary>
internal sealed class RunRecord
{
    /// <summary>The steps that take about a second: a run that is cancelled weighs so many draws still.</summary>
    private const long MostStepsUnheard = 1L << 29;

    private const string Unweighed = "the run was cancelled before its rungs were weighed against each other";

    private readonly ITarget target;
    private readonly ReplicaExchangeOptions options;
    private readonly ReferenceRun? reference;
    private readonly int[] looks;
    private TemperatureLadder? ladder;
    private ChainRecord[] chains = [];
    private double[] byRung = [];
    private Thinning thinning = new(int.MaxValue / 2);
    private int room;
    private int rows;

    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings of the run.</param>
    /// <param name="reference">What is fitted to the posterior; null for nothing.</param>
    public RunRecord(ITarget target, ReplicaExchangeOptions options, ReferenceRun? reference)
    {
        this.reference = reference;
        this.target = target;
        this.options = options;
        looks = Looks.Of(options);
    }

    /// <summary>The sweeps of each chain since recording began.</summary>
    public int Sweeps { get; private set; }

    /// <summary>Of how many of them one is kept.</summary>
    public int Stride { get; private set; } = 1;

    /// <summary>Whether enough was recorded to make a result of.</summary>
    public bool HasResult => rows >= 2;

    /// <summary>Whether recording has begun.</summary>
    public bool HasBegun => chains.Length > 0;

    /// <summary>The number of sweeps at which the run is next asked whether it ends.</summary>
    public int NextLook => looks.First(look => look > Sweeps);

    /// <summary>All draws that are kept so far.</summary>
    public Draws Draws => Draws.Sharing(
        target.Parameters,
        [.. chains.Select(chain => chain.Points)],
        [.. chains.Select(chain => chain.LogLikelihoods[^1])],
        [.. chains.Select(chain => chain.LogPriors)],
        rows);

    /// <summary>The paths of all walkers so far.</summary>
    public IndexProcess Walkers => new([.. chains.Select(chain => chain.Walkers)], byRung.Length, rows, Stride);

    /// <summary>The log likelihoods so far.</summary>
    public LogLikelihoodTraces Traces => LogLikelihoodTraces.Sharing(
        ladder!.InverseTemperatures, [.. chains.Select(chain => chain.LogLikelihoods)], rows);

    /// <summary>Prepares the record, once the ladder is final.</summary>
    public void Begin(TemperatureLadder final)
    {
        ladder = final;
        thinning = Thinning.Of(options, target.Parameters.Count, final.Count);
        room = Math.Min(looks[0], thinning.MostRows);
        byRung = new double[final.Count];
        chains = [.. Enumerable.Range(0, options.Chains).Select(_ => new ChainRecord(target.Parameters.Count, final.Count))];
        Array.ForEach(chains, chain => chain.Grow(room));
    }

    /// <summary>Writes down one chain of the next sweep; the last chain completes it.</summary>
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
        MakeRoom();
        bool isKept = Sweeps % Stride == 0;
        if (isKept)
        {
            chains[chain].Write(rows, point, logPrior, logLikelihoods, walkersByRung);
        }

        if (chain == chains.Length - 1)
        {
            Sweeps++;
            rows += isKept ? 1 : 0;
        }
    }

    /// <summary>What the estimators of log Z say of the draws so far, in the order in which they are preferred.</summary>
    /// <param name="cancellation">
    /// Ends what takes longer than a moment: what all rungs say of each other. Of the ladder nothing is then used.
    /// </param>
    public FreeEnergyVerdict Verdict(CancellationToken cancellation)
    {
        LogLikelihoodTraces traces = Traces;
        IFreeEnergyEstimator[] estimators = [SteppingStone.Forward, SteppingStone.Reverse, new ThermodynamicIntegration()];
        FreeEnergyEstimate[] others = [.. estimators.Select(estimator => estimator.Estimate(traces))];
        CancellationToken heard = MultistateSolution.StepsOf(traces) > MostStepsUnheard ? cancellation : default;
        try
        {
            var solution = MultistateSolution.Of(traces, heard);
            var tours = RegenerationTours.Of(traces, solution, Walkers, heard);
            return Verdict([MultistateBennett.Estimate(traces, solution, heard), .. others], tours);
        }
        catch (OperationCanceledException) when (heard.IsCancellationRequested)
        {
            return Verdict([.. others.Select(one => one.LeftOutSince(Unweighed))], new(double.NaN, double.NaN));
        }
    }

    /// <summary>The highest R-hat of the log likelihood at any rung.</summary>
    public double HighestRHat
    {
        get
        {
            LogLikelihoodTraces traces = Traces;
            return Enumerable.Range(0, traces.Rungs).Max(traces.RHatAt);
        }
    }

    private FreeEnergyVerdict Verdict(FreeEnergyEstimate[] ladder, RegenerationTours tours)
    {
        var travel = new WalkerTravel(Walkers);
        var highestRHat = new Lazy<double>(() => HighestRHat);
        return FreeEnergyVerdict.Of(
            ladder, reference?.Estimates(Draws) ?? [], new(travel.RoundTrips, travel.Restarts, tours, highestRHat));
    }

    /// <summary>Carries what is kept of the first sweeps, row by row.</summary>
    /// <param name="stream">Where to or from.</param>
    /// <param name="sweeps">The sweeps whose rows are carried.</param>
    /// <param name="final">The ladder, which is final when anything was recorded.</param>
    public void Transfer(StateStream stream, int sweeps, TemperatureLadder final)
    {
        if (stream.IsReading)
        {
            Begin(final);
        }

        TransferStride(stream, sweeps);
        double[] point = new double[target.Parameters.Count];
        int[] walkersByRung = new int[final.Count];
        for (int row = 0; row < Thinning.Rows(sweeps, Stride); row++)
        {
            if (stream.IsReading)
            {
                Sweeps = row * Stride;
                MakeRoom();
                rows++;
            }

            foreach (ChainRecord chain in chains)
            {
                Transfer(stream, chain, row, point, walkersByRung);
            }
        }

        Sweeps = stream.IsReading ? sweeps : Sweeps;
    }

    /// <summary>Draws, free energies and warnings, from all that was recorded so far.</summary>
    /// <param name="inverseTemperatures">The ladder.</param>
    /// <param name="rejections">The mean rejection probability between each rung and the next.</param>
    /// <param name="search">What was found beyond beta = 1.</param>
    /// <param name="watch">Why the run ended; at the latest now, where it is cancelled.</param>
    /// <param name="cancellation">Ends what takes longer than a moment.</param>
    public Result ToResult(
        TemperatureLadder inverseTemperatures,
        double[] rejections,
        HiddenModeSearch search,
        StoppingWatch watch,
        CancellationToken cancellation)
    {
        FreeEnergyVerdict verdict = Verdict(cancellation);
        if (verdict.Estimates.Any(IsUnweighed) && !watch.Reason!.IsPremature)
        {
            watch.HearOfCancellation(this);
        }

        var report = new LadderReport(inverseTemperatures.InverseTemperatures, rejections, Walkers);
        string advice = TravelAdvice.For(target, options.Explorer);
        Stall[] stalls = [.. Stalls.Of(Draws, report, advice)];
        string? doubt = DoubtOf(verdict, report, advice);
        HiddenMode? hidden = search.MissedBy(Draws);

        // To log Z of a reference nothing has to travel; the report says how many round trips there were.
        IEnumerable<Stall> told =
            verdict is { NeedsNoTravel: true, Doubt: null } ? stalls.Where(stall => stall.LowerRung is null) : stalls;
        return new()
        {
            Target = target,
            Draws = Draws,
            FreeEnergy = verdict.Quoted,
            FreeEnergies = verdict.Estimates,
            Doubt = verdict.Doubt,
            Seed = options.Seed,
            Report = new LadderRun
            {
                LogLikelihoods = Traces,
                Ladder = report,
                Stalls = stalls,
                SweepsPerDraw = Stride,
                Reference = reference?.Statement,
            },
            HiddenMode = hidden,
            StopReason = watch.Reason!,
            Warnings = [.. RunWarnings.Of(report, [.. told], doubt, watch.HasCutBurnIn, hidden, target.Parameters)],
        };
    }

    private static bool IsUnweighed(FreeEnergyEstimate estimate) => estimate.Fitness?.Text == Unweighed;

    /// <summary>Why log Z is undecided, and what helps, unless the stall of the ladder says it already.</summary>
    private static string? DoubtOf(FreeEnergyVerdict verdict, LadderReport ladder, string advice) => verdict switch
    {
        { Doubt: null } => null,
        { Doubt: Unweighed } => $"{Unweighed}.",
        { IsOfTravel: false } => $"{verdict.Doubt}. Use more sweeps or more rungs.",
        _ when ladder.RoundTrips > 0 => $"{verdict.Doubt}. {advice}",
        _ => $"{verdict.Doubt}.",
    };

    /// <summary>
    /// Makes room up to the next check: a run that may take a million sweeps but stops after a thousand needs no more. Where
    /// there is none left, every second row makes room for another.
    /// </summary>
    private void MakeRoom()
    {
        if (rows < room)
        {
            return;
        }

        if (rows < thinning.MostRows)
        {
            room = Math.Min(NextLook, thinning.MostRows);
            Array.ForEach(chains, chain => chain.Grow(room));
        }
        else if (Sweeps % Stride == 0)
        {
            Array.ForEach(chains, chain => chain.Halve(rows));
            rows = Thinning.Rows(rows, 2);
            Stride *= 2;
        }
    }

    /// <summary>
    /// A run that has gone on since the state that is carried may have thinned its rows since: one that is resumed does so at the
    /// same sweep, so that it comes to the same.
    /// </summary>
    private void TransferStride(StateStream stream, int sweeps)
    {
        int stride = Stride;
        stream.Number(ref stride);
        StateStream.Require(
            BitOperations.IsPow2(stride) ? stride : 0, thinning.StrideAt(sweeps), Thinning.MostStride, "sweeps a row");
        Stride = stride;
    }

    private void Transfer(StateStream stream, ChainRecord chain, int row, double[] point, int[] walkersByRung)
    {
        double logPrior = chain.Read(row, point, byRung, walkersByRung);
        double logLikelihood = byRung[^1];
        stream.Numbers(point);
        stream.Number(ref logLikelihood);
        stream.Number(ref logPrior);
        for (int rung = 0; rung < byRung.Length; rung++)
        {
            stream.Number(ref byRung[rung]);
        }

        stream.SmallNumbers(walkersByRung);
        StateStream.Require(walkersByRung.Max(), 0, walkersByRung.Length - 1, "as the number of a walker");
        chain.Write(row, point, logPrior, byRung, walkersByRung);
    }
}
