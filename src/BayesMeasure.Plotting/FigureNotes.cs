namespace BayesMeasure.Plotting;

/// <summary>
/// What stands below the panels of a figure: the verdict, and what must be known before the picture is trusted. A figure is
/// passed on without its report.
/// </summary>
internal sealed class FigureNotes
{
    /// <summary>So many characters stand side by side on a page.</summary>
    private const int Columns = 165;

    private const float PageWidth = 1200;
    private const int MostLines = 8;
    private const float LineHeight = 19;
    private const float Margin = 14;
    private const float FontSize = 14;

    private readonly string[] notes;

    /// <param name="notes">The notes, the most important first.</param>
    public FigureNotes(IEnumerable<string> notes) => this.notes = [.. notes];

    /// <summary>The height that they need on a sheet of a width; 0 where there are none.</summary>
    public float HeightOn(float width) => LinesOn(width) is { Length: > 0 } lines ? lines.Length * LineHeight + 2 * Margin : 0;

    /// <summary>Draws the notes.</summary>
    /// <param name="sheet">Where to draw.</param>
    /// <param name="top">Where they begin.</param>
    public void Draw(FigureSheet sheet, float top) =>
        sheet.Write(LinesOn(sheet.Width), Margin, top + Margin + 0.75f * LineHeight, FontSize, LineHeight);

    private string[] LinesOn(float width)
    {
        int columns = (int)(Columns * width / PageWidth);
        string[] all = [.. notes.SelectMany(note => Wrap(note, columns))];
        return all.Length <= MostLines
            ? all
            : [.. all[..(MostLines - 1)], $"... and {all.Length - MostLines + 1} lines more: see the report."];
    }

    /// <summary>Breaks a note between words.</summary>
    private static IEnumerable<string> Wrap(string note, int columns)
    {
        string line = "";
        foreach (string word in note.Split(' '))
        {
            if (line.Length + 1 + word.Length > columns)
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
