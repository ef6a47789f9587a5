using BayesMeasure.Measurements;
using PureHDF;

namespace BayesMeasure.Batch.Tests.Work;

/// <summary>Curves as a map in an HDF5 file, as an instrument writes it.</summary>
internal static class CurveMap
{
    /// <summary>Writes the file: an NXdata "/entry/data" of so many rows.</summary>
    public static void Write(string path, IReadOnlyList<Measurement> curves, int rows = 1)
    {
        int points = curves[0].X.Length;
        double[,,] values = new double[rows, curves.Count / rows, points];
        for (int curve = 0; curve < curves.Count; curve++)
        {
            (int row, int column) = Math.DivRem(curve, curves.Count / rows);
            for (int i = 0; i < points; i++)
            {
                values[row, column, i] = curves[curve].Y[i];
            }
        }

        var data = new H5Group
        {
            ["signal"] = new H5Dataset(values),
            ["x"] = new H5Dataset((double[])[.. curves[0].X]),
        };
        data.Attributes["NX_class"] = "NXdata";
        data.Attributes["signal"] = "signal";
        data.Attributes["axes"] = new[] { ".", ".", "x" };
        new H5File { ["entry"] = new H5Group { ["data"] = data } }.Write(path);
    }
}
