using ScottPlot;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// What many data sets select, as a figure: to the left a map with a cell for each of them, in the colour of its best model, pale
/// where that is undecided; to the right the share of each model, which is the legend as well.
/// </summary>
public sealed class SelectionMapFigure
{
    private const int UsualHeight = 560;
    private const float MapShare = 0.66f;

    private readonly string title;
    private readonly IReadOnlyList<string> models;
    private readonly IReadOnlyList<SelectionMapCell> cells;

    private SelectionMapFigure(string title, IReadOnlyList<string> models, IReadOnlyList<SelectionMapCell> cells)
    {
        this.title = title;
        this.models = models;
        this.cells = cells;
    }

    /// <summary>The figure of many selections.</summary>
    /// <param name="title">What is selected, and of what.</param>
    /// <param name="models">The names of the models, such as "K = 3", in the order of the legend; at least one.</param>
    /// <param name="cells">
    /// One for each data set, with a position in <paramref name="models"/>; at least one. They go from left to right, row by row
    /// from the top.
    /// </param>
    /// <exception cref="ArgumentException">There is no model or no data set, or a position is none of a model.</exception>
    public static SelectionMapFigure Of(string title, IReadOnlyList<string> models, IReadOnlyList<SelectionMapCell> cells)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(cells);
        if (models.Count == 0 || cells.Count == 0)
        {
            throw new ArgumentException("A map needs a model and a data set.");
        }

        if (cells.Any(cell => cell.Best < 0 || cell.Best >= models.Count))
        {
            throw new ArgumentException($"The best model is a position from 0 to {models.Count - 1}, or null.", nameof(cells));
        }

        return new(title, [.. models], [.. cells]);
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
        float middle = MapShare * width;
        using Plot map = SelectionMapPanel.OfMap(models.Count, cells, new(70, 16, 30, 48));
        using Plot shares = SelectionMapPanel.OfShares(models, cells, new(110, 40, 62, 48));
        map.Title(title);
        map.Render(canvas, new PixelRect(0, middle, height, 0));
        shares.Render(canvas, new PixelRect(middle, width, height, 0));
    }
}
