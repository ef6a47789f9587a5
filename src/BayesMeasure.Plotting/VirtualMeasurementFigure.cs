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

    public static Figure Of(VirtualMeasurementReport report) => new(Height, sheet =>
    {
        (float width, float height) = (sheet.Width, sheet.Height);
        float middle = 0.5f * width;
        var axis = new SettingAxis(report);
        using Plot left = DesignPanel.OfSelection(report, axis, new(85, 16, 62, 48));
        using Plot right = DesignPanel.OfWidths(report, axis, new(85, 16, 62, 48));
        sheet.Render(left, new PixelRect(0, middle, height, 0));
        sheet.Render(right, new PixelRect(middle, width, height, 0));
    });
}
