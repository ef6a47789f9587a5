using System.Runtime.ExceptionServices;

namespace BayesMeasure.Sampling;

/// <summary>
/// Threads that stay ready between sweeps. A sweep takes some tens of microseconds, so handing its work to a thread pool
/// each time would cost as much as the work; these threads spin for it.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly int members;
    private readonly Thread[] threads;
    private readonly Lock failureLock = new();
    private Action<int> work = static _ => { };
    private int items;
    private int generation;
    private int unfinished;
    private Exception? failure;
    private int failedItem;
    private volatile bool disposed;

    /// <param name="members">The number of threads, the caller's own included.</param>
    public WorkerTeam(int members)
    {
        this.members = members;
        threads = new Thread[members - 1];
        for (int member = 1; member < members; member++)
        {
            int own = member;
            threads[member - 1] = new Thread(() => Serve(own)) { IsBackground = true, Name = $"BayesMeasure replicas {own}" };
            threads[member - 1].Start();
        }
    }

    /// <summary>Does all items of work and returns when they are done. The failure of the lowest item is rethrown here.</summary>
    /// <param name="items">The number of items of work.</param>
    /// <param name="work">What is done with each item.</param>
    public void Run(int items, Action<int> work)
    {
        this.items = items;
        this.work = work;
        Volatile.Write(ref unfinished, members - 1);
        Interlocked.Increment(ref generation);
        DoShare(0);
        var wait = new SpinWait();
        while (Volatile.Read(ref unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        Interlocked.Increment(ref generation);
        foreach (Thread thread in threads)
        {
            thread.Join();
        }
    }

    private void Serve(int member)
    {
        int seen = 0;
        while (true)
        {
            var wait = new SpinWait();
            while (Volatile.Read(ref generation) == seen)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            seen++;
            if (disposed)
            {
                return;
            }

            DoShare(member);
            Interlocked.Decrement(ref unfinished);
        }
    }

    /// <summary>Every member takes each members-th item, so that cheap and dear rungs are shared evenly.</summary>
    private void DoShare(int member)
    {
        int item = member;
        try
        {
            for (; item < items; item += members)
            {
                work(item);
            }
        }
        catch (Exception exception)
        {
            Remember(item, exception);
        }
    }

    /// <summary>Of several failures the one of the lowest item counts, whichever thread was faster.</summary>
    private void Remember(int item, Exception exception)
    {
        lock (failureLock)
        {
            if (failure is null || item < failedItem)
            {
                (failure, failedItem) = (exception, item);
            }
        }
    }
}
