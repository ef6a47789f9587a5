using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;
using ScottPlot;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// A fitted spectrum as a figure: above, the data, the posterior mean of the prediction with its pointwise 90 % band, and
/// every component on top of the background; below, the residuals in units of the standard deviation of each point.
/// </summary>
public sealed class SpectrumFigure
{
    private const int DefaultHeight = 800;
    private const float ResidualShare = .3f;
    private const float SideWidth = 250;
    private const float LeftPadding = 95;
    private const float ProbabilityHeight = 240;

    private readonly ModelComparison? comparison;
    private readonly ComparedModel model;
    private readonly Posterior posterior;
    private readonly FittedSpectrum fit;

    private SpectrumFigure(ComparedModel model, ModelComparison? comparison, AxisScale scale)
    {
        this.model = model;
        this.comparison = comparison;
        posterior = model.Target.Curves is [var curve] ? curve.Posterior : throw new ArgumentException(
            $"\"{model.Name}\" is no posterior of one measured curve: there is no spectrum to draw.", nameof(model));
        fit = new FittedSpectrum(posterior, model.Result.Summary, scale);
    }

    /// <summary>Whether this machine has a font. Without one, figures are drawn without any text.</summary>
    public static bool HasText => FigureStyle.HasFont;

    private string Title
    {
        get
        {
            FreeEnergyEstimate estimate = model.Result.FreeEnergy;
            string energy = Uncertain.Format(estimate.FreeEnergy, estimate.StandardError);
            return $"{posterior.Measurement.Name}:  {model.Name},  F = {energy}";
        }
    }

    /// <summary>The figure of one model.</summary>
    /// <param name="model">The model, with its posterior and its draws.</param>
    /// <param name="scale">How the axis of x is divided.</param>
    /// <exception cref="ArgumentException">
    /// The model's target is not a <see cref="Posterior"/>, or the axis is logarithmic and an x is not positive.
    /// </exception>
    public static SpectrumFigure Of(ComparedModel model, AxisScale scale = AxisScale.Linear)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, comparison: null, scale);
    }

    /// <summary>The figure of the best model of a comparison, with the probabilities of all models beside it.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="scale">How the axis of x is divided.</param>
    /// <exception cref="ArgumentException">
    /// The best model's target is not a <see cref="Posterior"/>, or the axis is logarithmic and an x is not positive.
    /// </exception>
    public static SpectrumFigure Of(ModelComparison comparison, AxisScale scale = AxisScale.Linear)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new(comparison.Best, comparison, scale);
    }

    /// <summary>Saves the figure as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels; text and lines grow with it.</param>
    /// <param name="height">The height in pixels.</param>
    public void SavePng(string path, int width = FigureFile.Width, int height = DefaultHeight) =>
        FigureFile.SavePng(path, width, height, DrawPanels);

    /// <summary>Saves the figure as scalable vectors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width; text and lines grow with it.</param>
    /// <param name="height">The height.</param>
    public void SaveSvg(string path, int width = FigureFile.Width, int height = DefaultHeight) =>
        FigureFile.SaveSvg(path, width, height, DrawPanels);

    private void DrawPanels(SKCanvas canvas, float width, float height)
    {
        Measurement measurement = posterior.Measurement;
        float divide = height * (1 - ResidualShare);
        using Plot upper = FitPanel.Draw(measurement, fit, Title, new(LeftPadding, SideWidth, 12, 48));
        using Plot lower = ResidualPanel.Draw(measurement, fit, new(LeftPadding, SideWidth, 62, 6));
        foreach (Plot plot in (Plot[])[upper, lower])
        {
            plot.Axes.SetLimitsX(fit.Abscissa.Limits.Left, fit.Abscissa.Limits.Right);
        }

        upper.Render(canvas, new PixelRect(0, width, divide, 0));
        lower.Render(canvas, new PixelRect(0, width, height, divide));
        if (comparison is not { Models.Count: > 1 })
        {
            return;
        }

        int bottom = comparison.Models.All(item => item.Components is not null) ? 62 : 100;
        using Plot side = ProbabilityPanel.Draw(comparison, new(46, 16, bottom, 36));
        side.Render(canvas, new PixelRect(width - SideWidth + 10, width, height, height - ProbabilityHeight));
    }
}
