using BayesMeasure.Experiments;
using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>
/// An experiment before it is made: to the left how often each model is selected, to the right how narrow the posterior of the
/// true model's parameters is, both along the designs.
/// </summary>
internal static class VirtualMeasurementFigure
{
    private const int Height = 560;

    public static Figure Of(VirtualMeasurementReport report) => new(Height, (canvas, width, height) =>
    {
        float middle = 0.5f * width;
        var axis = new SettingAxis(report);
        using Plot left = DesignPanel.OfSelection(report, axis, new(85, 16, 62, 48));
        using Plot right = DesignPanel.OfWidths(report, axis, new(85, 16, 62, 48));
        left.Render(canvas, new PixelRect(0, middle, height, 0));
        right.Render(canvas, new PixelRect(middle, width, height, 0));
    });
}
