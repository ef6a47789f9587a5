using BayesMeasure.GpuBenchmark.Measurements;

namespace BayesMeasure.GpuBenchmark.Reports;

/// <summary>All that was measured on one machine in one run.</summary>
internal sealed record BenchmarkReport
{
    /// <summary>Where and with what.</summary>
    public required Machine Machine { get; init; }

    /// <summary>How many facts of the conformance suite hold; all of them, or nothing was measured.</summary>
    public required int ConformanceFacts { get; init; }

    /// <summary>Many spectra, and one core beside them.</summary>
    public required BatchFigures Batch { get; init; }

    /// <summary>The share of the device's arithmetic; null where it was not measured.</summary>
    public required ArithmeticFigures? Arithmetic { get; init; }

    /// <summary>Many powder patterns.</summary>
    public required PowderFigures Powders { get; init; }

    /// <summary>How far GPU and CPU are apart.</summary>
    public required AgreementFigures Agreement { get; init; }
}
