namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// Code of a user that works so many times, in whatever thread, and fails from then on: by an exception whose message fails, too,
/// where that is asked for.
/// </summary>
/// <param name="times">How often it works.</param>
/// <param name="isMute">Whether the message of the exception throws.</param>
internal sealed class Fuse(long times, bool isMute = false)
{
    private long calls;

    /// <summary>How often it was called.</summary>
    public long Calls => Volatile.Read(ref calls);

    /// <summary>Whether it has failed.</summary>
    public bool IsBlown => Calls > times;

    /// <summary>Counts a call, and fails when there were too many.</summary>
    public void Burn()
    {
        if (Interlocked.Increment(ref calls) > times)
        {
            throw new BlownException(isMute);
        }
    }

    /// <summary>What it throws.</summary>
    internal sealed class BlownException(bool isMute) : Exception
    {
        public override string Message => isMute ? throw new InvalidOperationException("No words.") : "The fuse has blown.";
    }
}
