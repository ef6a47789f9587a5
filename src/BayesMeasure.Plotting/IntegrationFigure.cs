using BayesMeasure.DataIntegration;
using BayesMeasure.Measurements;
using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>
/// What joining measurements gives: the data of each with the posterior mean of the joint fit, one below the other, and the
/// posterior width of every shared parameter from each measurement alone, in units of that from all together.
/// </summary>
internal sealed class IntegrationFigure
{
    private const int PanelHeight = 330;
    private const float SideWidth = 250;
    private const float LeftPadding = 95;

    private readonly IntegrationComparison comparison;
    private readonly FittedCurve[] curves;

    private IntegrationFigure(IntegrationComparison comparison)
    {
        this.comparison = comparison;
        curves = FittedCurve.Of(comparison.Joint.Result, default);
    }

    private string Title => comparison.Verdict.Replace("+-", "±", StringComparison.Ordinal).TrimEnd('.');

    public static Figure Of(IntegrationComparison comparison)
    {
        var figure = new IntegrationFigure(comparison);
        return new(PanelHeight * (figure.curves.Length + 1), figure.Draw);
    }

    private void Draw(FigureSheet sheet)
    {
        (float width, float height) = (sheet.Width, sheet.Height);
        float panel = height / (curves.Length + 1);
        for (int i = 0; i < curves.Length; i++)
        {
            (Measurement measurement, FittedSpectrum fit) = curves[i];
            string title = i == 0 ? Title : "";
            using Plot plot = FitPanel.Draw(measurement, fit, title, new(LeftPadding, SideWidth, 62, i == 0 ? 48 : 16));
            plot.Axes.Bottom.TickLabelStyle.IsVisible = true;
            plot.XLabel(AxisLabel.Of(measurement.XName, measurement.XUnit));
            plot.Axes.SetLimitsX(fit.Abscissa.Limits.Left, fit.Abscissa.Limits.Right);
            sheet.Render(plot, new PixelRect(0, width, (i + 1) * panel, i * panel));
        }

        using Plot widths = WidthPanel.Draw(comparison, new(LeftPadding, SideWidth, 42, 16));
        sheet.Render(widths, new PixelRect(0, width, height, height - panel));
    }
}
