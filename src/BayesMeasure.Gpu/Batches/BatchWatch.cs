using BayesMeasure.Inference;

namespace BayesMeasure.Gpu.Batches;

/// <summary>Counts how far a batch has come, tells it about two hundred times, and hears whether it is cancelled.</summary>
/// <param name="total">The number of posteriors.</param>
/// <param name="sweepsOfRun">The most sweeps of each.</param>
/// <param name="progress">Who is told; null for nobody.</param>
/// <param name="cancellation">Ends the batch early.</param>
internal sealed class BatchWatch(int total, long sweepsOfRun, IProgress<InferenceProgress>? progress, CancellationToken cancellation)
{
    private const int Reports = 200;

    private readonly double all = (double)total * sweepsOfRun;
    private double done;
    private double next;
    private int finished;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Counts a sweep.</summary>
    /// <param name="runs">The posteriors that took part in it.</param>
    /// <returns>Whether it is time to tell, and to look who wants to end the batch.</returns>
    public bool Sweep(int runs)
    {
        done += runs;
        if (done < next)
        {
            return false;
        }

        next = done + all / Reports;
        return true;
    }

    /// <summary>Tells how far the batch has come.</summary>
    public void Report() => progress?.Report(Progress((long)Math.Min(done, all)));

    /// <summary>Counts a posterior that is done.</summary>
    public void Finish()
    {
        finished++;
        if (finished == total)
        {
            progress?.Report(Progress((long)all));
        }
    }

    /// <summary>All posteriors go on together, so that the part of each is that of all.</summary>
    private InferenceProgress Progress(long sweeps) => new(sweeps, (long)all, "sampling")
    {
        Count = total,
        Finished = finished,
        FractionOfAll = sweeps / all,
    };
}
