namespace BayesMeasure.Amortized.Report;

/// <summary>How a network is examined. Immutable; changed by <c>with</c>.</summary>
public sealed record ReportOptions
{
    /// <summary>The number of simulated curves, none of which it learnt from. 200 by default; at least 10.</summary>
    public int Curves { get; init; } = 200;

    /// <summary>
    /// The number of these that a referee judges where evidence is no formula; all are judged where it is. 0 by default.
    /// </summary>
    public int Refereed { get; init; }

    /// <summary>The number of structures that are drawn of each curve, and of parameters. 256 by default; at least 20.</summary>
    public int Draws { get; init; } = 256;

    /// <summary>The seed of curves and draws. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    internal ReportOptions RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Curves, 10);
        ArgumentOutOfRangeException.ThrowIfNegative(Refereed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Refereed, Curves);
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 20);
        return this;
    }
}
