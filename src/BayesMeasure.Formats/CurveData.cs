namespace BayesMeasure.Formats;

/// <summary>
/// The points of a curve as they stand in a file, and what was decided on the way. NaN stands for a value that is missing.
/// </summary>
/// <param name="X">Where was measured.</param>
/// <param name="Y">What was measured: as many values.</param>
public sealed record CurveData(double[] X, double[] Y)
{
    /// <summary>The standard deviation of each y, as many; null where the file does not tell.</summary>
    public double[]? Sigma { get; init; }

    /// <summary>What x is. Default: "x".</summary>
    public string XName { get; init; } = "x";

    /// <summary>What y is. Default: "y".</summary>
    public string YName { get; init; } = "y";

    /// <summary>The unit of x; null where the file does not tell.</summary>
    public string? XUnit { get; init; }

    /// <summary>The unit of y; null where the file does not tell.</summary>
    public string? YUnit { get; init; }

    /// <summary>The line of each point, from 1, for messages; null where the file has no lines for them.</summary>
    public int[]? Lines { get; init; }

    /// <summary>What was decided while the curve was read: a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
