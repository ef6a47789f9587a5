namespace BayesMeasure.Batch.Tests.Protocol;

/// <summary>A clock that moves when it is told to.</summary>
internal sealed class VirtualClock : TimeProvider
{
    /// <summary>What it shows.</summary>
    public TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
