using System.Globalization;

namespace BayesMeasure.Diffraction.Atoms;

/// <summary>A table that the library carries: fields between tabs, and lines of comment that begin with #.</summary>
internal static class EmbeddedTable
{
    /// <summary>The rows of a table.</summary>
    /// <param name="name">The name of its file, without its ending.</param>
    public static IEnumerable<string[]> Rows(string name)
    {
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('\t');
            }
        }
    }

    /// <summary>A field as a number.</summary>
    public static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
