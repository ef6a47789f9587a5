using System.Globalization;
using BayesMeasure.Summaries;
using ScottPlot;
using ScottPlot.Colormaps;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace BayesMeasure.Plotting;

/// <summary>Draws which models many data sets select.</summary>
internal static class SelectionMapPanel
{
    private const double WidthOverHeight = 1.6;
    private const double CellSize = 0.86;
    private const int MostRowLabels = 10;
    private const double RightEnd = 1.04;

    /// <summary>Room for so many models at least: two bars do not fill the panel.</summary>
    private const int LeastRows = 5;

    private static readonly Color None = Color.FromHex("#8A8A8A");

    /// <summary>A cell for each data set: those of a map in its columns, others in as many as fit.</summary>
    public static Plot OfMap(int models, IReadOnlyList<SelectionMapCell> cells, int? ofMap, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        plot.HideGrid();
        int columns = ofMap ?? ColumnsFor(cells.Count);
        int rows = (cells.Count + columns - 1) / columns;
        foreach ((int number, SelectionMapCell cell) in cells.Index())
        {
            (int row, int column) = Math.DivRem(number, columns);
            Rectangle square = plot.Add.Rectangle(column, column + CellSize, -row, -row - CellSize);
            square.FillColor = ColorOf(cell, models);
            square.LineWidth = 0;
        }

        double gap = 1 - CellSize;
        plot.Axes.SetLimits(-gap, columns, -rows, gap);
        plot.Axes.Bottom.TickGenerator = new NumericManual();
        int step = (rows + MostRowLabels - 1) / MostRowLabels;
        int[] labelled = [.. Enumerable.Range(0, rows).Where(row => row % step == 0)];
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. labelled.Select(row => -row - 0.5 * CellSize)],
            [.. labelled.Select(row => (ofMap is null ? row * columns : row).ToString(CultureInfo.InvariantCulture))]);
        plot.YLabel(ofMap is null ? "number of the first in the row, from 0" : "row, from 0");
        return plot;
    }

    /// <summary>
    /// A bar for each model: where it is selected, with the error of a counted share, then where it is undecided.
    /// </summary>
    public static Plot OfShares(IReadOnlyList<string> models, IReadOnlyList<SelectionMapCell> cells, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        plot.Grid.YAxisStyle.IsVisible = false;
        bool hasNone = cells.Any(cell => cell.Best is null);
        string[] rows = hasNone ? [.. models, "none"] : [.. models];
        for (int row = 0; row < rows.Length; row++)
        {
            AddShares(plot, -row, row < models.Count ? row : null, models.Count, cells);
        }

        plot.Axes.SetLimits(0, RightEnd, -Math.Max(rows.Length, LeastRows) + 0.4, 0.6);
        plot.Axes.Bottom.TickGenerator = new NumericManual([0, 0.5, 1], ["0", "0.5", "1"]);
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. rows.Select((_, row) => -(double)row)], rows);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Title("share (pale: best, but undecided)", 16);
        return plot;
    }

    /// <summary>A map of about the form of its panel; with many cells, a round number of them in a row.</summary>
    private static int ColumnsFor(int cells)
    {
        int columns = (int)Math.Ceiling(Math.Sqrt(WidthOverHeight * cells));
        return columns < 20 ? Math.Min(columns, cells) : (columns + 5) / 10 * 10;
    }

    /// <summary>Colours that can be told apart while there are some; beyond that, shades in order.</summary>
    private static Color ColorOf(SelectionMapCell cell, int models)
    {
        Color color = cell.Best switch
        {
            null => None,
            { } position when models <= FigureStyle.Components => FigureStyle.Component(position),
            { } position => new Viridis().GetColor(position / (models - 1.0)),
        };
        return cell.IsDecided ? color : color.WithAlpha(.35);
    }

    private static void AddShares(Plot plot, double row, int? model, int models, IReadOnlyList<SelectionMapCell> cells)
    {
        SelectionMapCell decided = new(model, IsDecided: true);
        SelectionMapCell undecided = new(model, IsDecided: false);
        var selected = new SimulatedProbability(cells.Count(cell => cell == decided), cells.Count);
        var best = new SimulatedProbability(cells.Count(cell => cell.Best == model), cells.Count);
        Add(plot, row, 0, selected.Value, ColorOf(decided, models));
        Add(plot, row, selected.Value, best.Value, ColorOf(undecided, models));
        if (selected.Count > 0)
        {
            double[] above = [Math.Min(selected.StandardError, 1 - selected.Value)];
            double[] below = [Math.Min(selected.StandardError, selected.Value)];
            plot.Add.Plottable(new ErrorBar([selected.Value], [row], above, below, null, null) { Color = FigureStyle.Ink });
        }

        string text = $"{Percent(selected.Value)} + {Percent(best.Value - selected.Value)}";
        Text label = plot.Add.Text(text, RightEnd - 0.02, row + 0.44);
        label.LabelFontSize = 14;
        label.LabelFontColor = FigureStyle.Ink;
        label.LabelAlignment = Alignment.MiddleRight;
    }

    private static void Add(Plot plot, double row, double from, double to, Color color) => plot.Add.Bar(new()
    {
        Orientation = Orientation.Horizontal,
        Position = row,
        ValueBase = from,
        Value = to,
        Size = .5,
        FillColor = color,
        LineWidth = 0,
    });

    private static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
