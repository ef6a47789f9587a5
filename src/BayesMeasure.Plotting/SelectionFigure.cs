using ScottPlot;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// How probable it is to select the larger of two designs: curves by formula, points by simulation with their standard errors, in
/// panels side by side.
/// </summary>
public sealed class SelectionFigure
{
    private const int DefaultHeight = 500;

    private readonly IReadOnlyList<SelectionPanel> panels;

    /// <summary>Creates a figure.</summary>
    /// <param name="panels">The panels, from left to right: at least one, and each with at least one curve.</param>
    /// <exception cref="ArgumentException">There is no panel, or one without a curve.</exception>
    public SelectionFigure(IReadOnlyList<SelectionPanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        if (panels.Count == 0 || panels.Any(panel => panel.Curves.Count == 0))
            throw new ArgumentException("A figure needs at least one panel, and a panel at least one curve.", nameof(panels));
        this.panels = panels;
    }

    /// <summary>Saves the figure as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels; text and lines grow with it.</param>
    /// <param name="height">The height in pixels.</param>
    public void SavePng(string path, int width = FigureFile.Width, int height = DefaultHeight) =>
        FigureFile.SavePng(path, width, height, Draw);

    /// <summary>Saves the figure as scalable vectors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width; text and lines grow with it.</param>
    /// <param name="height">The height.</param>
    public void SaveSvg(string path, int width = FigureFile.Width, int height = DefaultHeight) =>
        FigureFile.SaveSvg(path, width, height, Draw);

    private void Draw(SKCanvas canvas, float width, float height)
    {
        float share = width / panels.Count;
        foreach ((int index, SelectionPanel panel) in panels.Index())
        {
            using Plot plot = panel.Draw(new(index == 0 ? 78 : 52, 14, 60, 40), hasYLabel: index == 0);
            plot.Render(canvas, new PixelRect(index * share, (index + 1) * share, height, 0));
        }
    }
}
