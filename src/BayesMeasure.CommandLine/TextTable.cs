using Spectre.Console;

namespace BayesMeasure.CommandLine;

/// <summary>A table as plain text: the first column to the left, numbers to the right.</summary>
public static class TextTable
{
    private const int Width = 200;

    /// <summary>Writes a table.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">One text a column.</param>
    public static void Write(TextWriter output, string[] header, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (int column = 0; column < header.Length; column++)
        {
            Justify alignment = column == 0 ? Justify.Left : Justify.Right;
            table.AddColumn(new TableColumn(new Text(header[column])) { Alignment = alignment, NoWrap = true });
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }
        var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Width;
        console.Write(table);
        foreach (string line in text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            output.WriteLine(line);
        }
    }
}
