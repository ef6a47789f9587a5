using System.IO.Compression;
using System.Xml.Linq;

namespace BayesMeasure.PackageTests;

[Collection(PackedLibrariesGroup.Name)]
[Trait("suite", "proofs")]
public class PackageContentTests(PackedLibraries packages)
{
    public static TheoryData<string> Libraries =>
    [
        "BayesMeasure", "BayesMeasure.Amortized", "BayesMeasure.Batch", "BayesMeasure.Diffraction", "BayesMeasure.Export",
        "BayesMeasure.Formats", "BayesMeasure.Gpu",
        "BayesMeasure.Plotting",
    ];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_says_what_it_is(string library)
    {
        XElement metadata = Metadata(library);
        Assert.Equal(library, Text(metadata, "id"));
        Assert.Equal(packages.Version, Text(metadata, "version"));
        Assert.Equal("README.md", Text(metadata, "readme"));
        Assert.NotEmpty(Text(metadata, "description"));
        Assert.StartsWith("## [", Text(metadata, "releaseNotes"), StringComparison.Ordinal);
        Assert.Equal("MIT", Text(metadata, "license"));
        Assert.Equal("expression", (string?)Child(metadata, "license").Attribute("type"));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_holds_the_library_its_documentation_and_its_licence(string library)
    {
        string[] files = Files(library);
        Assert.Contains($"lib/net10.0/{library}.dll", files);
        Assert.Contains($"lib/net10.0/{library}.xml", files);
        Assert.Contains("README.md", files);
        Assert.Contains("LICENSE", files);
    }

    // A static using would hide types of the user's own packages: MathNet.Numerics.Distributions.Normal, for one.
    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_gives_its_namespaces_to_projects_and_to_notebooks(string library)
    {
        XElement[] usings = [.. XElement.Parse(Read(library, $"buildTransitive/{library}.props")).Descendants("Using")];
        Assert.NotEmpty(usings);
        Assert.All(usings, given => Assert.Null(given.Attribute("Static")));
        Assert.Equal(
            usings.Select(given => $"using {given.Attribute("Include")!.Value};"),
            Read(library, "interactive-extensions/dotnet/extension.dib").Split('\n', StringSplitOptions.TrimEntries)
                .Where(line => line.StartsWith("using", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_core_depends_on_one_package() => Assert.Equal(["MathNet.Numerics"], Dependencies("BayesMeasure"));

    // What ScottPlot brings along is pinned to versions, and a pinned package is named.
    [Fact]
    public void The_figures_depend_on_the_core_and_on_what_draws() => Assert.Equal(
        [
            "BayesMeasure",
            "HarfBuzzSharp.NativeAssets.Linux",
            "MathNet.Numerics",
            "ScottPlot",
            "SkiaSharp",
            "SkiaSharp.HarfBuzz",
            "SkiaSharp.NativeAssets.Linux.NoDependencies",
        ],
        Dependencies("BayesMeasure.Plotting"));

    [Fact]
    public void The_GPU_engine_depends_on_the_core_and_on_the_compiler_of_kernels() =>
        Assert.Equal(["BayesMeasure", "ILGPU", "MathNet.Numerics"], Dependencies("BayesMeasure.Gpu"));

    // Which libtorch it runs on says the user's project. SkiaSharp, which TorchSharp brings, is pinned.
    [Fact]
    public void Amortised_inference_depends_on_the_core_and_on_TorchSharp() => Assert.Equal(
        ["BayesMeasure", "MathNet.Numerics", "SkiaSharp", "TorchSharp"], Dependencies("BayesMeasure.Amortized"));

    [Fact]
    public void The_formats_depend_on_the_core_and_on_what_reads_HDF5() =>
        Assert.Equal(["BayesMeasure", "MathNet.Numerics", "PureHDF"], Dependencies("BayesMeasure.Formats"));

    [Fact]
    public void Diffraction_depends_on_the_core_and_on_arithmetic() =>
        Assert.Equal(["BayesMeasure", "MathNet.Numerics", "System.Numerics.Tensors"], Dependencies("BayesMeasure.Diffraction"));

    [Fact]
    public void Batches_depend_on_the_core_on_formats_and_on_what_writes_Parquet_and_reads_commands() => Assert.Equal(
        ["BayesMeasure", "BayesMeasure.Formats", "MathNet.Numerics", "Parquet.Net", "PureHDF", "System.CommandLine"],
        Dependencies("BayesMeasure.Batch"));

    [Fact]
    public void The_export_depends_on_the_core_and_on_what_writes_HDF5_and_Parquet() => Assert.Equal(
        ["BayesMeasure", "MathNet.Numerics", "Parquet.Net", "PureHDF"], Dependencies("BayesMeasure.Export"));

    private IEnumerable<string> Dependencies(string library) => Metadata(library).Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .Select(element => (string)element.Attribute("id")!)
        .Order(StringComparer.Ordinal);

    private string[] Files(string library)
    {
        using ZipArchive package = packages.Open(library, "nupkg");
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private XElement Metadata(string library) => Child(XElement.Parse(Read(library, $"{library}.nuspec")), "metadata");

    private string Read(string library, string file)
    {
        using ZipArchive package = packages.Open(library, "nupkg");
        using var reader = new StreamReader(package.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    private static XElement Child(XElement parent, string name) =>
        Assert.Single(parent.Elements(), element => element.Name.LocalName == name);

    private static string Text(XElement parent, string name) => Child(parent, name).Value;
}
