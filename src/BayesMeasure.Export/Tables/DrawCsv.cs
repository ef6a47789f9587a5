using System.Globalization;
using System.Text;
using BayesMeasure.Reports;

namespace BayesMeasure.Export.Tables;

/// <summary>A table of draws as text, with commas between the columns.</summary>
internal static class DrawCsv
{
    /// <summary>Writes a file.</summary>
    public static void Write(string path, DrawTable table) => WholeFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.NewLine = "\n";
        writer.WriteLine(string.Join(
            ',', [DrawTable.Chain, DrawTable.Draw, .. table.Columns.Select(column => Quoted(column.Name))]));
        for (int row = 0; row < table.Chains.Length; row++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{table.Chains[row]},{table.Draws[row]}"));
            foreach (DrawColumn column in table.Columns)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $",{column.Values[row]:R}"));
            }

            writer.WriteLine();
        }
    });

    private static string Quoted(string name) =>
        name.AsSpan().IndexOfAny(",\"\n\r") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
