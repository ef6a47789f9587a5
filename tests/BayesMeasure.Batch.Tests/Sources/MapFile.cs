using PureHDF;

namespace BayesMeasure.Batch.Tests.Sources;

/// <summary>Spectra of a map in an HDF5 file: the value of each point tells where it is.</summary>
internal static class MapFile
{
    public const int Rows = 3;
    public const int Columns = 5;
    public const int Points = 4;

    /// <summary>The numbers, the point fastest.</summary>
    public static double At(int row, int column, int point) => 100 * row + 10 * column + point;

    /// <summary>Writes the map as NXdata, with chunks across rows and columns, an axis and errors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nan">A curve without numbers, by its index; -1 for none.</param>
    /// <param name="columns">The number of columns.</param>
    public static void Write(string path, int nan = -1, int columns = Columns)
    {
        double[,,] counts = new double[Rows, columns, Points];
        double[,,] errors = new double[Rows, columns, Points];
        for (int i = 0; i < Rows * columns * Points; i++)
        {
            (int curve, int point) = Math.DivRem(i, Points);
            (int row, int column) = Math.DivRem(curve, columns);
            counts[row, column, point] = curve == nan ? double.NaN : At(row, column, point);
            errors[row, column, point] = 1 + At(row, column, point);
        }

        var signal = new H5Dataset(counts, chunks: [2, 2, Points]);
        signal.Attributes["units"] = "counts";
        var data = new H5Group
        {
            ["counts"] = signal,
            ["counts_errors"] = new H5Dataset(errors),
            ["energy"] = new H5Dataset(new[] { 1.0, 2, 3, 4 }),
        };
        data.Attributes["NX_class"] = "NXdata";
        data.Attributes["signal"] = "counts";
        data.Attributes["axes"] = new[] { ".", ".", "energy" };
        new H5File { ["entry"] = new H5Group { ["data"] = data, ["curve"] = new H5Dataset(new[] { 1.0, 2, 3 }) } }.Write(path);
    }
}
