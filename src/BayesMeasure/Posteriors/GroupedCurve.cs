using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>One measured curve of those among whose terms equal components are looked for.</summary>
/// <param name="Model">The sum of terms.</param>
/// <param name="Layout">How unknowns feed it.</param>
/// <param name="Positions">For each unknown of the layout, its position among the unknowns of all curves.</param>
internal sealed record GroupedCurve(ForwardModel Model, CurveLayout Layout, int[] Positions);
