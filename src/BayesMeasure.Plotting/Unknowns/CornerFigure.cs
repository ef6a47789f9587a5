using BayesMeasure.Inference;
using ScottPlot;

namespace BayesMeasure.Plotting.Unknowns;

/// <summary>
/// All pairs of some unknowns in the lower triangle of a square: on its diagonal each by itself, below it the regions that hold
/// 50 % and 90 % of two.
/// </summary>
internal sealed class CornerFigure
{
    /// <summary>More unknowns are too small to read.</summary>
    public const int MostUnknowns = 8;

    private const float RoomLeft = 84;
    private const float RoomBelow = 66;
    private const float RoomAbove = 46;
    private const float Gap = 7;

    private readonly ShownUnknown[] unknowns;
    private readonly double?[] truths;

    private CornerFigure(ShownUnknown[] unknowns, double?[] truths)
    {
        this.unknowns = unknowns;
        this.truths = truths;
    }

    /// <exception cref="ArgumentException">No unknown is named.</exception>
    /// <exception cref="KeyNotFoundException">There is no such unknown; the message names the nearest, and lists all.</exception>
    public static Figure Of(Result result, IReadOnlyList<string>? names, IReadOnlyDictionary<string, double>? truths)
    {
        ShownUnknown[] unknowns = ChosenUnknowns.Of(result, names, MostUnknowns);
        if (unknowns.Length == 0)
        {
            throw new ArgumentException("A corner figure needs an unknown.", nameof(names));
        }

        double?[] known = [.. unknowns.Select(one =>
            truths is not null && truths.TryGetValue(one.Parameter.Name, out double value) ? value : (double?)null)];
        var figure = new CornerFigure(unknowns, known);
        return new(width => width, figure.Draw);
    }

    private void Draw(FigureSheet sheet)
    {
        float cell = (sheet.Width - RoomLeft - Gap) / unknowns.Length;
        float down = (sheet.Height - RoomAbove - RoomBelow) / unknowns.Length;
        for (int row = 0; row < unknowns.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                var inner = new PixelRect(
                    RoomLeft + column * cell,
                    RoomLeft + (column + 1) * cell - Gap,
                    RoomAbove + (row + 1) * down,
                    RoomAbove + row * down + Gap);
                Draw(sheet, row, column, inner);
            }
        }
    }

    /// <summary>Draws a panel, with room for labels at the rim of the triangle.</summary>
    private void Draw(FigureSheet sheet, int row, int column, PixelRect inner)
    {
        bool isFirst = column == 0;
        bool isLast = row == unknowns.Length - 1;
        var padding = new PixelPadding(isFirst ? RoomLeft : 2, 2, isLast ? RoomBelow : 2, row == column ? RoomAbove : 2);
        using Plot plot = row == column
            ? CornerPanel.Of(unknowns[row], truths[row], padding)
            : CornerPanel.Of(unknowns[column], unknowns[row], (truths[column], truths[row]), padding);
        if (row == column)
        {
            plot.Title(unknowns[row].Value, TitleSize(inner.Width));
        }

        Label(plot.Axes.Bottom, unknowns[column].Label, isLast);
        Label(plot.Axes.Left, unknowns[row].Label, isFirst && row != column);
        sheet.Render(plot, new PixelRect(
            inner.Left - padding.Left, inner.Right + 2, inner.Bottom + padding.Bottom, inner.Top - padding.Top));
    }

    private float TitleSize(float width) =>
        Math.Clamp(width / (0.6f * unknowns.Max(unknown => unknown.Value.Length)), 9, 17);

    private static void Label(IAxis axis, string text, bool isShown)
    {
        axis.TickLabelStyle.IsVisible = isShown;
        if (isShown)
        {
            axis.Label.Text = text;
        }
    }
}
