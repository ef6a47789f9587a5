using BayesMeasure.Plotting;
using PureHDF;

namespace BatchMap;

/// <summary>Draws the maps that merge wrote: the number of peaks of each place, pale where it is not decided.</summary>
public static class MapDrawing
{
    /// <summary>Draws the figure.</summary>
    /// <param name="maps">The file of the maps.</param>
    /// <param name="figure">The figure, in pixels.</param>
    /// <returns>0.</returns>
    public static int Draw(string maps, string figure)
    {
        using var file = H5File.OpenRead(maps);
        IH5Group group = file.Group("/entry/maps");
        int[] best = group.Dataset("candidate").Read<int[]>();
        int[] decided = group.Dataset("decided").Read<int[]>();
        string[] names = group.Dataset("layers").Read<string[]>();
        ulong[] shape = group.Dataset("candidate").Space.Dimensions;
        Figure.OfSelectionMap(
            "Number of peaks",
            names,
            [.. best.Zip(decided, (candidate, flag) => new SelectionMapCell(candidate < 0 ? null : candidate, flag == 1))],
            (int)shape[^1]).SavePng(figure);
        Console.WriteLine($"Written: {figure}.");
        return 0;
    }
}
