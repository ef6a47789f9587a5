using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Plotting;

namespace ModelStructure;

/// <summary>What is told of a map.</summary>
public static class MapReport
{
    /// <summary>Writes how often the number of peaks is right, what is refused, and how long it took.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="map">The map.</param>
    /// <param name="answer">What the network says of it.</param>
    public static void Write(TextWriter output, PeakMap map, MapAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(answer);
        (MapPixel Pixel, PixelAnswer Answer)[] all = [.. map.Pixels.Zip(answer.Pixels)];
        TextTable.Write(
            output,
            ["peaks", "pixels", "right", "decided", "wrong though decided", "refused"],
            all.Where(one => !one.Pixel.IsScratched).GroupBy(one => one.Pixel.Peaks).OrderBy(group => group.Key)
                .Select(group => Row($"{group.Key}", [.. group]))
                .Append(Row("scratched", [.. all.Where(one => one.Pixel.IsScratched)])));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{map.Pixels.Count} spectra took {answer.Elapsed.TotalSeconds:F1} s, ")
            + string.Create(CultureInfo.InvariantCulture, $"{answer.Elapsed.TotalMilliseconds / map.Pixels.Count:F2} ms each."));
    }

    /// <summary>The most probable number of peaks of every pixel: pale where it is undecided, grey where it is refused.</summary>
    /// <param name="map">The map.</param>
    /// <param name="answer">What the network says.</param>
    public static Figure FigureOf(PeakMap map, MapAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(answer);
        return Figure.OfSelectionMap(
            "Number of peaks; pale is undecided, grey is refused",
            [.. Enumerable.Range(0, PeakCurves.Most + 1).Select(count => $"K = {count}")],
            [.. answer.Pixels.Select(pixel => new SelectionMapCell(pixel.IsRefused ? null : pixel.Peaks, pixel.IsDecided))],
            map.Size);
    }

    private static string[] Row(string name, (MapPixel Pixel, PixelAnswer Answer)[] pixels)
    {
        string Share(Func<MapPixel, PixelAnswer, bool> holds) => pixels.Length == 0 ? "-" : string.Create(
            CultureInfo.InvariantCulture, $"{100 * pixels.Average(one => holds(one.Pixel, one.Answer) ? 1.0 : 0):F1} %");
        return
        [
            name,
            pixels.Length.ToString(CultureInfo.InvariantCulture),
            Share((pixel, answer) => pixel.Peaks == answer.Peaks),
            Share((_, answer) => answer.IsDecided),
            Share((pixel, answer) => answer.IsDecided && pixel.Peaks != answer.Peaks),
            Share((_, answer) => answer.IsRefused),
        ];
    }
}
