using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>What many data sets select: a map of them, and the share of each model.</summary>
internal static class SelectionMapFigure
{
    private const int Height = 560;
    private const float MapShare = 0.66f;

    /// <exception cref="ArgumentException">
    /// There is no model or no data set, a position is none of a model, or there is no column.
    /// </exception>
    public static Figure Of(string title, IReadOnlyList<string> models, IReadOnlyList<SelectionMapCell> cells, int? columns)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns ?? 1, 1, nameof(columns));
        if (models.Count == 0 || cells.Count == 0)
        {
            throw new ArgumentException("A map needs a model and a data set.");
        }

        if (cells.Any(cell => cell.Best < 0 || cell.Best >= models.Count))
        {
            throw new ArgumentException($"The best model is a position from 0 to {models.Count - 1}, or null.", nameof(cells));
        }

        return new(Height, (canvas, width, height) =>
        {
            float middle = MapShare * width;
            using Plot map = SelectionMapPanel.OfMap(models.Count, cells, columns, new(70, 16, 30, 48));
            using Plot shares = SelectionMapPanel.OfShares(models, cells, new(110, 40, 62, 48));
            map.Title(title);
            map.Render(canvas, new PixelRect(0, middle, height, 0));
            shares.Render(canvas, new PixelRect(middle, width, height, 0));
        });
    }
}

/// <summary>What one data set says in a <see cref="SelectionMapFigure"/>.</summary>
/// <param name="Best">The position of the best model, from 0; null where there is none, which is drawn in grey.</param>
/// <param name="IsDecided">Whether the best model can be told apart from all others; where it cannot, its colour is pale.</param>
public readonly record struct SelectionMapCell(int? Best, bool IsDecided);
