namespace BayesMeasure.Variational;

/// <summary>
/// Who moves the guides of <see cref="VariationalInference.Select"/>: the host unless another engine is given, such as one that
/// fits many of them on a GPU at once.
/// </summary>
/// <remarks>
/// The fit of a problem depends on the problem and the settings alone, and not on what is asked beside it. Steps, random numbers
/// (keyed by seed, step and draw), temperatures, stages and their ends are those of the host; sums may be rounded otherwise.
/// </remarks>
public interface ISelectionEngine
{
    /// <summary>Fits a guide to each problem, from its start.</summary>
    /// <param name="problems">Valid problems.</param>
    /// <param name="settings">Valid settings: schedule, temperatures, seed and threads.</param>
    /// <param name="cancellation">Ends it between stages.</param>
    /// <returns>The guides, in the order of the problems.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    IReadOnlyList<SelectionGuide> Fit(
        IReadOnlyList<SelectionProblem> problems, VariationalInference settings, CancellationToken cancellation);
}
