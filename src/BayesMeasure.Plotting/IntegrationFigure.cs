using BayesMeasure.DataIntegration;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;
using BayesMeasure.Summaries;
using ScottPlot;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// What joining measurements gives as a figure: the data of each with the posterior mean of the joint fit, one below the other,
/// and the posterior width of every shared parameter from each measurement alone, in units of that from all together.
/// </summary>
public sealed class IntegrationFigure
{
    private const int MostMeasurements = 6;
    private const int PanelHeight = 330;
    private const float SideWidth = 250;
    private const float LeftPadding = 95;

    private readonly IntegrationComparison comparison;
    private readonly (string Title, Measurement Measurement, FittedSpectrum Fit)[] fits;

    private IntegrationFigure(IntegrationComparison comparison)
    {
        this.comparison = comparison;
        fits = [.. comparison.Joint.Result.Target.Curves.Take(MostMeasurements).Select((curve, part) => (
            part == 0 ? comparison.Verdict.Replace("+-", "±", StringComparison.Ordinal).TrimEnd('.') : "",
            Named(curve.Measurement, curve.Name),
            new FittedSpectrum(curve.Posterior, comparison.Joint.Result.SummaryOf(curve.Name))))];
    }

    private int UsualHeight => PanelHeight * (fits.Length + 1);

    /// <summary>The figure of a comparison; the first 6 measurements are drawn.</summary>
    /// <param name="comparison">The comparison.</param>
    public static IntegrationFigure Of(IntegrationComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new(comparison);
    }

    /// <summary>Saves the figure as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels; text and lines grow with it.</param>
    /// <param name="height">The height in pixels; null for one that suits the number of measurements.</param>
    public void SavePng(string path, int width = FigureFile.Width, int? height = null) =>
        FigureFile.SavePng(path, width, height ?? UsualHeight * width / FigureFile.Width, Draw);

    /// <summary>Saves the figure as scalable vectors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width; text and lines grow with it.</param>
    /// <param name="height">The height; null for one that suits the number of measurements.</param>
    public void SaveSvg(string path, int width = FigureFile.Width, int? height = null) =>
        FigureFile.SaveSvg(path, width, height ?? UsualHeight * width / FigureFile.Width, Draw);

    private static Measurement Named(Measurement measurement, string name) =>
        measurement with { YName = measurement.YName is "y" ? name : $"{name}: {measurement.YName}" };

    private void Draw(SKCanvas canvas, float width, float height)
    {
        float panel = height / (fits.Length + 1);
        for (int i = 0; i < fits.Length; i++)
        {
            (string title, Measurement measurement, FittedSpectrum fit) = fits[i];
            using Plot plot = FitPanel.Draw(measurement, fit, title, new(LeftPadding, SideWidth, 62, i == 0 ? 48 : 16));
            plot.Axes.Bottom.TickLabelStyle.IsVisible = true;
            plot.XLabel(AxisLabel.Of(measurement.XName, measurement.XUnit));
            double margin = 0.01 * measurement.XRange.Length;
            plot.Axes.SetLimitsX(measurement.XRange.Minimum - margin, measurement.XRange.Maximum + margin);
            plot.Render(canvas, new PixelRect(0, width, (i + 1) * panel, i * panel));
        }

        using Plot widths = WidthPanel.Draw(comparison, new(LeftPadding, SideWidth, 42, 16));
        widths.Render(canvas, new PixelRect(0, width, height, height - panel));
    }
}
