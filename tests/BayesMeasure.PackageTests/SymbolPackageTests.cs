using System.IO.Compression;
using System.Reflection.Metadata;

namespace BayesMeasure.PackageTests;

[Collection(PackedLibrariesGroup.Name)]
[Trait("suite", "proofs")]
public class SymbolPackageTests(PackedLibraries packages)
{
    // The kinds of custom debug information, as the specification of portable PDB files gives them.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Theory]
    [InlineData("BayesMeasure")]
    [InlineData("BayesMeasure.Amortized")]
    [InlineData("BayesMeasure.Batch")]
    [InlineData("BayesMeasure.Diffraction")]
    [InlineData("BayesMeasure.Export")]
    [InlineData("BayesMeasure.Formats")]
    [InlineData("BayesMeasure.Gpu")]
    [InlineData("BayesMeasure.Plotting")]
    public void A_debugger_can_step_into_the_sources(string library)
    {
        using ZipArchive package = packages.Open(library, "snupkg");
        using var symbols = new MemoryStream();
        using (Stream packed = package.GetEntry($"lib/net10.0/{library}.pdb")!.Open())
        {
            packed.CopyTo(symbols);
        }

        symbols.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        Assert.NotEmpty(reader.Documents);
        Assert.Contains(Kinds(reader), kind => kind == EmbeddedSource || kind == SourceLink);
    }

    private static IEnumerable<Guid> Kinds(MetadataReader reader) =>
        reader.CustomDebugInformation.Select(handle => reader.GetGuid(reader.GetCustomDebugInformation(handle).Kind));
}
