using System.Globalization;
using System.Text.RegularExpressions;

namespace BayesMeasure.Plotting;

/// <summary>
/// Names of the parts of drawings. Each drawing counts its parts from 0 on, and on one page the clip of a later figure would be
/// taken from the first one.
/// </summary>
internal static partial class SvgNames
{
    /// <summary>The same drawing with names that follow from its content.</summary>
    public static string Unique(string svg)
    {
        string mark = Hash(svg).ToString("x8", CultureInfo.InvariantCulture);
        return Name().Replace(svg, name => $"{name.Groups[1]}{name.Groups[2]}-{mark}");
    }

    /// <summary>FNV-1a, which is the same on every machine and in every run.</summary>
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u);

    [GeneratedRegex("""(id="|url\(#|href="#)([\w-]+)""")]
    private static partial Regex Name();
}
