namespace BayesMeasure.Gpu.Device;

/// <summary>How a step puts a replica at a point, of which all is evaluated from scratch: how a sweep begins.</summary>
internal enum StartKind
{
    /// <summary>It does not: it is a step of the explorers.</summary>
    None,

    /// <summary>Where the replica is.</summary>
    Here,

    /// <summary>At a draw from the prior, as at the hottest rung.</summary>
    Drawn,
}
