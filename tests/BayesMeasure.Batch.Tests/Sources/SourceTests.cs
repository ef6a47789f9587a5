using BayesMeasure.Batch.Sources;
using BayesMeasure.Formats;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Tests.Sources;

public sealed class SourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Map => folder.PathOf("map.h5");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("::/entry/data")]
    [InlineData("::/entry/data/counts")]
    [InlineData("")]
    public void A_stack_keeps_the_shape_of_its_map(string inside)
    {
        MapFile.Write(Map);
        Assert.Equal([MapFile.Rows, MapFile.Columns], MeasurementSource.Open(Map + inside).Shape);
    }

    /// <summary>Whatever range is read, each curve is its own, across rows of the map and chunks of the file.</summary>
    [Fact]
    public void Any_range_of_a_stack_has_the_curves_of_its_places()
    {
        MapFile.Write(Map);
        IMeasurementSource source = MeasurementSource.Open($"{Map}::/entry/data");
        const int Count = MapFile.Rows * MapFile.Columns;
        for (int first = 0; first < Count; first++)
        {
            for (int count = 1; count <= Count - first; count++)
            {
                IReadOnlyList<SourcedMeasurement> read = source.Read(first, count);
                Assert.Equal(count, read.Count);
                Assert.All(read.Index(), entry => RequirePlace(entry.Item.Measurement!, first + entry.Index));
            }
        }
    }

    [Fact]
    public void A_curve_of_a_stack_is_that_which_is_read_by_its_index()
    {
        MapFile.Write(Map);
        Measurement alone = Measurement.Read($"{Map}::/entry/data[2,3]").Measurement;
        Measurement stacked = MeasurementSource.Open($"{Map}::/entry/data").Read(13, 1)[0].Measurement!;
        Assert.Equal([.. alone.X], stacked.X.AsEnumerable());
        Assert.Equal([.. alone.Y], stacked.Y.AsEnumerable());
        Assert.Equal([.. alone.Sigma!.Value], stacked.Sigma!.Value.AsEnumerable());
        Assert.Equal((alone.XName, alone.YName, alone.YUnit), (stacked.XName, stacked.YName, stacked.YUnit));
        Assert.Equal("map[2,3]", stacked.Name);
    }

    [Fact]
    public void A_curve_without_numbers_costs_no_other()
    {
        MapFile.Write(Map, nan: 7);
        IReadOnlyList<SourcedMeasurement> read = MeasurementSource.Open(Map).Read(0, 15);
        Assert.Contains("missing", read[7].Failure, StringComparison.Ordinal);
        Assert.All(read.Index().Where(entry => entry.Index != 7), entry => RequirePlace(entry.Item.Measurement!, entry.Index));
    }

    [Fact]
    public void Options_hold_for_each_curve()
    {
        MapFile.Write(Map);
        IMeasurementSource source = MeasurementSource.Open(Map, new() { From = 2, To = 3, WithoutSigma = true });
        Measurement read = source.Read(1, 1)[0].Measurement!;
        Assert.Equal([2.0, 3], read.X.AsEnumerable());
        Assert.Null(read.Sigma);
    }

    [Fact]
    public void A_stack_that_has_another_shape_by_now_is_refused()
    {
        MapFile.Write(Map);
        IMeasurementSource source = MeasurementSource.Open(Map);
        File.Delete(Map);
        MapFile.Write(Map, columns: MapFile.Columns + 1);
        Assert.Contains("another shape", Refused(() => source.Read(0, 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::/entry/curve", "no stack")]
    [InlineData("::/entry/data[1,2]", "no stack")]
    [InlineData("::/entry/nothing", "There is no")]
    public void What_is_no_stack_is_refused(string inside, string reason)
    {
        MapFile.Write(Map);
        Assert.Contains(reason, Refused(() => MeasurementSource.Open(Map + inside)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_beyond_the_stack_is_refused()
    {
        MapFile.Write(Map);
        var stack = CurveStackFile.Open(Map);
        Assert.Throws<ArgumentOutOfRangeException>(() => stack.Read(14, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => stack.Read(-1, 1));
    }

    [Fact]
    public void A_file_of_text_is_no_stack() => Assert.Contains(
        "into a folder",
        Refused(() => MeasurementSource.Open(folder.Write("a.csv", "x,y\n1,2\n3,4\n"))),
        StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("gone.h5", Assert.Throws<FileNotFoundException>(() => MeasurementSource.Open("gone.h5")).Message);

    [Fact]
    public void The_files_of_a_folder_are_curves_in_the_order_of_their_names()
    {
        folder.Write("b.csv", "x,y\n1,20\n2,21\n");
        folder.Write("a.csv", "x,y\n1,10\n2,11\n");
        folder.Write("c.csv", "nothing");
        folder.Write(".hidden", "nothing");
        IMeasurementSource source = MeasurementSource.Open(folder.Path);
        Assert.Equal([3], source.Shape);
        IReadOnlyList<SourcedMeasurement> read = source.Read(0, 3);
        Assert.Equal([10.0, 11], read[0].Measurement!.Y.AsEnumerable());
        Assert.Equal([20.0, 21], read[1].Measurement!.Y.AsEnumerable());
        Assert.Contains("c.csv", read[2].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_refused() =>
        Assert.Contains("no file", Refused(() => MeasurementSource.Open(folder.Path)), StringComparison.Ordinal);

    [Fact]
    public void A_hash_sees_one_bit_and_what_belongs_to_whom()
    {
        Measurement first = new([1, 2, 3], [4, 5, 6]), second = new([1, 2, 3], [4, 5, Math.BitIncrement(6)]);
        string[] hashes =
        [
            SourceDigest.Of([new(first)]), SourceDigest.Of([new(second)]), SourceDigest.Of([new(first), new(first)]),
            SourceDigest.Of([new(new Measurement([1, 2, 3], [4, 5, 6], [1, 1, 1]))]), SourceDigest.Of([new(null, "a")]),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    private static string Refused(Action act) => Assert.Throws<MeasurementFormatException>(act).Message;

    private static void RequirePlace(Measurement measurement, int index)
    {
        (int row, int column) = Math.DivRem(index, MapFile.Columns);
        double[] expected = [.. Enumerable.Range(0, MapFile.Points).Select(point => MapFile.At(row, column, point))];
        Assert.Equal([1.0, 2, 3, 4], measurement.X.AsEnumerable());
        Assert.Equal(expected, measurement.Y.AsEnumerable());
        Assert.Equal(expected.Select(value => 1 + value), measurement.Sigma!.Value.AsEnumerable());
        Assert.Equal($"map[{row},{column}]", measurement.Name);
    }
}
