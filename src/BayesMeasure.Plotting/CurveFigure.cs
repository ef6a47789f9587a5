using ScottPlot;

namespace BayesMeasure.Plotting;

/// <summary>Panels of one's own, two in a row.</summary>
internal static class CurveFigure
{
    private const int Height = 460;
    private const int InRow = 2;

    /// <exception cref="ArgumentException">There is no panel, or one is empty.</exception>
    public static Figure Of(IReadOnlyList<CurvePanel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        if (panels.Count == 0 || panels.Any(panel => panel.IsEmpty))
        {
            throw new ArgumentException("A figure needs a panel, and each panel a line or some points.");
        }

        int rows = (panels.Count + InRow - 1) / InRow;
        return new(rows * Height, sheet =>
        {
            (float width, float height) = (sheet.Width, sheet.Height);
            for (int i = 0; i < panels.Count; i++)
            {
                bool isAlone = i == panels.Count - 1 && i % InRow == 0;
                float left = i % InRow * width / InRow;
                float top = i / InRow * height / rows;
                using Plot plot = panels[i].Draw(new(85, 16, 62, 48));
                sheet.Render(plot, new PixelRect(left, isAlone ? width : left + width / InRow, top + height / rows, top));
            }
        });
    }
}
