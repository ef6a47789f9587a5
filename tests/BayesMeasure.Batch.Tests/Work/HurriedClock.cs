namespace BayesMeasure.Batch.Tests.Work;

/// <summary>A clock by which a minute goes by whenever it is asked, and which beats every few milliseconds.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);

    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref now, TimeSpan.TicksPerMinute);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Beat, Beat);
}
