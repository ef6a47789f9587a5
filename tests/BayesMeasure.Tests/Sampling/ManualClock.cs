namespace BayesMeasure.Tests.Sampling;

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void GoOn(TimeSpan time) => ticks += time.Ticks;
}
