using System.Text;
using BayesMeasure.Reports;
using ScottPlot;
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

    /// <summary>The width of a page of two columns, for which text has the size that journals ask for.</summary>
    private const double PageMillimetres = 175;

    private const double MillimetresPerInch = 25.4;
    private const double PixelsPerInch = 600;
    private const double PointsPerInch = 72;

    private readonly Func<float, float> heightOf;
    private readonly Action<FigureSheet> draw;

    /// <param name="heightOf">The height that suits a width, in units of a figure 1,200 wide.</param>
    /// <param name="draw">Draws on a sheet of that width and of any height.</param>
    internal Figure(Func<float, float> heightOf, Action<FigureSheet> draw)
    {
        this.heightOf = heightOf;
        this.draw = draw;
    }

    /// <param name="height">The height that suits it, in units of a figure 1,200 wide; of a narrower one as much less.</param>
    /// <param name="draw">Draws on a sheet of a width and a height in these units.</param>
    internal Figure(int height, Action<FigureSheet> draw)
        : this(width => height * Math.Max(width, 0.7f * Width) / Width, draw)
    {
    }

    private Figure(Figure other)
        : this(other.heightOf, other.draw)
    {
        (Millimetres, Change) = (other.Millimetres, other.Change);
    }

    /// <summary>The printed width; null where it was not said.</summary>
    private double? Millimetres { get; init; }

    private Action<Plot, int>? Change { get; init; }

    /// <summary>The width for which it is laid out: narrower than a page, with the text of a page.</summary>
    private float LayoutWidth => (float)(Width * (Millimetres ?? PageMillimetres) / PageMillimetres);

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

    /// <summary>
    /// What must be known of the drawing itself, a sentence each: characters of names that no font of this machine has, which are
    /// drawn as question marks. Empty where there is nothing.
    /// </summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            using var bitmap = new SKBitmap(1, 1);
            using var canvas = new SKCanvas(bitmap);
            IReadOnlyCollection<string> missing = Draw(canvas, Width, heightOf(LayoutWidth) * Width / LayoutWidth).Missing;
            return missing.Count == 0 || !HasText ? [] :
            [
                $"No font of this machine has {string.Join(", ", missing)}: drawn as \"?\". Install one that has, such as "
                + "fonts-noto-cjk for Japanese on Debian.",
            ];
        }
    }

    /// <summary>
    /// The same figure laid out for a printed width: 85 mm is a column of most journals, 175 mm a page. Text is of 6 to 8 points
    /// whatever the width is, and panels that stood side by side stand below each other where there is no room.
    /// </summary>
    /// <param name="width">The width in millimetres: from 60 to 400.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is outside these.</exception>
    public Figure OfWidth(double width) => width is >= 60 and <= 400
        ? new(this) { Millimetres = width }
        : throw new ArgumentOutOfRangeException(nameof(width), width, "A printed width lies between 60 and 400 mm.");

    /// <summary>
    /// The same figure with a change of its panels, just before they are drawn: titles, limits, colours, whatever a plot of
    /// ScottPlot has.
    /// </summary>
    /// <param name="change">Is given each panel with its number, from 0, in the order in which they are drawn.</param>
    public Figure With(Action<Plot, int> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(this) { Change = Change + change };
    }

    /// <summary>Saves the figure as pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">
    /// The width in pixels; text and lines grow with it. Null, the default, for 1,200, and for 600 an inch where the figure has a
    /// printed width.
    /// </param>
    /// <param name="height">The height in pixels; null for the one that suits the figure.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is not above 0.</exception>
    public void SavePng(string path, int? width = null, int? height = null)
    {
        byte[] png = ToPng(width, height);
        WholeFile.Write(path, file => file.Write(png));
    }

    /// <summary>Saves the figure as scalable vectors, of its printed width where it has one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width, 1,200 by default; text and lines grow with it.</param>
    /// <param name="height">The height; null for the one that suits the figure.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is not above 0.</exception>
    public void SaveSvg(string path, int? width = null, int? height = null)
    {
        // Drawn in memory first: a full disk must not throw through the native code that draws.
        byte[] drawing = Encoding.UTF8.GetBytes(ToSvg(width, height));
        WholeFile.Write(path, file => file.Write(drawing));
    }

    /// <summary>Saves the figure as a page of PDF of its printed width, 175 mm by default.</summary>
    /// <param name="path">The file.</param>
    public void SavePdf(string path)
    {
        float width = (float)((Millimetres ?? PageMillimetres) / MillimetresPerInch * PointsPerInch);
        float height = width * heightOf(LayoutWidth) / LayoutWidth;
        using var memory = new MemoryStream();
        using (SKDocument document = SKDocument.CreatePdf(memory))
        {
            Draw(document.BeginPage(width, height), width, height);
            document.EndPage();
            document.Close();
        }

        WholeFile.Write(path, file => file.Write(memory.ToArray()));
    }

    /// <summary>The figure as a PNG file in memory; the arguments are those of <see cref="SavePng"/>.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is not above 0.</exception>
    public byte[] ToPng(int? width = null, int? height = null)
    {
        int across = width ?? (Millimetres is { } printed ? (int)(printed / MillimetresPerInch * PixelsPerInch) : Width);
        int down = HeightFor(across, height);
        using var bitmap = new SKBitmap(across, down);
        using var canvas = new SKCanvas(bitmap);
        Draw(canvas, across, down);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    /// <summary>The figure as the text of an SVG file; the arguments are those of <see cref="SaveSvg"/>.</summary>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is not above 0.</exception>
    public string ToSvg(int? width = null, int? height = null)
    {
        int across = width ?? (int)LayoutWidth;
        string svg = SvgOf(across, HeightFor(across, height));
        return Millimetres is { } printed ? SvgNames.Printed(svg, printed) : svg;
    }

    /// <summary>The figure as vectors within HTML, as wide as there is room. Its ground is white.</summary>
    public string ToHtml()
    {
        int across = (int)LayoutWidth;
        string svg = SvgOf(across, HeightFor(across, null));
        string drawing = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..].TrimEnd();
        return $"<div style=\"max-width:{across}px\">{SvgNames.Scalable(drawing)}</div>";
    }

    private int HeightFor(int width, int? wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int result = wanted ?? (int)(heightOf(LayoutWidth) * width / LayoutWidth);
        ArgumentOutOfRangeException.ThrowIfLessThan(result, 1, "height");
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

        return PrintableText.Markup(CompactSvg.Of(Encoding.UTF8.GetString(stream.ToArray())));
    }

    private FigureSheet Draw(SKCanvas canvas, float width, float height)
    {
        float scale = width / LayoutWidth;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        var sheet = new FigureSheet(canvas, LayoutWidth, height / scale, Change);
        draw(sheet);
        return sheet;
    }
}
