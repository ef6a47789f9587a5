namespace BayesMeasure.Batch.Protocol;

/// <summary>What is read of each curve, as the options of the same names say.</summary>
internal sealed record PlannedReading
{
    /// <summary>The smallest x.</summary>
    public double? From { get; init; }

    /// <summary>The largest x.</summary>
    public double? To { get; init; }

    /// <summary>How many neighbouring points become one.</summary>
    public int Bin { get; init; } = 1;

    /// <summary>The column of x, by name or number.</summary>
    public string? X { get; init; }

    /// <summary>The column of y.</summary>
    public string? Y { get; init; }

    /// <summary>The column of the standard deviations.</summary>
    public string? Sigma { get; init; }

    /// <summary>Whether standard deviations are left out.</summary>
    public bool WithoutSigma { get; init; }
}
