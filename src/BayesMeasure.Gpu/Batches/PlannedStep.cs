using BayesMeasure.Explorers;
using BayesMeasure.Gpu.Device;

namespace BayesMeasure.Gpu.Batches;

/// <summary>One step of a sweep.</summary>
/// <param name="Kind">The kind of its moves.</param>
/// <param name="Period">It is made in every so many-th sweep.</param>
/// <param name="Explorer">Whose step it is.</param>
internal sealed record PlannedStep(MoveKind Kind, int Period, Explorer Explorer);
