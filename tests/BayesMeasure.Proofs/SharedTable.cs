using System.Globalization;

namespace BayesMeasure.Proofs;

/// <summary>A table of comma-separated values among the shared data, its first line the names of the columns.</summary>
internal sealed class SharedTable
{
    private readonly string[] names;
    private readonly string[][] lines;

    private SharedTable(IReadOnlyList<string> text)
    {
        names = text[0].Split(',');
        lines = [.. text.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))];
    }

    /// <summary>Reads a file, its path relative to the folder of shared data.</summary>
    public static SharedTable Read(params string[] path) =>
        new(File.ReadAllLines(Path.Combine([SharedData.Folder!, .. path])));

    /// <summary>One column as it is written.</summary>
    public string[] Texts(string column)
    {
        int position = Array.IndexOf(names, column);
        return position >= 0
            ? [.. lines.Select(line => line[position])]
            : throw new ArgumentException($"There is no column '{column}'.", nameof(column));
    }

    /// <summary>One column of numbers.</summary>
    public double[] Numbers(string column) => [.. Texts(column).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
