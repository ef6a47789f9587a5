namespace BayesMeasure.GpuBenchmark.Measurements;

/// <summary>What <see cref="SpectraBatch"/> measured.</summary>
internal sealed record BatchFigures
{
    /// <summary>The number of spectra.</summary>
    public required int Spectra { get; init; }

    /// <summary>The number of posteriors: one for each spectrum and number of peaks.</summary>
    public required int Posteriors { get; init; }

    /// <summary>The seconds of the first batch, in which everything is compiled.</summary>
    public required double SecondsOfFirstRun { get; init; }

    /// <summary>The seconds of a later batch, from the posteriors to their results.</summary>
    public required Spread Seconds { get; init; }

    /// <summary>The seconds that one core of the CPU takes for as many posteriors, in seconds of the batch beside it.</summary>
    public required Spread TimesOneCore { get; init; }

    /// <summary>The standard error of log Z that was asked for.</summary>
    public required double WantedError { get; init; }

    /// <summary>The largest standard error of log Z of the last batch.</summary>
    public required double LargestError { get; init; }

    /// <summary>How many posteriors of the last batch have a larger error than was asked for.</summary>
    public required int ErrorsAboveWanted { get; init; }
}
