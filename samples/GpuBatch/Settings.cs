using BayesMeasure.CommandLine;
using BayesMeasure.Gpu;
using BayesMeasure.Sampling;

namespace GpuBatch;

/// <summary>What the user asks for.</summary>
public sealed record Settings
{
    /// <summary>The number of spectra; their noise has the seeds 0, 1, 2, ...</summary>
    public required int Spectra { get; init; }

    /// <summary>The numbers of peaks that are compared.</summary>
    public required ComponentRange Peaks { get; init; }

    /// <summary>How long is sampled, with which seed.</summary>
    public required ReplicaExchangeOptions Sampling { get; init; }

    /// <summary>Whether the CPU samples, whatever accelerators there are.</summary>
    public required bool UsesCpu { get; init; }

    /// <summary>The accelerator, and its precision.</summary>
    public required GpuOptions Gpu { get; init; }

    /// <summary>The folder that is written to.</summary>
    public required string Out { get; init; }

    /// <summary>Whether no progress is shown.</summary>
    public required bool Quiet { get; init; }
}
