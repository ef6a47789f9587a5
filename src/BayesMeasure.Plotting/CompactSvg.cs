using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BayesMeasure.Plotting;

/// <summary>
/// The same drawing in a fraction of the bytes: points of a line that nobody would miss are left out (Douglas and Peucker 1973,
/// Cartographica 10, 112), numbers have a digit behind the point, and lines of one style that follow each other are one.
/// </summary>
internal static partial class CompactSvg
{
    /// <summary>How far a line may move, in units of a page of 1,200: 7 micrometres in print.</summary>
    private const double Tolerance = 0.05;

    private const string Number = "0.#";

    /// <summary>The drawing.</summary>
    public static string Of(string svg)
    {
        string simple = Outline().Replace(svg, outline => $" d=\"{Simplified(outline.Groups[1].Value)}\"");
        string rounded = Places().Replace(simple, places => $"{places.Groups[1]}=\"{Rounded(places.Groups[2].Value)}\"");
        string tight = TextRoom().Replace(Indentation().Replace(rounded, "\n"), "$1");
        return Merged(tight);
    }

    private static string Rounded(string numbers) => string.Join(' ', numbers
        .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(number => Text(double.Parse(number, CultureInfo.InvariantCulture))));

    private static string Text(double value) => value.ToString(Number, CultureInfo.InvariantCulture);

    /// <summary>What follows each other in one style says it once: opaque lines become one, and all else a group.</summary>
    private static string Merged(string svg)
    {
        string[] lines = svg.Split('\n');
        (string Style, string Place)[] shapes = [.. lines.Select(StyleOf)];
        var merged = new StringBuilder(svg.Length);
        for (int first = 0, next; first < lines.Length; first = next)
        {
            string style = shapes[first].Style;
            next = first + 1;
            while (style.Length > 0 && next < lines.Length && shapes[next].Style == style)
            {
                next++;
            }

            merged.Append(next == first + 1 ? lines[first] : Run(style, [.. shapes[first..next].Select(shape => shape.Place)]));
            merged.Append('\n');
        }

        return merged.ToString();
    }

    /// <summary>The kind of a shape with all that is no place, and its place; empty for what is none.</summary>
    private static (string Style, string Place) StyleOf(string line) => Path().Match(line) is { Success: true } path
        ? ($"path {path.Groups[1]}", path.Groups[2].Value)
        : Circle().Match(line) is { Success: true } circle
            ? ($"circle {circle.Groups[1]}", $"cx=\"{circle.Groups[2]}\" cy=\"{circle.Groups[3]}\" r=\"{circle.Groups[4]}\"")
            : ("", "");

    private static string Run(string style, string[] shapes)
    {
        (string kind, string attributes) = (style[..style.IndexOf(' ')], style[(style.IndexOf(' ') + 1)..]);
        if (kind == "circle")
        {
            return $"<g {attributes}>{string.Concat(shapes.Select(place => $"<circle {place}/>"))}</g>";
        }

        // What is not opaque is darker where it crosses itself, but not within one path.
        bool isOpaqueLine = attributes.StartsWith("fill=\"none\"", StringComparison.Ordinal)
            && !attributes.Contains("opacity", StringComparison.Ordinal);
        return isOpaqueLine
            ? $"<path {attributes} d=\"{string.Concat(shapes)}\"/>"
            : $"<g {attributes}>{string.Concat(shapes.Select(outline => $"<path d=\"{outline}\"/>"))}</g>";
    }

    /// <summary>The parts of an outline, each with as few points as do.</summary>
    private static string Simplified(string outline)
    {
        var simple = new StringBuilder(outline.Length);
        foreach (Match part in Part().Matches(outline))
        {
            (double X, double Y)[] points = [.. Point().Matches(part.Value).Select(point => (
                double.Parse(point.Groups[1].Value, CultureInfo.InvariantCulture),
                double.Parse(point.Groups[2].Value, CultureInfo.InvariantCulture)))];
            simple.Append('M').AppendJoin('L', Kept(points).Select(point => $"{Text(point.X)} {Text(point.Y)}"));
            simple.Append(part.Value.EndsWith('Z') ? "Z" : "");
        }

        return simple.ToString();
    }

    private static IEnumerable<(double X, double Y)> Kept((double X, double Y)[] points)
    {
        bool[] isKept = new bool[points.Length];
        (isKept[0], isKept[^1]) = (true, true);
        var open = new Stack<(int First, int Last)>([(0, points.Length - 1)]);
        while (open.TryPop(out (int First, int Last) span))
        {
            (int farthest, double distance) = Farthest(points, span.First, span.Last);
            if (distance > Tolerance)
            {
                isKept[farthest] = true;
                open.Push((span.First, farthest));
                open.Push((farthest, span.Last));
            }
        }

        return points.Where((_, i) => isKept[i]);
    }

    /// <summary>The point between two others that lies farthest from the line between them.</summary>
    private static (int Position, double Distance) Farthest((double X, double Y)[] points, int first, int last)
    {
        (int position, double most) = (first, 0);
        (double x, double y) = (points[last].X - points[first].X, points[last].Y - points[first].Y);
        double squared = x * x + y * y;
        for (int i = first + 1; i < last; i++)
        {
            (double u, double v) = (points[i].X - points[first].X, points[i].Y - points[first].Y);
            double along = squared > 0 ? Math.Clamp((u * x + v * y) / squared, 0, 1) : 0;
            double distance = double.Hypot(u - along * x, v - along * y);
            (position, most) = distance > most ? (i, distance) : (position, most);
        }

        return (position, most);
    }

    /// <summary>An outline of straight lines alone.</summary>
    [GeneratedRegex(@" d=""([MLZ\d. e+-]+)""")]
    private static partial Regex Outline();

    [GeneratedRegex(@"M[^M]+")]
    private static partial Regex Part();

    [GeneratedRegex(@"([\d.e+-]+) ([\d.e+-]+)")]
    private static partial Regex Point();

    [GeneratedRegex(@"\b(x|y|cx|cy|rx|ry|width|height)=""([\d., e+-]+)""")]
    private static partial Regex Places();

    [GeneratedRegex(@"\n\t+")]
    private static partial Regex Indentation();

    [GeneratedRegex(@"(?<=<text [^>]*>)\n([^\n<]*)\n(?=</text>)")]
    private static partial Regex TextRoom();

    [GeneratedRegex("""^<path (\w[^>]*?) d="([^"]*)"/>$""")]
    private static partial Regex Path();

    [GeneratedRegex("""^<ellipse (\w[^>]*?) cx="([^"]*)" cy="([^"]*)" rx="([^"]*)" ry="\4"/>$""")]
    private static partial Regex Circle();
}
