namespace BayesMeasure.Comparison;

/// <summary>
/// The level of the noise that a model finds best: the minimum of F(b), where &lt;sum r^2&gt;_b = n/b (Tokuda, Nagata and Okada,
/// JPSJ 86, 024001, 2017).
/// </summary>
public sealed record NoiseMinimum
{
    /// <summary>The free energy there, and the level.</summary>
    public required NoiseCurvePoint Point { get; init; }

    /// <summary>The standard error of the level: how far off the run may be from the true minimum.</summary>
    public required double NoiseLevelStandardError { get; init; }

    /// <summary>
    /// How well the data know the level: the standard deviation of sigma whose posterior is e^-F under a prior that is flat in
    /// ln sigma, from the curvature of F at the minimum.
    /// </summary>
    public required double NoiseLevelWidth { get; init; }

    /// <summary>The standard error of b = 1/sigma^2.</summary>
    public double PrecisionStandardError => 2 * Point.Precision * NoiseLevelStandardError / Point.NoiseLevel;

    /// <summary>
    /// Whether F rises on both sides within the ladder; if not, the minimum lies at a lower level than the run was made at.
    /// </summary>
    public required bool IsInside { get; init; }

    /// <summary>What forbids to quote these numbers, one sentence each; empty when nothing does.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
