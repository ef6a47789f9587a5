using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace BayesMeasure.PackageTests;

/// <summary>The tool as users get it: installed from its package, in a folder that has data alone.</summary>
[Collection(PackedLibrariesGroup.Name)]
[Trait("suite", "proofs")]
public class ToolPackageTests(PackedLibraries packages)
{
    private const string Tool = "BayesMeasure.Tool";
    private const long MostBytes = 60_000_000;

    [Fact]
    public async Task Two_commands_go_from_an_empty_folder_to_a_figure()
    {
        using var folder = new FreshFolder(packages);
        string printed = await folder.RunTool("peaks", "spectrum.csv", "--peaks", "1..3", "--sweeps", "200", "--draws", "netcdf");
        Assert.Contains("K = 2", printed, StringComparison.Ordinal);
        Assert.Equal("PNG"u8, folder.Read("out/figure.png").AsSpan(1, 3));
        Assert.All(
            ["out/report.html", "out/result.json", "out/run.json", "out/draws.nc"], file => Assert.True(folder.Has(file), file));

        string json = await folder.RunTool("peaks", "--config", "out/run.json", "--json", "--quiet", "--out", "again");
        using JsonDocument numbers = JsonDocument.Parse(json);
        Assert.Equal(3, numbers.RootElement.GetProperty("models").GetArrayLength());
        Assert.Contains("figures      drawn", await folder.RunTool("doctor"), StringComparison.Ordinal);
    }

    /// <summary>What a user of one platform needs: all that is managed, and the native files of that platform.</summary>
    [Fact]
    public void The_tool_is_small_for_one_platform()
    {
        using ZipArchive package = packages.Open(Tool, "nupkg");
        string native = $"/runtimes/{RuntimeInformation.RuntimeIdentifier}/";
        long bytes = package.Entries
            .Where(entry => !entry.FullName.Contains("/runtimes/", StringComparison.Ordinal)
                || entry.FullName.Contains(native, StringComparison.Ordinal))
            .Sum(entry => entry.Length);
        Assert.InRange(bytes, 1, MostBytes);
        Assert.DoesNotContain(package.Entries, entry => entry.Name is "TorchSharp.dll" or "ILGPU.dll");
        Assert.Contains(package.Entries, entry => entry.Name == "BayesMeasure.CommandLine.dll");
    }
}
