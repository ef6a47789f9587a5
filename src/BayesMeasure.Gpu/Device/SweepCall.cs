namespace BayesMeasure.Gpu.Device;

/// <summary>What is the same for all groups of a sweep.</summary>
/// <param name="Number">The number of the sweep since the run began; 0 while replicas are put at their first points.</param>
/// <param name="AdaptationGain">How far steps may change; 0 when nothing adapts.</param>
/// <param name="Row">The row of the record that the sweep fills; -1 for none.</param>
/// <param name="Rows">The rows of the record of a chain.</param>
/// <param name="Steps">The number of steps of a sweep, at most 32.</param>
/// <param name="ActiveSteps">Which of them are made in this sweep, bit by bit.</param>
/// <param name="StartingDraws">
/// The draws from the prior that a replica may take to find a possible point; 0 but at the start.
/// </param>
internal readonly record struct SweepCall(
    long Number, double AdaptationGain, int Row, int Rows, int Steps, uint ActiveSteps, int StartingDraws);
