namespace BayesMeasure.Optimization.Modes;

/// <summary>An exchange that is to be tried.</summary>
/// <param name="From">The mode.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="Settled">For each component of the mode, whether there is no other place for it.</param>
internal sealed record PlannedExchange(FoundMode From, ComponentExchange Exchange, bool[] Settled);
