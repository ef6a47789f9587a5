using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>
/// A powder pattern: above, data, fit and background; below, a row of tick marks for each phase with what is known of it beside
/// the row; at the bottom what the fit leaves, in units of the standard deviation of each point.
/// </summary>
internal sealed class PowderFigure
{
    private const float PatternHeight = 430;
    private const float RowHeight = 24;
    private const float RestHeight = 190;
    private const float LeftPadding = 95;
    private const float SideWidth = 290;
    private const float LabelSize = 15;
    private const int LongestLabel = 36;
    private const double LeastRange = 3.5;

    // The label of a marked peak stands upright above it.
    private const double RoomOfMarks = 0.28;
    private const double RoomAbove = 0.06;

    private readonly PowderPlot plot;
    private readonly FigureNotes notes;
    private readonly double first;
    private readonly double last;

    private PowderFigure(PowderPlot plot)
    {
        this.plot = plot;
        notes = new(plot.Notes);
        double margin = 0.01 * (plot.TwoTheta[^1] - plot.TwoTheta[0]);
        (first, last) = (plot.TwoTheta[0] - margin, plot.TwoTheta[^1] + margin);
    }

    private float TicksHeight => plot.Phases.Count == 0 ? 0 : RowHeight * (plot.Phases.Count + 0.5f);

    private float HeightOn(float width) => PatternHeight + TicksHeight + RestHeight + notes.HeightOn(width);

    /// <exception cref="ArgumentException">The plot has numbers that cannot be drawn.</exception>
    public static Figure Of(PowderPlot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        plot.RequireValid();
        var figure = new PowderFigure(plot);
        return new(figure.HeightOn, figure.Draw);
    }

    private void Draw(FigureSheet sheet)
    {
        float width = sheet.Width;
        float bottom = sheet.Height - notes.HeightOn(width);
        float stretch = (bottom - TicksHeight) / (PatternHeight + RestHeight);
        float ticks = PatternHeight * stretch;
        float rest = ticks + TicksHeight;
        notes.Draw(sheet, bottom);
        using Plot above = Pattern();
        sheet.Render(above, new PixelRect(0, width, ticks, 0));
        using Plot below = Rest();
        sheet.Render(below, new PixelRect(0, width, bottom, rest));
        if (plot.Phases.Count > 0)
        {
            using Plot rows = Rows();
            sheet.Render(rows, new PixelRect(0, width, rest, ticks));
            DrawLabels(sheet, width - SideWidth + 14, ticks);
        }
    }

    private Plot Pattern()
    {
        Plot panel = FigureStyle.CreatePanel(new(LeftPadding, SideWidth, 4, 48));
        double[] x = [.. plot.TwoTheta];
        Markers data = panel.Add.Markers(x, [.. plot.Data], MarkerShape.FilledCircle, 3, FigureStyle.Data.WithAlpha(.7));
        data.LegendText = "data";
        Add(panel, x, [.. plot.Fit], FigureStyle.Component(0), "fit");
        if (plot.Background.Count > 0)
        {
            Add(panel, x, [.. plot.Background], FigureStyle.Background, "background").LinePattern = LinePattern.Dashed;
        }

        double least = Math.Min(0, plot.Data.Min());
        double most = Math.Max(plot.Data.Max(), plot.Fit.Max());
        double height = Math.Max(most - least, double.Epsilon);
        double top = most + height * (plot.Marks.Count > 0 ? RoomOfMarks : RoomAbove);
        AddMarks(panel, height);
        panel.Axes.SetLimits(first, last, least - 0.02 * height, top);
        panel.Axes.Left.TickGenerator = FigureStyle.CreateTicks(() => top - least);
        panel.Axes.Bottom.TickLabelStyle.IsVisible = false;
        panel.Title(plot.Title);
        panel.YLabel(plot.YLabel);
        LegendPanel legend = panel.ShowLegend(Edge.Right);
        legend.Alignment = Alignment.UpperLeft;
        FigureStyle.StyleLegend(legend.Legend);
        return panel;
    }

