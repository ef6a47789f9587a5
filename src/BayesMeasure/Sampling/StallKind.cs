namespace BayesMeasure.Sampling;

/// <summary>What stood still in a run.</summary>
public enum StallKind
{
    /// <summary>No replica travelled from the prior to the posterior and back.</summary>
    NoRoundTrip,

    /// <summary>Two neighbouring rungs never exchanged their replicas.</summary>
    NoExchange,

    /// <summary>A parameter kept one value throughout a chain.</summary>
    NeverMoved,

    /// <summary>A parameter kept its value in more than 99 of 100 sweeps of a chain.</summary>
    HardlyMoved,
}
