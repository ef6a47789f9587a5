namespace BayesMeasure.Optimization.Modes;

/// <summary>An exchange that is to be tried.</summary>
/// <param name="From">The mode.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="Vacancies">Where each component of the mode could stand instead.</param>
internal sealed record PlannedExchange(FoundMode From, ComponentExchange Exchange, ModeVacancies Vacancies);
