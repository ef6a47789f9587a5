using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>Panels of one size, row by row, each with its letter where there are several.</summary>
/// <param name="columns">How many stand side by side.</param>
/// <param name="rowHeight">The height of a row.</param>
internal sealed class PanelGrid(int columns, float rowHeight)
{
    /// <summary>The narrowest panel that has room for its labels; 400 by default, so that a column has one.</summary>
    public float Narrowest { get; init; } = 400;

    /// <summary>Whether panels have letters; not where each bears the name of what it shows.</summary>
    public bool HasLetters { get; init; }

    /// <summary>The height of some panels on a sheet of a width.</summary>
    public int HeightOf(int panels, float width)
    {
        int across = Across(width);
        return (int)(rowHeight * ((panels + across - 1) / across));
    }

    /// <summary>Draws the panels.</summary>
    /// <param name="sheet">Where to draw.</param>
    /// <param name="panels">The panels.</param>
    /// <param name="bottom">Where they end; null for the end of the sheet.</param>
    public void Draw(FigureSheet sheet, IReadOnlyList<Func<Plot>> panels, float? bottom = null)
    {
        float height = bottom ?? sheet.Height;
        int across = Across(sheet.Width);
        int rows = (panels.Count + across - 1) / across;
        for (int i = 0; i < panels.Count; i++)
        {
            (int row, int column) = Math.DivRem(i, across);
            float top = row * height / rows;
            var place = new PixelRect(
                column * sheet.Width / across, (column + 1) * sheet.Width / across, top + height / rows, top);
            using Plot plot = panels[i]();
            sheet.Render(plot, place);
            if (HasLetters && panels.Count > 1)
            {
                sheet.WriteLetter(i, place);
            }
        }
    }

    private int Across(float width) => Math.Clamp((int)(width / Narrowest), 1, columns);
}
