using BayesMeasure.CommandLine;
using PureHDF;

namespace BatchMap;

/// <summary>Writes the map as instruments do: an NXdata in an HDF5 file, (rows, columns, points).</summary>
public static class SyntheticMap
{
    /// <summary>Writes the file.</summary>
    /// <returns>0.</returns>
    public static int Write(string path, PeakMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var normals = new PolarNormals(0);
        float[,,] counts = new float[map.Rows, map.Columns, PeakMap.X.Length];
        for (int row = 0; row < map.Rows; row++)
        {
            for (int column = 0; column < map.Columns; column++)
            {
                foreach ((int i, double value) in map.CurveOf(column).Index())
                {
                    counts[row, column, i] = (float)(value + map.NoiseOf(row) * normals.Next());
                }
            }
        }

        var data = new H5Group
        {
            ["signal"] = new H5Dataset(counts, chunks: [1, (uint)map.Columns, (uint)PeakMap.X.Length]),
            ["position"] = new H5Dataset(PeakMap.X),
        };
        data.Attributes["NX_class"] = "NXdata";
        data.Attributes["signal"] = "signal";
        data.Attributes["axes"] = new[] { ".", ".", "position" };
        new H5File { ["entry"] = new H5Group { ["data"] = data } }.Write(path);
        Console.WriteLine($"Written: {path}, {map.Rows} x {map.Columns} spectra.");
        return 0;
    }
}
