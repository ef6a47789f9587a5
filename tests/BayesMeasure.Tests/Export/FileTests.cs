using System.Globalization;
using System.Text.Json;
using BayesMeasure.Export;
using BayesMeasure.Export.NetCdf;
using BayesMeasure.Inference;
using BayesMeasure.Persistence;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Architecture;
using Parquet;
using Parquet.Schema;
using PureHDF;

namespace BayesMeasure.Tests.Export;

/// <summary>The files: what other programs read in them, and what happens where they cannot be written.</summary>
public sealed class FileTests : IDisposable
{
    private static readonly Result Fit = FittedPeaks.Sampled;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PythonFact]
    public void Python_reads_the_numbers_of_netCDF_and_of_Zarr()
    {
        Fit.SaveNetCdf(PathOf("fit.nc"));
        Fit.SaveZarr(PathOf("fit.zarr"));
        Fit.SaveDrawsCsv(PathOf("draws.csv"));
        string script = Path.Combine(SourceTree.Checkout, "tests", "BayesMeasure.Tests", "Export", "read_inference.py");
        (int exitCode, string output) = PythonFactAttribute.Run(
            script, PathOf("fit.nc"), PathOf("fit.zarr"), PathOf("draws.csv"));
        Assert.True(exitCode == 0, output);
        string[] lines = [.. output.Split('\n', StringSplitOptions.TrimEntries)];
        Assert.Contains(
            "groups constant_data log_likelihood observed_data posterior posterior_predictive prior sample_stats", lines);
        Assert.Contains("posterior chain=2 draw=60 peak=2", lines);
        Assert.Contains("log_likelihood chain=2 draw=60 point=24", lines);
        Assert.Contains("units eV seed 3", lines);
        Assert.Contains("read", lines);
    }

    [Fact]
    public void The_same_result_gives_the_same_bytes()
    {
        Fit.SaveNetCdf(PathOf("a.nc"));
        Fit.SaveNetCdf(PathOf("b.nc"));
        Assert.Equal(File.ReadAllBytes(PathOf("a.nc")), File.ReadAllBytes(PathOf("b.nc")));
    }

    /// <summary>What makes a dataset a scale of dimensions: its class is text of 16 bytes that ends with a null.</summary>
    [Fact]
    public void Dimensions_are_scales_of_HDF5()
    {
        Fit.SaveNetCdf(PathOf("fit.nc"));
        using var file = H5File.OpenRead(PathOf("fit.nc"));
        IH5Dataset peak = file.Group("posterior").Dataset("peak");
        Assert.Equal("DIMENSION_SCALE", peak.Attribute("CLASS").Read<string>());
        Assert.Equal(16, peak.Attribute("CLASS").Type.Size);
        Assert.Equal(H5DataTypeClass.String, peak.Attribute("CLASS").Type.Class);
        Assert.Equal([1L, 2L], peak.Read<long[]>());
    }

    /// <summary>Four letters that are data are left alone.</summary>
    [Fact]
    public void What_only_looks_like_a_header_is_left_as_it_is()
    {
        byte[] bytes = [.. "OHDR"u8, 2, 3, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x0C, .. new byte[40]];
        byte[] before = [.. bytes];
        TextAttribute.Settle(bytes);
        Assert.Equal(before, bytes);
    }

    /// <summary>The values that Bob Jenkins gives with the function.</summary>
    [Fact]
    public void The_checksum_is_lookup3()
    {
        Assert.Equal(0xDEADBEEFu, JenkinsChecksum.Of([]));
        Assert.Equal(0x17770551u, JenkinsChecksum.Of("Four score and seven years ago"u8));
    }

    [Fact]
    public void A_table_as_text_has_every_bit()
    {
        Fit.SaveDrawsCsv(PathOf("draws.csv"));
        string[][] rows = [.. File.ReadLines(PathOf("draws.csv")).Select(line => line.Split(','))];
        Draws draws = Fit.Summary.Draws;
        Assert.Equal(
            ["chain", "draw", .. draws.Parameters.Select(parameter => parameter.Name), "log_likelihood", "log_prior"], rows[0]);
        Assert.Equal(1 + draws.Chains * draws.Count, rows.Length);
        double[] last = [.. rows[^1].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(draws[1, 59].ToArray(), last[2..^2]);
        Assert.Equal(draws.LogLikelihood(1, 59), last[^2]);
    }

    [Fact]
    public async Task A_table_as_Parquet_has_every_bit()
    {
        Fit.SaveDrawsParquet(PathOf("draws.parquet"));
        await using FileStream stream = File.OpenRead(PathOf("draws.parquet"));
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        DataField field = reader.Schema.GetDataFields().Single(one => one.Name == "center[2]");
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        double[] values = new double[group.RowCount];
        await group.ReadAsync<double>(field, values.AsMemory());
        Assert.Equal(Fit["center[2]"], values);
    }

    [Fact]
    public void A_Zarr_folder_is_described_once_more_in_one_file_and_never_replaced()
    {
        Fit.SaveZarr(PathOf("fit.zarr"));
        using JsonDocument all = JsonDocument.Parse(File.ReadAllText(Path.Combine(PathOf("fit.zarr"), ".zmetadata")));
        JsonElement center = all.RootElement.GetProperty("metadata").GetProperty("posterior/center/.zarray");
        Assert.Equal("[2,60,2]", center.GetProperty("shape").GetRawText());
        Assert.True(File.Exists(Path.Combine(PathOf("fit.zarr"), "posterior", "center", "0.0.0")));
        Assert.Contains("is there already", Assert.Throws<IOException>(() => Fit.SaveZarr(PathOf("fit.zarr"))).Message);
        Assert.False(Directory.Exists(PathOf("fit.zarr.new")));
    }

    [Fact]
    public void Draws_that_were_read_back_travel_and_draws_that_were_not_kept_are_refused()
    {
        Fit.Save(PathOf("fit.json"));
        Result.Load(PathOf("fit.json")).SaveDrawsCsv(PathOf("later.csv"));
        Fit.SaveDrawsCsv(PathOf("draws.csv"));
        Assert.Equal(File.ReadAllText(PathOf("draws.csv")), File.ReadAllText(PathOf("later.csv")));
        Result.Load(PathOf("fit.json")).SaveNetCdf(PathOf("later.nc"));
        Fit.Save(PathOf("without.json"), withDraws: false);
        Assert.Throws<NotSupportedException>(() => Result.Load(PathOf("without.json")).SaveNetCdf(PathOf("never.nc")));
        Assert.False(File.Exists(PathOf("never.nc")));
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
