using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>All that a run is in the middle of: where it is in its schedule, its chains, and its record.</summary>
internal sealed partial class RunState : ICheckpointed, IDisposable
{
    private readonly Action<RunState>? report;
    private readonly CancellationToken cancellation;
    private readonly CheckpointSeries? checkpoints;
    private bool wantsToEnd;
    private bool wasOver;

    /// <param name="index">The position of the target among those that are asked about.</param>
    /// <param name="target">What is sampled.</param>
    /// <param name="options">The settings, with the seed of this run.</param>
    /// <param name="report">Hears about two hundred times how far the run has come; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="ArgumentException">The stopping rule names a parameter that the target does not have.</exception>
    /// <exception cref="CheckpointException">
    /// Another run has the file of the checkpoint, or its folder cannot be written to.
    /// </exception>
    public RunState(
        int index,
        ITarget target,
        ReplicaExchangeOptions options,
        Action<RunState>? report = null,
        CancellationToken cancellation = default)
    {
        Index = index;
        Target = target;
        Modes = SearchedModes.NoneOf(target);
        Options = options;
        this.report = report;
        this.cancellation = cancellation;
        Sweeps = new((long)options.MostBurnInSweeps + options.MostSweeps);
        Population = new(target, options);
        Watch = new(target, options);
        Record = new(target, options, Population.Reference);
        Run = new(this);
        checkpoints = options.Checkpoint is { } file
            ? new(file, RunDescription.Of(target, () => options.Description), this)
            : null;
    }

    /// <summary>The position of the target among those that are asked about.</summary>
    public int Index { get; }

    /// <summary>What is sampled.</summary>
    public ITarget Target { get; }

    /// <summary>The settings.</summary>
    public ReplicaExchangeOptions Options { get; }

    /// <summary>The modes that were searched for; none by default.</summary>
    public SearchedModes Modes { get; init; }

    /// <summary>A state, as <see cref="ToBytes"/> gives it, that the run goes on from; null for one that begins.</summary>
    public byte[]? From { get; init; }

    /// <summary>What an engine sees of the run.</summary>
    public ReplicaRun Run { get; }

    /// <summary>The chains.</summary>
    public Population Population { get; }

    /// <summary>What tells the run to end, and why.</summary>
    public StoppingWatch Watch { get; }

    /// <summary>The record.</summary>
    public RunRecord Record { get; private set; }

    /// <summary>How far the run has come.</summary>
    public SweepCount Sweeps { get; }

    /// <summary>The part of the run that is done, from 0 to 1.</summary>
    public double Fraction => IsOver ? 1 : (double)Sweeps.All / Sweeps.Most;

    /// <summary>Why the run failed; null while it has not.</summary>
    public ModelFailureException? Failure { get; private set; }

    /// <summary>Whether somebody wants the run to end.</summary>
    public bool IsCancelled => wantsToEnd || cancellation.IsCancellationRequested;

    /// <summary>What ends the run early, for what takes long between two sweeps.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Whether nothing is recorded yet.</summary>
    public bool IsBurnIn => !Record.HasBegun;

    /// <summary>Whether the run has come to its end, before its time or not.</summary>
    public bool IsOver => Watch.Reason is not null;

    /// <summary>What was found, when the run is over; null where too little was recorded before it failed.</summary>
    public Result? Result { get; private set; }

    /// <inheritdoc/>
    public byte[] RecordedFrom { get; set; } = [];

    /// <inheritdoc/>
    public int RecordedSweeps => Record.Sweeps;

    /// <inheritdoc/>
    public int MostRecordedSweeps => Options.MostSweeps;

    /// <summary>Brings the run to where it was interrupted, if it was.</summary>
    /// <returns>Whether it was: otherwise it is to be started.</returns>
    /// <exception cref="CheckpointException">The file is damaged, or belongs to another run.</exception>
    public bool Resume()
    {
        try
        {
            double? restored = From is null ? null : Restore(From);
            return restored is not null || checkpoints?.Resume() == true;
        }
        catch (Exception failure) when (IsOfUser(failure))
        {
            Fail(ModelFailureException.During(this, "when the run was resumed", failure));
            return true;
        }
        finally
        {
            wasOver = IsOver;
        }
    }

