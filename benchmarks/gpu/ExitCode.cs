namespace BayesMeasure.GpuBenchmark;

/// <summary>How the program ends.</summary>
internal enum ExitCode
{
    /// <summary>The engine conforms, and everything was measured.</summary>
    Done = 0,

    /// <summary>The engine does not conform, or it failed.</summary>
    Failed = 1,

    /// <summary>The arguments are wrong.</summary>
    BadArguments = 2,

    /// <summary>There is no GPU: nothing was measured.</summary>
    NoGpu = 3,
}
