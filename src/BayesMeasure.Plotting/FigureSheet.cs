using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// What a figure is drawn on: the one place where a panel meets the canvas. Before it does, its user may change it, and its
/// texts get a font that has their characters.
/// </summary>
/// <param name="canvas">Where to draw.</param>
/// <param name="width">The width, in units of a figure 1,200 wide for two columns.</param>
/// <param name="height">The height in the same units.</param>
/// <param name="change">What its user does with each panel, given with its number.</param>
internal sealed class FigureSheet(SKCanvas canvas, float width, float height, Action<Plot, int>? change)
{
    private const float LetterSize = 20;

    private readonly HashSet<string> missing = [];

    private int panels;

    /// <summary>The width.</summary>
    public float Width => width;

    /// <summary>The height.</summary>
    public float Height => height;

    /// <summary>The characters that no font of this machine has.</summary>
    public IReadOnlyCollection<string> Missing => missing;

    /// <summary>Draws a panel.</summary>
    public void Render(Plot plot, PixelRect place)
    {
        change?.Invoke(plot, panels++);
        UseFont(plot);
        FitTitle(plot, place);
        LayOut(plot, place);
        plot.Render(canvas, place);
    }

    /// <summary>
    /// The first time, a plot is drawn twice, once to learn where its parts are: on a canvas that keeps nothing, or all of it
    /// stood there twice.
    /// </summary>
    private static void LayOut(Plot plot, PixelRect place)
    {
        using var nowhere = new SKNoDrawCanvas((int)place.Right, (int)place.Bottom);
        plot.Render(nowhere, place);
    }

    /// <summary>Draws lines of text.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="left">Where they begin.</param>
    /// <param name="baseline">The base line of the first one.</param>
    /// <param name="size">The size of the text.</param>
    /// <param name="step">From one base line to the next.</param>
    /// <param name="color">The colour; null for that of ink.</param>
    public void Write(
        IReadOnlyList<string> lines, float left, float baseline, float size, float step, Color? color = null)
    {
        if (!FigureStyle.HasFont)
        {
            return;
        }

        TextFont chosen = ChooseFont(string.Concat(lines));
        using SKTypeface typeface = SKTypeface.FromFamilyName(chosen.Name, SKFontStyle.Normal);
        using var font = new SKFont(typeface, size);
        using var paint = new SKPaint { Color = SKColor.Parse((color ?? FigureStyle.Ink).ToHex()), IsAntialias = true };
        for (int i = 0; i < lines.Count; i++)
        {
            canvas.DrawText(chosen.Readable(lines[i]), left, baseline + i * step, font, paint);
        }
    }

    /// <summary>The letter of a panel, by which a text speaks of it.</summary>
    /// <param name="number">The number of the panel, from 0.</param>
    /// <param name="place">Where the panel is.</param>
    public void WriteLetter(int number, PixelRect place) =>
        Write([$"({(char)('a' + number)})"], place.Left + 8, place.Top + LetterSize + 4, LetterSize, step: 0);

    /// <summary>A title that is longer than its panel is wide is written smaller.</summary>
    private static void FitTitle(Plot plot, PixelRect place)
    {
        const float WidthOfCharacter = 0.58f;
        LabelStyle title = plot.Axes.Title.Label;
        title.FontSize = Math.Min(title.FontSize, 0.9f * place.Width / (WidthOfCharacter * Math.Max(1, title.Text.Length)));
    }

    private TextFont ChooseFont(string text)
    {
        var font = TextFont.For(text);
        missing.UnionWith(font.MissingIn(text));
        return font;
    }

    private void UseFont(Plot plot)
    {
        LabelStyle[] labels = [plot.Axes.Title.Label, .. plot.Axes.GetAxes().Select(axis => axis.Label)];
        ScottPlot.Plottables.Text[] texts = [.. plot.GetPlottables<ScottPlot.Plottables.Text>()];
        IHasLegendText[] named = [.. plot.GetPlottables().OfType<IHasLegendText>()];
        LegendItem[] items = [.. LegendsOf(plot).SelectMany(legend => legend.ManualItems)];
        NumericManual[] ticks = [.. plot.Axes.GetAxes().Select(axis => axis.TickGenerator).OfType<NumericManual>()];
        TextFont font = ChooseFont(string.Concat((IEnumerable<string>)
        [
            .. labels.Select(label => label.Text),
            .. texts.Select(text => text.LabelText),
            .. named.Select(one => one.LegendText),
            .. items.Select(item => item.LabelText),
            .. ticks.SelectMany(one => one.Ticks).Select(tick => tick.Label),
        ]));
        if (font.Name != FigureStyle.FontName)
        {
            plot.Font.Set(font.Name);
        }

        Array.ForEach(labels, label => label.Text = font.Readable(label.Text));
        Array.ForEach(texts, text => (text.LabelText, text.LabelFontName) = (font.Readable(text.LabelText), font.Name));
        Array.ForEach(named, one => one.LegendText = font.Readable(one.LegendText));
        Array.ForEach(items, item => item.LabelText = font.Readable(item.LabelText));
        foreach (Legend legend in LegendsOf(plot))
        {
            legend.FontName = font.Name;
        }
    }

    private static IEnumerable<Legend> LegendsOf(Plot plot) =>
        plot.Axes.GetPanels().OfType<LegendPanel>().Select(panel => panel.Legend).Append(plot.Legend);
}
