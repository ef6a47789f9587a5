namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>What <see cref="CpuAgreement"/> measured.</summary>
internal sealed record AgreementFigures
{
    /// <summary>The number of data sets.</summary>
    public required int DataSets { get; init; }

    /// <summary>The differences of log Z.</summary>
    public required Pulls LogEvidence { get; init; }

    /// <summary>The differences of all posterior means.</summary>
    public required Pulls Means { get; init; }
}
