namespace BayesMeasure.Inference;

/// <summary>Why an inference ended where it did.</summary>
public enum StopKind
{
    /// <summary>The answer is exact: there was nothing to wait for.</summary>
    Exact,

    /// <summary>All sweeps were done.</summary>
    Sweeps,

    /// <summary>The wanted standard error of log Z was reached.</summary>
    StandardError,

    /// <summary>The wanted number of effective samples was reached.</summary>
    EffectiveSamples,

    /// <summary>The time budget was spent.</summary>
    TimeBudget,

    /// <summary>The run was cancelled.</summary>
    Cancelled,

    /// <summary>The model failed.</summary>
    Failed,
}
