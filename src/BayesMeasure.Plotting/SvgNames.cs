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

    /// <summary>
    /// The drawing within a page: as wide as there is room, with parts that are named apart from those of others.
    /// </summary>
    public static string Scalable(string svg) => Size().Replace(
        Unique(svg).Replace("<svg ", "<svg style=\"width:100%;height:auto;background:#fff\" ", StringComparison.Ordinal),
        size => $"{size.Value} viewBox=\"0 0 {size.Groups[1].Value} {size.Groups[2].Value}\"",
        count: 1);

    /// <summary>The drawing of a printed width: its size in millimetres, with the units in which it is drawn beside it.</summary>
    /// <param name="svg">The drawing.</param>
    /// <param name="millimetres">The width.</param>
    public static string Printed(string svg, double millimetres) => Size().Replace(
        svg,
        size =>
        {
            double width = double.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture);
            double height = double.Parse(size.Groups[2].Value, CultureInfo.InvariantCulture);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"width=\"{millimetres:0.##}mm\" height=\"{millimetres * height / width:0.##}mm\" ")
                + string.Create(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {width} {height}\"");
        },
        count: 1);

    /// <summary>FNV-1a, which is the same on every machine and in every run.</summary>
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u);

    [GeneratedRegex("""width="([\d.]+)" height="([\d.]+)"(?=[ >])""")]
    private static partial Regex Size();

    [GeneratedRegex("""(id="|url\(#|href="#)([\w-]+)""")]
    private static partial Regex Name();
}