    /// <summary>A triangle above the data, and its label upright.</summary>
    private void AddMarks(Plot panel, double height)
    {
        double reach = 0.004 * (last - first);
        foreach ((double x, string label) in plot.Marks)
        {
            double top = Enumerable.Range(0, plot.TwoTheta.Count)
                .Where(i => Math.Abs(plot.TwoTheta[i] - x) < reach)
                .Select(i => Math.Max(plot.Data[i], plot.Fit[i]))
                .DefaultIfEmpty()
                .Max();
            panel.Add.Marker(x, top + 0.03 * height, MarkerShape.FilledTriangleDown, 9, FigureStyle.Ink);
            Text text = panel.Add.Text(label, x, top + 0.055 * height);
            text.LabelRotation = -90;
            text.LabelAlignment = Alignment.MiddleLeft;
            text.LabelFontSize = LabelSize - 2;
            text.LabelFontColor = FigureStyle.Ink;
            text.LabelFontName = FigureStyle.FontName;
        }
    }

    /// <summary>A row of upright ticks a phase, the first one on top.</summary>
    private Plot Rows()
    {
        Plot panel = FigureStyle.CreatePanel(new(LeftPadding, SideWidth, 0, 0));
        for (int row = 0; row < plot.Phases.Count; row++)
        {
            double[] lines = [.. plot.Phases[row].Lines.Where(line => line >= first && line <= last)];
            Markers ticks = panel.Add.Markers(
                lines, [.. lines.Select(_ => (double)-row)], MarkerShape.VerticalBar, 0.6f * RowHeight, ColorOf(row));
            ticks.MarkerLineWidth = 1.5f;
        }

        panel.Axes.SetLimits(first, last, -plot.Phases.Count + 0.25, 0.75);
        panel.Axes.Left.TickGenerator = new NumericManual();
        panel.Axes.Bottom.TickLabelStyle.IsVisible = false;
        panel.HideLegend();
        return panel;
    }

    private Plot Rest()
    {
        Plot panel = FigureStyle.CreatePanel(new(LeftPadding, SideWidth, 62, 4));
        double[] rest = [.. plot.Data.Zip(plot.Fit, (data, fit) => data - fit).Zip(plot.Sigma, (value, sigma) => value / sigma)];
        VerticalSpan expected = panel.Add.VerticalSpan(-2, 2, FigureStyle.Band.WithAlpha(.25));
        expected.LineStyle.IsVisible = false;
        Add(panel, [.. plot.TwoTheta], rest, FigureStyle.Data, "").LineWidth = 1;
        double range = Math.Max(LeastRange, 1.05 * rest.Max(Math.Abs));
        panel.Axes.SetLimits(first, last, -range, range);
        NumericAutomatic ticks = FigureStyle.CreateTicks(() => 2 * range);
        ticks.TargetTickCount = 5;
        ticks.IntegerTicksOnly = true;
        panel.Axes.Left.TickGenerator = ticks;
        panel.YLabel("residual / σ");
        panel.XLabel("2θ (°)");
        panel.HideLegend();
        return panel;
    }

    private void DrawLabels(FigureSheet sheet, float left, float top)
    {
        int longest = Math.Max(LongestLabel, plot.Phases.Max(phase => phase.Label.Length));
        float size = LabelSize * LongestLabel / longest;
        for (int row = 0; row < plot.Phases.Count; row++)
        {
            sheet.Write([plot.Phases[row].Label], left, top + (row + 1) * RowHeight - 1, size, step: 0, ColorOf(row));
        }
    }

    private static Color ColorOf(int row) => row + 1 < FigureStyle.Components ? FigureStyle.Component(row + 1) : FigureStyle.Ink;

    private static Scatter Add(Plot panel, double[] x, double[] y, Color color, string legend)
    {
        Scatter line = panel.Add.ScatterLine(x, y, color);
        line.LineWidth = 1.5f;
        line.LegendText = legend;
        return line;
    }
}
