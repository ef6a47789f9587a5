using System.Globalization;
using System.Text;
using BayesMeasure.Plotting;
using ScottPlot;

namespace BayesMeasure.Tests.Plotting;

/// <summary>
/// What a figure is made of, in words: of every panel its title, the labels of its axes, the kinds of what is drawn with their
/// numbers, and its legend. Numbers in texts are left out, since they follow from draws.
/// </summary>
internal static class FigureParts
{
    /// <summary>The parts of a figure, a panel a line.</summary>
    public static string Of(Figure figure)
    {
        var parts = new StringBuilder();
        figure.With((plot, panel) => parts.Append(
            CultureInfo.InvariantCulture,
            $"{panel}: {Texts(plot)}; {Drawn(plot)}; {Legend(plot)}\n")).ToPng(400);
        return parts.ToString();
    }

    private static string Texts(Plot plot) =>
        $"\"{Words(plot.Axes.Title.Label.Text)}\", x \"{plot.Axes.Bottom.Label.Text}\", y \"{plot.Axes.Left.Label.Text}\"";

    private static string Drawn(Plot plot) => string.Join(", ", plot.GetPlottables()
        .GroupBy(one => one.GetType().Name)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} {kind.Key}")));

    private static string Legend(Plot plot) => string.Join(", ", plot.GetPlottables()
        .OfType<IHasLegendText>().Select(one => one.LegendText).Where(text => text.Length > 0).Select(Words));

    private static string Words(string text) =>
        string.Concat(text.Select(character => char.IsDigit(character) ? '#' : character)).Replace("##", "#").Replace("##", "#");
}
