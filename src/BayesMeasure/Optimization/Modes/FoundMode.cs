namespace BayesMeasure.Optimization.Modes;

/// <summary>Where a search ended.</summary>
/// <param name="Values">One value an unknown.</param>
/// <param name="Height">The log density of the explored coordinates there, but for ln Z.</param>
/// <param name="Metric"><see cref="ModeClimb.Metric"/>; empty where it was not climbed to the top.</param>
/// <param name="Predicted"><see cref="ModeClimb.Predicted"/>; empty where it was not climbed to the top.</param>
/// <param name="IsTop"><see cref="ModeClimb.IsTop"/>.</param>
internal sealed record FoundMode(double[] Values, double Height, double[] Metric, PredictedRows Predicted, bool IsTop)
{
    /// <summary>Where a search ended that is not climbed any further.</summary>
    public FoundMode(double[] values, double height)
        : this(values, height, [], new([], []), IsTop: false)
    {
    }
}
