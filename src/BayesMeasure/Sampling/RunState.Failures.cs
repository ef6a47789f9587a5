using BayesMeasure.Posteriors;
using BayesMeasure.Sampling.Checkpoints;

namespace BayesMeasure.Sampling;

/// <summary>What becomes of a run whose model, explorer or listener fails.</summary>
internal sealed partial class RunState
{
    /// <summary>Tells how far the run has come. Who hears it may end the run by throwing.</summary>
    public void Report()
    {
        try
        {
            report?.Invoke(this);
        }
        catch (OperationCanceledException)
        {
            wantsToEnd = true;
        }
        catch (Exception exception)
        {
            Fail(new(
                $"The report of the progress failed at sweep {Sweeps.All}: {TargetFault.MessageOf(exception)}", exception));
        }
    }

    /// <summary>The model failed: what was recorded before is all there is.</summary>
    public void Fail(ModelFailureException failure)
    {
        Failure = failure;
        Population.Reference?.GiveUp(failure.Message);
        Watch.HearOfFailure(Record, failure.Message);
    }

    /// <summary>
    /// Does a part of the run that calls code of the user; what it throws ends the run, which keeps what was recorded.
    /// </summary>
    /// <param name="stage">What is done, for the message: such as "between rounds of burn-in".</param>
    /// <param name="part">The part.</param>
    public void Do(string stage, Action part)
    {
        try
        {
            part();
        }
        catch (Exception failure) when (IsOfUser(failure))
        {
            Fail(ModelFailureException.During(this, stage, failure));
        }
    }

    /// <summary>Whether an exception is a failure of the user's code, rather than an end that was asked for.</summary>
    private bool IsOfUser(Exception exception) =>
        exception is not CheckpointException && !(exception is OperationCanceledException && IsCancelled);
}
