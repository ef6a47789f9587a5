using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Plotting.Runs;
using BayesMeasure.Plotting.Unknowns;

namespace BayesMeasure.Plotting;

/// <content>What was found, unknown by unknown, and whether the run that found it can be trusted.</content>
public static partial class Plots
{
    /// <summary>
    /// A corner figure: the histogram of each unknown with its median and central 68 %, and the regions of highest density that
    /// hold 50 % and 90 % of each two. Equal components are in order, as in the summary.
    /// </summary>
    /// <param name="result">What was found.</param>
    /// <param name="names">The unknowns, such as "center[2]"; null, the default, for the first 8.</param>
    /// <param name="truths">Values to be marked, by name, as of a simulation; null, the default, for none.</param>
    /// <exception cref="ArgumentException">No unknown is named.</exception>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    /// <exception cref="NotSupportedException">The draws were not kept: the result was read from a file without them.</exception>
    /// <example>
    /// <code>
    /// result.PlotCorner(["center[1]", "width[1]"]).OfWidth(85).SavePdf("corner.pdf");
    /// </code>
    /// </example>
    public static Figure PlotCorner(
        this Result result, IReadOnlyList<string>? names = null, IReadOnlyDictionary<string, double>? truths = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CornerFigure.Of(result, names, truths);
    }

    /// <summary>
    /// Whether chains agree: the draws of every chain, and how the ranks of its draws among all are spread, which is evenly
    /// where they do.
    /// </summary>
    /// <param name="result">What was found.</param>
    /// <param name="names">The unknowns, such as "center[2]"; null, the default, for the first 6.</param>
    /// <exception cref="ArgumentException">No unknown is named.</exception>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    /// <exception cref="NotSupportedException">The draws were not kept: the result was read from a file without them.</exception>
    public static Figure PlotTraces(this Result result, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return TraceFigure.Of(result, names);
    }

    /// <summary>What the data have told: the density of each prior over the histogram of the posterior.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="names">The unknowns, such as "center[2]"; null, the default, for the first 12.</param>
    /// <exception cref="ArgumentException">No unknown is named.</exception>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    /// <exception cref="NotSupportedException">The draws were not kept: the result was read from a file without them.</exception>
    public static Figure PlotPriors(this Result result, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return PriorFigure.Of(result, names);
    }

    /// <summary>
    /// The data over the bands of 50 % and 90 % in which the posterior predicts a new measurement, noise included; points
    /// outside that of 90 % are marked and counted.
    /// </summary>
    /// <param name="result">The result of a posterior of one measurement or of several.</param>
    /// <param name="measurement">The name of a measurement; null, the default, for all of them, one below the other.</param>
    /// <exception cref="ArgumentException">There is no such measured curve.</exception>
    public static Figure PlotPredictive(this Result result, string? measurement = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return PredictiveFigure.Of(result, measurement);
    }

    /// <summary>
    /// How log Z came about as sweeps were recorded, by every method that was used, with its standard error as a band: of the
    /// first sweeps it is what they contribute to the estimate of all, to first order.
    /// </summary>
    /// <param name="result">A result of replica exchange.</param>
    /// <exception cref="ArgumentException">No estimate is a mean over 20 sweeps or more.</exception>
    public static Figure PlotRunningLogZ(this Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return RunningEvidenceFigure.Of(result);
    }

    /// <summary>
    /// Whether the ladder carried replicas from the prior to the posterior: log L by inverse temperature, exchanges, the
    /// communication barrier, and the paths of three walkers.
    /// </summary>
    /// <param name="result">A result of replica exchange.</param>
    /// <exception cref="ArgumentException">The result is that of another method, which has no ladder.</exception>
    public static Figure PlotLadder(this Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return LadderFigure.Of(result);
    }

    /// <summary>
    /// What was chosen: the free energy of every model above that of the best with its error, and p(model | data) with its
    /// central 68 % interval; the verdict stands below.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    public static Figure PlotModels(this ModelComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return ModelsFigure.Of(comparison);
    }

    /// <summary>
    /// A report in one file: the verdict in words, then models, posterior, priors, what speaks against the best model, how much
    /// owes to the priors, the run, and where it comes from.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="command">How it is repeated, such as a command line; null, the default, to say nothing of it.</param>
    public static HtmlReport Report(this ModelComparison comparison, string? command = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return HtmlReport.Of(comparison, command);
    }

    /// <summary>The report of a single result, as that of a comparison.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="command">How it is repeated, such as a command line; null, the default, to say nothing of it.</param>
    public static HtmlReport Report(this Result result, string? command = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return HtmlReport.Of(result, command);
    }
}
