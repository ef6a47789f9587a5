using SkiaSharp;

namespace BayesMeasure.Plotting;

/// <summary>
/// What stands below the panels of a figure: the verdict, and what must be known before the picture is trusted. A figure is
/// passed on without its report.
/// </summary>
internal sealed class FigureNotes
{
    private const int Columns = 165;
    private const int MostLines = 8;
    private const float LineHeight = 19;
    private const float Margin = 14;
    private const float FontSize = 14;

    private readonly string[] lines;

    /// <param name="notes">The notes, the most important first.</param>
    public FigureNotes(IEnumerable<string> notes)
    {
        string[] all = [.. notes.SelectMany(Wrap)];
        lines = all.Length <= MostLines
            ? all
            : [.. all[..(MostLines - 1)], $"... and {all.Length - MostLines + 1} lines more: see the report."];
    }

    /// <summary>The height that they need, in units of a figure 1,200 wide; 0 where there are none.</summary>
    public float Height => lines.Length == 0 ? 0 : lines.Length * LineHeight + 2 * Margin;

    /// <summary>Draws the notes.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="top">Where they begin.</param>
    public void Draw(SKCanvas canvas, float top)
    {
        if (!FigureStyle.HasFont)
        {
            return;
        }

        using SKTypeface typeface = SKTypeface.FromFamilyName(FigureStyle.FontName);
        using var font = new SKFont(typeface, FontSize);
        using var paint = new SKPaint { Color = SKColor.Parse(FigureStyle.Ink.ToHex()), IsAntialias = true };
        for (int i = 0; i < lines.Length; i++)
        {
            canvas.DrawText(lines[i], Margin, top + Margin + (i + 0.75f) * LineHeight, font, paint);
        }
    }

    /// <summary>Breaks a note between words.</summary>
    private static IEnumerable<string> Wrap(string note)
    {
        string line = "";
        foreach (string word in note.Split(' '))
        {
            if (line.Length + 1 + word.Length > Columns)
            {
                yield return line;
                line = "    " + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
