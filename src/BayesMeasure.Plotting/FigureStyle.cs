using BayesMeasure.Reports;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>What all panels of a figure look like.</summary>
internal static class FigureStyle
{
    /// <summary>The size of the text of legends.</summary>
    public const float LegendFontSize = 15;

    public static Color Ink { get; } = Color.FromHex("#222222");

    public static Color Data { get; } = Color.FromHex("#5A5A5A");

    public static Color Fit { get; } = Color.FromHex("#0B3C6F");

    public static Color Band { get; } = Color.FromHex("#6BAED6").WithAlpha(.45);

    public static Color Background { get; } = Color.FromHex("#8A8A8A");

    public static Color Highlight { get; } = Color.FromHex("#0B3C6F");

    public static Color Faint { get; } = Color.FromHex("#9FB8D1");

    /// <summary>Whether this machine has a font. One without any has a single family that has no name.</summary>
    public static bool HasFont => SKFontManager.Default.FontFamilies.Any(name => name.Length > 0);

    /// <summary>A sans-serif font that this machine has, or else its default.</summary>
    public static string FontName { get; } = ((string[])["Helvetica", "Arial", "Liberation Sans", "DejaVu Sans"])
        .Intersect(SKFontManager.Default.FontFamilies)
        .FirstOrDefault(Fonts.Default);

    /// <summary>The colours of Okabe and Ito, which most colour-blind readers can tell apart.</summary>
    private static Color[] Palette { get; } =
    [
        Color.FromHex("#D55E00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7"),
        Color.FromHex("#E69F00"), Color.FromHex("#56B4E9"), Color.FromHex("#7A5195"),
    ];

    /// <summary>How many components have a colour of their own.</summary>
    public static int Components => Palette.Length;

    /// <summary>What is true, or was put in, or is one draw: drawn over what is found.</summary>
    public static Color Mark { get; } = Color.FromHex("#D55E00");

    public static Color Component(int index) => Palette[index % Palette.Length];

    /// <summary>Larger markers for fewer points.</summary>
    public static float MarkerSize(int points) => points switch
    {
        < 100 => 7,
        < 400 => 5,
        < 1500 => 3.5f,
        _ => 2.5f,
    };

    /// <summary>An empty panel with axes and a faint grid.</summary>
    /// <param name="padding">The room for labels on each side, in units of a figure 1,200 wide.</param>
    public static Plot CreatePanel(PixelPadding padding)
    {
        var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Layout.Fixed(padding);
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Ink.WithAlpha(.08);
        plot.Axes.Bottom.TickGenerator = CreateTicks(() => plot.Axes.Bottom.Range.Span);
        plot.Axes.Left.TickGenerator = CreateTicks(() => plot.Axes.Left.Range.Span);
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = 15;
            axis.Label.FontSize = 17;
            axis.Label.Bold = false;

            // A line of a pixel vanishes where a smaller picture has less of it.
            axis.FrameLineStyle.AntiAlias = true;
        }

        plot.Font.Set(FontName);
        plot.Axes.Title.Label.FontSize = 19;
        plot.Axes.Title.Label.Bold = false;
        return plot;
    }

    /// <summary>Ticks at round numbers, written as all numbers are, without thousands separators.</summary>
    /// <param name="length">The length of the axis, beside which a rounding error is 0.</param>
    /// <param name="most">Where labels end, below a legend that stands above everything; by default they do not.</param>
    public static NumericAutomatic CreateTicks(Func<double> length, double most = double.PositiveInfinity) => new()
    {
        TickDensity = .6,
        LabelFormatter = value => value > most ? "" : ValueWithError.TypesetWithin(value, length()),
    };

    /// <summary>Shows the legend in a line above the data, for which the limits of the panel leave room.</summary>
    public static void ShowLegendAbove(Plot plot)
    {
        Legend legend = plot.ShowLegend(Alignment.UpperRight);
        StyleLegend(legend);
        legend.FontSize = 13;
        legend.Orientation = Orientation.Horizontal;
        legend.TightHorizontalWrapping = true;
    }

    public static void StyleLegend(Legend legend)
    {
        legend.FontSize = LegendFontSize;
        legend.FontName = FontName;
        legend.OutlineColor = Colors.Transparent;
        legend.BackgroundColor = Colors.Transparent;
        legend.ShadowColor = Colors.Transparent;
        legend.SymbolWidth = 26;
        legend.SymbolPadding = 8;
    }
}
