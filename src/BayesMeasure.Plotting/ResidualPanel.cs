using BayesMeasure.Measurements;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>Draws what the fit leaves over, in units of the standard deviation of each point.</summary>
internal static class ResidualPanel
{
    private const double LeastRange = 3.5;

    public static Plot Draw(Measurement measurement, FittedSpectrum fit, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        double[] residuals = [.. fit.Residuals.Zip(fit.Sigma, (residual, sigma) => residual / sigma)];
        AddGuides(plot);
        DrawnPoints.Add(plot, fit.Abscissa, measurement, residuals, sigma: null);
        plot.HideLegend();
        double range = Math.Max(LeastRange, 1.1 * residuals.Max(Math.Abs));
        plot.Axes.SetLimitsY(-range, range);
        NumericAutomatic ticks = FigureStyle.CreateTicks(() => 2 * range);
        ticks.TargetTickCount = 5;
        ticks.IntegerTicksOnly = true;
        plot.Axes.Left.TickGenerator = ticks;
        plot.YLabel("residual / σ");
        plot.Axes.Bottom.TickGenerator = fit.Abscissa.CreateTicks();
        plot.XLabel(AxisLabel.Of(measurement.XName, measurement.XUnit));
        return plot;
    }

    /// <summary>Zero, and the two standard deviations within which 95 % of the points should lie.</summary>
    private static void AddGuides(Plot plot)
    {
        VerticalSpan expected = plot.Add.VerticalSpan(-2, 2, FigureStyle.Band.WithAlpha(.25));
        expected.LineStyle.IsVisible = false;
        plot.Add.HorizontalLine(0, 1.5f, FigureStyle.Fit);
    }
}
