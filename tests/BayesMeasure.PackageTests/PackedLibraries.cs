using System.IO.Compression;

namespace BayesMeasure.PackageTests;

/// <summary>All libraries, packed once from the working tree, under a version that nobody else has.</summary>
public sealed class PackedLibraries : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The version of the packages.</summary>
    public string Version { get; } = $"0.0.0-check-{Guid.NewGuid():N}";

    /// <summary>The folder that holds the packages, and nothing else.</summary>
    public string Source => folder.PathOf("packages");

    /// <summary>Opens a package: a .nupkg, or a .snupkg with the symbols.</summary>
    public ZipArchive Open(string library, string extension) =>
        ZipFile.OpenRead(Path.Combine(Source, $"{library}.{Version}.{extension}"));

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Pack("BayesMeasure");
        await Pack("BayesMeasure.Amortized");
        await Pack("BayesMeasure.Batch");
        await Pack("BayesMeasure.Diffraction");
        await Pack("BayesMeasure.Export");
        await Pack("BayesMeasure.Formats");
        await Pack("BayesMeasure.Gpu");
        await Pack("BayesMeasure.Plotting");
        await Pack("BayesMeasure.Tool");
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    /// <summary>Builds beside the working tree: the build that runs this test owns its bin and obj.</summary>
    private Task<string> Pack(string library) => DotnetTool.Run(
        Checkout.Folder,
        ["pack", Path.Combine("src", library), "--configuration", "Release", $"-p:MinVerVersionOverride={Version}",
            "--artifacts-path", folder.PathOf("artifacts"), "--output", Source, "--disable-build-servers"]);
}
