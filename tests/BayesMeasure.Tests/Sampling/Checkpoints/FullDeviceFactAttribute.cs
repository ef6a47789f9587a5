namespace BayesMeasure.Tests.Sampling.Checkpoints;

/// <summary>A test that needs a disk that is always full; skipped, and said so, where the system has none.</summary>
internal sealed class FullDeviceFactAttribute : FactAttribute
{
    public const string Device = "/dev/full";

    public FullDeviceFactAttribute() => Skip = File.Exists(Device) ? null : $"There is no {Device} on this system.";
}
