using BayesMeasure.Comparison;
using BayesMeasure.DataIntegration;
using BayesMeasure.Experiments;
using BayesMeasure.Inference;

namespace BayesMeasure.Plotting;

/// <summary>The figure, and the report, of whatever was found: after its dot.</summary>
/// <example>
/// <code>
/// comparison.Best.Plot().SavePng("fit.png");
/// comparison.Report().Save("report.html");
/// </code>
/// </example>
public static partial class Plots
{
    /// <summary>
    /// The data with the posterior mean of the prediction, its pointwise 90 % band and every component, and the residuals below;
    /// of several measurements one below the other, the first 6 of them. Components are those of the draw of highest posterior
    /// density, which a mean over draws, in which peaks may change places, is not.
    /// </summary>
    /// <param name="result">The result of a posterior of one measurement or of several.</param>
    /// <param name="isLogarithmic">
    /// Whether the axis of x is logarithmic, for positive values over several orders of magnitude, such as times of relaxation.
    /// </param>
    /// <param name="isReversed">
    /// Whether the axis of x runs from right to left; null, the default, for where it is a binding energy or a chemical shift by
    /// its name or unit.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no measured curve to draw, or the axis is logarithmic and an x is not positive.
    /// </exception>
    public static Figure Plot(this Result result, bool isLogarithmic = false, bool? isReversed = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return SpectrumFigure.Of(result, new(isLogarithmic, isReversed));
    }

    /// <summary>The figure of one model, as that of its result.</summary>
    /// <param name="model">The model, with its posterior and its draws.</param>
    /// <param name="isLogarithmic">
    /// Whether the axis of x is logarithmic, for positive values over several orders of magnitude, such as times of relaxation.
    /// </param>
    /// <param name="isReversed">
    /// Whether the axis of x runs from right to left; null, the default, for where it is a binding energy or a chemical shift by
    /// its name or unit.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no measured curve to draw, or the axis is logarithmic and an x is not positive.
    /// </exception>
    public static Figure Plot(this ComparedModel model, bool isLogarithmic = false, bool? isReversed = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SpectrumFigure.Of(model, new(isLogarithmic, isReversed));
    }

    /// <summary>
    /// The figure of the best model of a comparison, with the probabilities of all models beside it, and the verdict with all
    /// warnings below it. Bars are hollow where nothing is selected.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="isLogarithmic">
    /// Whether the axis of x is logarithmic, for positive values over several orders of magnitude, such as times of relaxation.
    /// </param>
    /// <param name="isReversed">
    /// Whether the axis of x runs from right to left; null, the default, for where it is a binding energy or a chemical shift by
    /// its name or unit.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no measured curve to draw, or the axis is logarithmic and an x is not positive.
    /// </exception>
    public static Figure Plot(this ModelComparison comparison, bool isLogarithmic = false, bool? isReversed = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return SpectrumFigure.Of(comparison, new(isLogarithmic, isReversed));
    }

    /// <summary>
    /// The data of each measurement with the joint fit, and the posterior width of every shared parameter from each measurement
    /// alone, in units of that from all together; the first 6 measurements are drawn.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    public static Figure Plot(this IntegrationComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return IntegrationFigure.Of(comparison);
    }

    /// <summary>
    /// An experiment before it is made: how often each model is selected, and how narrow the posterior of the true model's
    /// parameters is, along the designs. Settings that are all above 0 are drawn on a logarithmic axis.
    /// </summary>
    /// <param name="report">What was found.</param>
    public static Figure Plot(this VirtualMeasurementReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return VirtualMeasurementFigure.Of(report);
    }
}
