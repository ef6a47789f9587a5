using System.Globalization;
using System.Text;

namespace BayesMeasure.Export.Contents;

/// <summary>
/// Names that netCDF, HDF5, Zarr and a file system take: letters, digits, and a few marks. A name of which nothing else is left
/// is told from others by a number.
/// </summary>
/// <param name="taken">Names that others have.</param>
internal sealed class DataNames(params IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = new(taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a variable or a dimension that nothing else in its group has.</summary>
    /// <param name="name">What it is called.</param>
    public string Of(string name)
    {
        string safe = Safe(name);
        string unique = safe;
        for (int number = 2; !taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{safe}_{number}");
        }

        return unique;
    }

    private static string Safe(string name)
    {
        var safe = new StringBuilder();
        foreach (char character in name.Trim().Normalize())
        {
            safe.Append(char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '[' or ']' ? character : '_');
        }

        return safe.Length > 0 && (char.IsLetter(safe[0]) || safe[0] == '_') ? safe.ToString() : $"_{safe}";
    }
}
