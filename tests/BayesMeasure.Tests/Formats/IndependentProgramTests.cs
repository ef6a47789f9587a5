using System.Globalization;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Formats;

/// <summary>
/// Files that other programs read, or wrote: what xylib 1.6 makes of them is stored beside them, and h5py 3.7 wrote the HDF5.
/// </summary>
public class IndependentProgramTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Files");

    [Theory]
    [InlineData("bruker1.raw")]
    [InlineData("bruker2.raw")]
    [InlineData("bruker3.raw")]
    [InlineData("regions.vms")]
    [InlineData("scan.xrdml")]
    [InlineData("specs.xy")]
    public void Xylib_reads_the_same(string file)
    {
        double[][] expected =
        [
            .. File.ReadLines(Path.Combine(Folder, $"{file}.xylib.txt")).Select(line =>
                line.Split('\t').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()),
        ];
        double[][] read =
        [
            .. MeasurementFile.CurvesOf(Path.Combine(Folder, file))
                .Where(curve => !curve.Contains("Transmission", StringComparison.Ordinal))
                .Select(curve => Read(file, curve).Measurement)
                .SelectMany(data => data.X.Zip(data.Y, (x, y) => new[] { x, y })),
        ];
        Assert.Equal(expected.Select(row => row[0]), read.Select(row => row[0]), AreEqualPrinted);
        Assert.Equal(expected.Select(row => row[1]), read.Select(row => row[1]), AreEqualPrinted);
    }

    [Fact]
    public void The_transmission_is_a_curve_of_its_own() =>
        Assert.Equal(1.23, Read("regions.vms", "O 1s: Transmission").Measurement.Y[^1]);

    [Theory]
    [InlineData("plain.nxs", "Intensity", "counts")]
    [InlineData("latest.nxs", "Intensity", "counts")]
    [InlineData("gzip.nxs", "Intensity", "counts")]
    [InlineData("bigendian.nxs", "Intensity", "counts")]
    [InlineData("uint8.nxs", "Intensity", "counts")]
    [InlineData("int64.nxs", "Intensity", "counts")]
    [InlineData("fixedstr.nxs", "Intensity", "counts")]
    [InlineData("edges.nxs", "Intensity", "counts")]
    [InlineData("two.nxs", "Intensity", "counts")]
    [InlineData("loop.nxs", "Intensity", "counts")]
    [InlineData("legacy.nxs", "counts", null)]
    public void H5py_wrote_the_same(string file, string name, string? unit)
    {
        Measurement data = Read(file).Measurement;
        double[] x = [.. Enumerable.Range(10, 12).Select(i => (double)i)];
        double[] y = [.. x.Select(at => 100 * Math.Exp(-0.5 * Math.Pow((at - 15) / 2, 2)) + 5)];
        Assert.Equal(x, data.X);
        Assert.Equal(
            file == "legacy.nxs" ? y : y.Select(value => Math.Round(value)),
            data.Y,
            (left, right) => Math.Abs(left - right) < 1e-12);
        Assert.Equal(y.Select(Math.Sqrt), data.Sigma!.Value, (left, right) => Math.Abs(left - right) < 1e-12);
        Assert.Equal((name, unit), (data.YName, data.YUnit));
    }

    [Fact]
    public void A_dataset_is_read_by_its_path()
    {
        ReadMeasurement read = Measurement.Read(Path.Combine(Folder, "bare.h5::/a/y"));
        Assert.Equal(12, read.Measurement.Count);
        Assert.Equal(["/a/y names no axis: x counts the points from 0."], read.Remarks);
    }

    [Fact]
    public void A_row_is_read_by_its_index()
    {
        Measurement data = Measurement.Read(Path.Combine(Folder, "image.nxs::/entry/data[1]")).Measurement;
        Assert.Equal(Enumerable.Range(12, 12).Select(i => (double)i), data.Y);
        Assert.Equal(("q", 10.0), (data.XName, data.X[0]));
    }

    [Theory]
    [InlineData("image.nxs", "shape 3 x 12", "/entry/data[0]")]
    [InlineData("bare.h5", "There is no NXdata", "/a/x, /a/y")]
    [InlineData("bare.h5::/a/z", "There is no /a/z", "/a/x, /a/y")]
    [InlineData("scan.xrdml::/a", "asks for a path inside of an HDF5 file", "Leave out")]
    public void What_is_not_there_is_said(string path, string problem, string advice)
    {
        MeasurementFormatException error = Assert.Throws<MeasurementFormatException>(
            () => Measurement.Read(Path.Combine(Folder, path)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_curve_comes_first_and_others_are_chosen()
    {
        Assert.Equal(["/entry/data", "/entry/other"], Read("two.nxs").Curves);
        Assert.Equal(5, Read("two.nxs", "/entry/other").Measurement.Count);
    }

    private static ReadMeasurement Read(string file, string? curve = null) =>
        MeasurementFile.Read(Path.Combine(Folder, file), new() { Curve = curve });

    // xylib prints six decimals.
    private static bool AreEqualPrinted(double left, double right) => Math.Abs(left - right) <= 5.1e-7;
}
