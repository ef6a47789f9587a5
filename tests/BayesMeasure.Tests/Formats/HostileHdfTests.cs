using BayesMeasure.Formats;
using BayesMeasure.Measurements;
using BayesMeasure.Problems.Files;

namespace BayesMeasure.Tests.Formats;

/// <summary>
/// What a file of HDF5 can be made to do: open other files, lead in circles, inflate without end. None of it happens.
/// </summary>
public sealed class HostileHdfTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hdf-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("/data/link")]
    [InlineData("/data")]
    [InlineData("/")]
    public void External_link_is_not_followed(string asked)
    {
        string other = Path.Combine(folder, "o");
        File.WriteAllBytes(other, NexusFiles.All.First().Bytes);
        string message = Refused(HostileHdf.ExternalLink(other, "/entry/data"), asked);
        Assert.DoesNotContain("broken", message, StringComparison.Ordinal);
    }

    /// <summary>The test above tells nothing of a link that leads nowhere.</summary>
    [Fact]
    public void The_link_would_be_followed_by_PureHDF()
    {
        string other = Path.Combine(folder, "o");
        File.WriteAllBytes(other, NexusFiles.All.First().Bytes);
        using var stream = new MemoryStream(HostileHdf.ExternalLink(other, "/entry/data"));
        using var file = PureHDF.H5File.Open(stream, leaveOpen: true);
        Assert.IsAssignableFrom<PureHDF.IH5Group>(((PureHDF.IH5Group)file.Get("data")).Get("link"));
    }

    [Theory]
    [InlineData("/numbers")]
    [InlineData("/")]
    public void Numbers_of_another_file_are_not_read(string asked)
    {
        string other = Path.Combine(folder, "o");
        File.WriteAllText(other, "root:x:0:0:root");
        Refused(HostileHdf.ExternalNumbers(other), asked);
    }

    [Fact]
    public void The_other_file_would_be_read_by_PureHDF()
    {
        string other = Path.Combine(folder, "o");
        File.WriteAllText(other, "root:x:0:0:root");
        using var stream = new MemoryStream(HostileHdf.ExternalNumbers(other));
        using var file = PureHDF.H5File.Open(stream, leaveOpen: true);
        Assert.Equal("root:x:0:0"u8.ToArray(), ((PureHDF.IH5Dataset)file.Get("numbers")).Read<byte[]>());
    }

    [Theory]
    [InlineData("/loop/a")]
    [InlineData("/loop/b")]
    [InlineData("/loop/c")]
    [InlineData("/loop")]
    [InlineData("/")]
    public void Links_in_a_circle_end(string asked) => Refused(HostileHdf.Circle(), asked);

    [Fact]
    public void Chunk_inflates_to_no_more_than_it_says()
    {
        MeasurementFormatException refusal = Refusal(HostileHdf.Bomb(), "/zeros");
        Assert.Contains("larger than its header says", $"{refusal.InnerException}", StringComparison.Ordinal);
    }

    private static string Refused(byte[] file, string asked) => Refusal(file, asked).Message;

    private static MeasurementFormatException Refusal(byte[] file, string asked)
    {
        MeasurementFormatException refusal = Assert.Throws<MeasurementFormatException>(
            () => MeasurementFile.Read(FileContent.OfBytes("hostile.nxs", file, asked)));
        Assert.Equal(2, refusal.Message.Split('\n').Length);
        return refusal;
    }
}
