using System.Globalization;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs;

/// <summary>
/// What a proof found, row by row: each row goes to the output of its test at once, and the whole table can be printed at the
/// end of the run.
/// </summary>
internal sealed class ProofTable
{
    private const int NarrowestColumn = 9;
    private static readonly List<ProofTable> Tables = [];

    private readonly string title;
    private readonly List<string[]> rows = [];

    /// <summary>Creates a table, to be printed after those before it.</summary>
    /// <param name="title">What is proved.</param>
    /// <param name="columns">The headings.</param>
    public ProofTable(string title, params string[] columns)
    {
        this.title = title;
        rows.Add(columns);
        Tables.Add(this);
    }

    /// <summary>All tables with rows, in the order of their creation.</summary>
    public static IEnumerable<ProofTable> Filled => Tables.Where(table => table.rows.Count > 1);

    /// <summary>Adds a row; numbers are to be formatted by <see cref="Number"/>.</summary>
    public void Add(ITestOutputHelper output, params string[] cells)
    {
        rows.Add(cells);
        output.WriteLine(string.Join("  ", cells.Select((cell, column) =>
            Aligned(cell, column, Math.Max(NarrowestColumn, rows[0][column].Length)))));
    }

    /// <summary>A number with so many decimals.</summary>
    public static string Number(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary>The title, the headings and the rows, columns aligned.</summary>
    public override string ToString()
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        return string.Join(Environment.NewLine, rows
            .Select(row => string.Join("  ", row.Select((cell, column) => Aligned(cell, column, widths[column]))).TrimEnd())
            .Prepend(title));
    }

    /// <summary>Names to the left, numbers to the right.</summary>
    private static string Aligned(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}
