namespace BayesMeasure.Linear;

/// <summary>How a probability of selection changes with the data: a curve by formula, and points by simulation.</summary>
/// <param name="Name">What tells the curve from others, such as "b/σ = 0.3".</param>
/// <param name="Formula">The curve, by rising X.</param>
/// <param name="Simulated">The points, each with its standard error; may be empty.</param>
public sealed record SelectionCurve(
    string Name, IReadOnlyList<SelectionPoint> Formula, IReadOnlyList<SelectionPoint> Simulated);