    /// <summary>Sorts the draws from the prior that the run starts with; each must be where the data are possible.</summary>
    public void Start()
    {
        if (Failure is null && Population.IsPossible)
        {
            Population.Start(Modes);
        }
        else if (Failure is null)
        {
            Fail(ModelFailureException.OfStart(ReplicaRun.MostStartingDraws));
        }
    }

    /// <summary>Whether a round is over.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    public bool Ends(Round now)
    {
        if (Failure is not null || Watch.Ends(now, Sweeps.OfRound, Record, Modes, cancellation))
        {
            return true;
        }

        RequireGoing();
        if (IsCancelled)
        {
            Watch.HearOfCancellation(Record);
        }

        return IsCancelled;
    }

    /// <summary>Ends a run that was cancelled and has nothing to give back.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled before anything was recorded.</exception>
    public void RequireGoing()
    {
        if (IsCancelled && !Record.HasResult)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Whether the state is to be kept where all replicas have just been evaluated from scratch.</summary>
    public bool KeepsState(Round now) => checkpoints is not null || BeginsRecord(now);

    private bool BeginsRecord(Round now) => Sweeps.OfRound == 0 && !now.IsBurnIn;

    /// <summary>Keeps the state in which recording begins, from which it can be repeated, and the checkpoint.</summary>
    public void KeepState(Round now)
    {
        if (BeginsRecord(now))
        {
            RecordedFrom = ToBytes();
        }

        checkpoints?.Pass();
    }

    /// <summary>
    /// Writes down the end of a run that is over, so that running again takes the result from there, and tells of it.
    /// </summary>
    public void Finish()
    {
        if (Watch.Reason!.IsPremature)
        {
            return;
        }

        if (!wasOver)
        {
            Sweeps.EndRound();
            SaveEnd();
        }

        if (wasOver || Sweeps.All < Sweeps.Most)
        {
            Report();
        }
    }

    /// <summary>Makes a result of what was recorded.</summary>
    public void Conclude()
    {
        checkpoints?.Save();
        Do("when the result was made", MakeResult);
        if (Failure is not null && Result is null)
        {
            // What failed may have been a check beside the numbers, which a run that failed goes without.
            Do("when the result was made", MakeResult);
        }
    }

    private void MakeResult()
    {
        if (!Record.HasResult)
        {
            return;
        }

        Result found = Record.ToResult(Population.Ladder, Population.Rejections(), Population.Search, Watch, cancellation);
        Result result = Failure is null ? Modes.ComparedWith(found) : found;
        Result = result with
        {
            Report = LadderRun.Of(result) with
            {
                SinglePrecision = Run.SinglePrecision,
                Recorded = RecordedFrom.Length == 0 ? null : new(Options, RecordedFrom),
            },
            Warnings = [.. result.Warnings, .. Run.Warnings, .. checkpoints?.Warnings ?? []],
        };
    }

    /// <summary>Hands over what came of the run, and keeps nothing of its record.</summary>
    public InferenceRun Release()
    {
        InferenceException? failure = Failure is null ? null : new(Failure.Message, Failure.InnerException, Result);
        var run = new InferenceRun(Index, Target, Result, failure);
        Result = null;
        Record = new(Target, Options, Population.Reference);
        return run;
    }

    /// <inheritdoc/>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        Transfer(new StateWriter(writer));
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public double Restore(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        Transfer(new StateReader(reader));
        return Population.Evaluate(Sweeps.All);
    }

    /// <inheritdoc/>
    public void TransferRecord(StateStream stream, int rows) => Record.Transfer(stream, rows, Population.Ladder);

    /// <summary>Lets go of the file of the checkpoint.</summary>
    public void Dispose() => checkpoints?.Dispose();

    private void SaveEnd()
    {
        try
        {
            if (checkpoints is not null)
            {
                Population.Evaluate(Sweeps.All);
                checkpoints.Finish();
            }
        }
        catch (Exception failure) when (IsOfUser(failure))
        {
            Fail(ModelFailureException.During(this, "at the end", failure));
        }
    }

    /// <summary>Carries all but the record, which only grows.</summary>
    private void Transfer(StateStream stream)
    {
        Sweeps.Transfer(stream);
        Watch.Transfer(stream);
        Population.Transfer(stream);
    }
}
