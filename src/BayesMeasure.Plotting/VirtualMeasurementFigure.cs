using BayesMeasure.Experiments;
using ScottPlot;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// An experiment before it is made, as a figure: to the left how often each model is selected, to the right how narrow the
/// posterior of the true model's parameters is, both along the designs.
/// </summary>
public sealed class VirtualMeasurementFigure
{
    private const int UsualHeight = 560;

    private readonly VirtualMeasurementReport report;

    private VirtualMeasurementFigure(VirtualMeasurementReport report) => this.report = report;

    /// <summary>The figure of a virtual measurement.</summary>
    /// <param name="report">What was found. Settings that are all above 0 are drawn on a logarithmic axis.</param>
    public static VirtualMeasurementFigure Of(VirtualMeasurementReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report);
    }

    /// <summary>Saves the figure as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels; text and lines grow with it.</param>
    /// <param name="height">The height in pixels.</param>
    public void SavePng(string path, int width = FigureFile.Width, int height = UsualHeight) =>
        FigureFile.SavePng(path, width, height, Draw);

    /// <summary>Saves the figure as scalable vectors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width; text and lines grow with it.</param>
    /// <param name="height">The height.</param>
    public void SaveSvg(string path, int width = FigureFile.Width, int height = UsualHeight) =>
        FigureFile.SaveSvg(path, width, height, Draw);

    private void Draw(SKCanvas canvas, float width, float height)
    {
        float middle = 0.5f * width;
        var axis = new SettingAxis(report);
        using Plot left = DesignPanel.OfSelection(report, axis, new(85, 16, 62, 48));
        using Plot right = DesignPanel.OfWidths(report, axis, new(85, 16, 62, 48));
        left.Render(canvas, new PixelRect(0, middle, height, 0));
        right.Render(canvas, new PixelRect(middle, width, height, 0));
    }
}
