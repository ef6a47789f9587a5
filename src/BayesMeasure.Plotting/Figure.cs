using System.Text;
using BayesMeasure.Reports;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// A drawing that is laid out for a width of 1,200, and can be saved as pixels or vectors of any size. What <see
/// cref="Plots.Plot( BayesMeasure.Comparison.ModelComparison, bool, bool?)"/> and its like return, and what a notebook shows.
/// </summary>
/// <example>
/// <code>
/// comparison.Plot().SavePng("fit.png");
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class Figure : INotebookView
{
    private const int Width = 1200;

    private readonly int height;
    private readonly Action<SKCanvas, float, float> draw;

    /// <param name="height">The height that suits it, in units of a figure 1,200 wide.</param>
    /// <param name="draw">Draws, given the canvas, the width of 1,200 and the height in the same units.</param>
    internal Figure(int height, Action<SKCanvas, float, float> draw)
    {
        this.height = height;
        this.draw = draw;
    }

    /// <summary>Whether this machine has a font. Without one, figures are drawn without any text.</summary>
    public static bool HasText => FigureStyle.HasFont;

    /// <summary>
    /// How often the data will select a model: over the number of points to the left, over the size of an effect to the right
    /// (the mesoscopic figures of Katakami et al., arXiv 2406.02869). Lines are by formula, points by simulation.
    /// </summary>
    /// <param name="title">What is selected, and how.</param>
    /// <param name="overPoints">Curves over the number of points, which are drawn on a logarithmic axis; at least one.</param>
    /// <param name="effect">The name of the effect, such as "b / σ".</param>
    /// <param name="overEffect">Curves over its size; at least one.</param>
    /// <exception cref="ArgumentException">There is no curve, or a curve has no points.</exception>
    public static Figure OfSelection(
        string title, IReadOnlyList<SelectionCurve> overPoints, string effect, IReadOnlyList<SelectionCurve> overEffect) =>
        SelectionFigure.Of(title, overPoints, effect, overEffect);

    /// <summary>
    /// What many data sets select: to the left a map with a cell for each of them, in the colour of its best model, pale where
    /// that is undecided; to the right the share of each model, which is the legend as well.
    /// </summary>
    /// <param name="title">What is selected, and of what.</param>
    /// <param name="models">The names of the models, such as "K = 3", in the order of the legend; at least one.</param>
    /// <param name="cells">
    /// One for each data set, with a position in <paramref name="models"/>; at least one. They go from left to right, row by row
    /// from the top.
    /// </param>
    /// <param name="columns">
    /// How many are in a row, where the data sets are those of a map; null for what fits the figure.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no model or no data set, a position is none of a model, or there is no column.
    /// </exception>
    public static Figure OfSelectionMap(
        string title, IReadOnlyList<string> models, IReadOnlyList<SelectionMapCell> cells, int? columns = null) =>
        SelectionMapFigure.Of(title, models, cells, columns);

    /// <summary>Lines and points of one's own in the style of all figures: panels from left to right, two in a row.</summary>
    /// <param name="panels">The panels, at least one, each with a line or some points.</param>
    /// <exception cref="ArgumentException">There is no panel, or one is empty.</exception>
    public static Figure OfCurves(params IReadOnlyList<CurvePanel> panels) => CurveFigure.Of(panels);

    /// <summary>
    /// A powder pattern: data and fit, below them a row of tick marks for each phase, and what the fit leaves in units of the
    /// standard deviation of each point.
    /// </summary>
    /// <param name="plot">The pattern.</param>
    /// <exception cref="ArgumentException">Numbers of points differ, or a number cannot be drawn.</exception>
    public static Figure OfPowder(PowderPlot plot) => PowderFigure.Of(plot);

    /// <summary>Saves the figure as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels; text and lines grow with it.</param>
    /// <param name="height">The height in pixels; null for the one that suits the figure.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is not above 0.</exception>
    public void SavePng(string path, int width = Width, int? height = null)
    {
        int pixels = HeightFor(width, height);
        using var bitmap = new SKBitmap(width, pixels);
        using var canvas = new SKCanvas(bitmap);
        Draw(canvas, width, pixels);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        WholeFile.Write(path, file => file.Write(png.AsSpan()));
    }

    /// <summary>Saves the figure as scalable vectors; the arguments are those for pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width; text and lines grow with it.</param>
    /// <param name="height">The height; null for the one that suits the figure.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is not above 0.</exception>
    public void SaveSvg(string path, int width = Width, int? height = null)
    {
        int pixels = HeightFor(width, height);

        // Drawn in memory first: a full disk must not throw through the native code that draws.
        byte[] drawing = Encoding.UTF8.GetBytes(SvgOf(width, pixels));
        WholeFile.Write(path, file => file.Write(drawing));
    }

    /// <summary>The figure as vectors within HTML, as wide as there is room. Its ground is white.</summary>
    public string ToHtml()
    {
        string svg = SvgOf(Width, height);
        string drawing = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..].TrimEnd();
        return $"<div style=\"max-width:{Width}px\">{Scalable(drawing)}</div>";
    }

    /// <summary>The numbers that name the drawings of one page apart, since the parts of each are named from 0 on.</summary>
    private static string Scalable(string svg) => SvgNames.Unique(svg).Replace(
        "<svg ", "<svg style=\"width:100%;height:auto;background:#fff\" ", StringComparison.Ordinal);

    private int HeightFor(int width, int? wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int result = wanted ?? height * width / Width;
        ArgumentOutOfRangeException.ThrowIfLessThan(result, 1, nameof(height));
        return result;
    }

    /// <summary>The drawing as text. Names come from files, and a mark of direction would turn all that follows it.</summary>
    private string SvgOf(int width, int height)
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
        {
            Draw(canvas, width, height);
        }

        return PrintableText.Markup(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private void Draw(SKCanvas canvas, int width, int height)
    {
        float scale = (float)width / Width;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        draw(canvas, Width, height / scale);
    }
}
