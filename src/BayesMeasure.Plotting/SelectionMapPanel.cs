using System.Globalization;
using BayesMeasure.Results;
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

    private static readonly Color Undecided = Color.FromHex("#D9D9D9");

    /// <summary>A cell for each data set.</summary>
    public static Plot OfMap(int models, IReadOnlyList<int?> selected, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        plot.HideGrid();
        int columns = ColumnsFor(selected.Count);
        int rows = (selected.Count + columns - 1) / columns;
        foreach ((int number, int? model) in selected.Index())
        {
            (int row, int column) = Math.DivRem(number, columns);
            Rectangle cell = plot.Add.Rectangle(column, column + CellSize, -row, -row - CellSize);
            cell.FillColor = ColorOf(model, models);
            cell.LineWidth = 0;
        }

        double gap = 1 - CellSize;
        plot.Axes.SetLimits(-gap, columns, -rows, gap);
        plot.Axes.Bottom.TickGenerator = new NumericManual();
        int step = (rows + MostRowLabels - 1) / MostRowLabels;
        int[] labelled = [.. Enumerable.Range(0, rows).Where(row => row % step == 0)];
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. labelled.Select(row => -row - 0.5 * CellSize)],
            [.. labelled.Select(row => (row * columns + 1).ToString(CultureInfo.InvariantCulture))]);
        plot.YLabel("number of the first in the row");
        return plot;
    }

    /// <summary>A bar for each model, with the error of a share that was counted.</summary>
    public static Plot OfShares(IReadOnlyList<string> models, IReadOnlyList<int?> selected, PixelPadding padding)
    {
        Plot plot = FigureStyle.CreatePanel(padding);
        plot.Grid.YAxisStyle.IsVisible = false;
        (string Name, int? Model)[] rows = [.. models.Select((name, i) => (name, (int?)i)), ("undecided", null)];
        foreach ((int position, (_, int? model)) in rows.Index())
            AddShare(plot, -position, new(selected.Count(one => one == model), selected.Count), ColorOf(model, models.Count));
        plot.Axes.SetLimits(0, 1.3, -rows.Length + 0.4, 0.6);
        plot.Axes.Bottom.TickGenerator = new NumericManual([0, 0.5, 1], ["0", "0.5", "1"]);
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. rows.Select((_, position) => -(double)position)], [.. rows.Select(row => row.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.XLabel("share");
        return plot;
    }

    /// <summary>A map of about the form of its panel; with many cells, a round number of them in a row.</summary>
    private static int ColumnsFor(int cells)
    {
        int columns = (int)Math.Ceiling(Math.Sqrt(WidthOverHeight * cells));
        return columns < 20 ? Math.Min(columns, cells) : (columns + 5) / 10 * 10;
    }

    /// <summary>Colours that can be told apart while there are some; beyond that, shades in order.</summary>
    private static Color ColorOf(int? model, int models) => model switch
    {
        null => Undecided,
        { } position when models <= FigureStyle.Components => FigureStyle.Component(position),
        { } position => new Viridis().GetColor(position / (models - 1.0)),
    };

    private static void AddShare(Plot plot, double position, SimulatedProbability share, Color color)
    {
        plot.Add.Bar(new()
        {
            Orientation = Orientation.Horizontal,
            Position = position,
            Value = share.Value,
            Error = share.StandardError,
            ErrorSize = .3,
            Size = .7,
            FillColor = color,
            LineWidth = 0,
        });
        string percent = (share.Value * 100).ToString("F1", CultureInfo.InvariantCulture);
        Text text = plot.Add.Text($"{percent} %", share.Value + share.StandardError + 0.03, position);
        text.LabelFontSize = 15;
        text.LabelFontColor = FigureStyle.Ink;
        text.LabelAlignment = Alignment.MiddleLeft;
    }
}
