using BayesMeasure.Formats;
using BayesMeasure.Problems.Files;

namespace BayesMeasure.Tests.Formats;

/// <summary>Ten files of each format, made by formula: the points that are read are those that were written.</summary>
public class FormatFileTests
{
    private static readonly Dictionary<string, Func<IEnumerable<WrittenFile>>> Formats = new()
    {
        ["columns of text"] = () => ColumnFiles.All,
        ["JCAMP-DX"] = () => JcampFiles.All,
        ["VAMAS (ISO 14976)"] = () => VamasFiles.All,
        ["gamma spectrum (.Spe)"] = () => DetectorFiles.Gamma,
        ["Amptek spectrum (.mca)"] = () => DetectorFiles.Amptek,
        ["SPECS .xy"] = () => BeamlineFiles.Specs,
        ["SPEC scans"] = () => BeamlineFiles.Spec,
        ["ORSO reflectivity (.ort)"] = () => BeamlineFiles.Orso,
        ["PANalytical .xrdml"] = () => DiffractionFiles.Xrdml,
        ["Bruker .raw"] = () => DiffractionFiles.Bruker,
        ["NeXus/HDF5"] = () => NexusFiles.All,
    };

    public static TheoryData<string, int> Files
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string format in Formats.Keys)
            {
                for (int file = 0; file < WrittenFile.FilesEach; file++)
                {
                    data.Add(format, file);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Each_format_is_tried() =>
        Assert.Equal(MeasurementFile.Formats.Select(format => format.Name).Order(), Formats.Keys.Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void What_was_written_is_read(string format, int number)
    {
        WrittenFile file = Formats[format]().ElementAt(number);
        ReadMeasurement read = MeasurementFile.Read(
            FileContent.OfBytes(file.Name, file.Bytes), new() { Curve = file.Curve });
        Assert.Equal(format, read.Format);
        Assert.Equal(file.X, read.Measurement.X, AreNear);
        Assert.Equal(file.Y, read.Measurement.Y, AreNear);
        Assert.Equal(file.Sigma ?? [], read.Measurement.Sigma ?? [], AreNear);
    }

    /// <summary>Names of four and eight letters are names, however much they look like large numbers.</summary>
    [Fact]
    public void Names_of_groups_are_read_as_they_are()
    {
        foreach (WrittenFile file in NexusFiles.All)
        {
            Assert.Equal("/entry/data", MeasurementFile.Read(FileContent.OfBytes(file.Name, file.Bytes)).Curve);
        }
    }

    // Sums of steps differ in their last bits from products.
    private static bool AreNear(double left, double right) => Math.Abs(left - right) <= 1e-12 * Math.Max(1, Math.Abs(left));
}
