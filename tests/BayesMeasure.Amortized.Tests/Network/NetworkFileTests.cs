using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Training;
using BayesMeasure.Measurements;

namespace BayesMeasure.Amortized.Tests.Network;

[Collection(TorchGroup.Name)]
public sealed class NetworkFileTests : IDisposable
{
    private static readonly NetworkOptions Small = new() { Width = 16, Heads = 2, EncoderLayers = 1, DecoderLayers = 1 };
    private static readonly StructureFamily Family = ColumnFamily.Of(4) with { Name = "four columns" };

    private readonly string folder = Directory.CreateTempSubdirectory("networks").FullName;

    private string File => Path.Combine(folder, "net.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_network_is_the_same_after_it_was_saved()
    {
        using StructureNetwork network = StructureTraining.Run(Family, new() { Steps = 3, Batch = 8, Network = Small });
        network.Save(File);
        using StructureNetwork opened = StructureNetwork.Open(File, Family);
        Assert.Equal(network.Options, opened.Options);
        Assert.Equal(network.Weights, opened.Weights);
        Assert.Equal(network.Given(ColumnFamily.Grid).Draws, opened.Given(ColumnFamily.Grid).Draws);
    }

    [Fact]
    public void Another_family_is_refused_by_name()
    {
        Save();
        string Fault(StructureFamily family) =>
            Assert.Throws<InvalidDataException>(() => StructureNetwork.Open(File, family)).Message;
        Assert.Equal(
            "net.safetensors was trained for another family than \"other\": its family is \"four columns\", not \"other\".",
            Fault(Family with { Name = "other" }));
        Assert.Contains("its prior is \"each component on", Fault(Family with { Prior = StructurePrior.Penalised() }));
        Assert.Contains("its lambda is \"0.05 to 0.95\"", Fault(Family with { Lambda = new(0.1, 0.9) }));
        Assert.Contains("its parts is", Fault(ColumnFamily.Of(5) with { Name = "four columns" }));
        Assert.Contains("its conjugate prior is", Fault(
            StructureFamily.Linear(ColumnFamily.Grid, Family.Parts, variance: 5) with { Name = "four columns" }));
        Measurement wider = new(ColumnFamily.Grid.X.Select(x => 2 * x), ColumnFamily.Grid.Y);
        Assert.Contains("its design is", Fault(StructureFamily.Linear(wider, Family.Parts) with { Name = "four columns" }));
    }

    [Fact]
    public void A_broken_foreign_or_newer_file_is_refused_by_name()
    {
        Save();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        string Fault(byte[] bytes)
        {
            System.IO.File.WriteAllBytes(File, bytes);
            return Assert.Throws<InvalidDataException>(() => StructureNetwork.Open(File, Family)).Message;
        }

        Assert.All(new[] { 0, 5, 100, whole.Length / 2, whole.Length - 1 }, length =>
            Assert.StartsWith("net.safetensors is truncated", Fault(whole[..length])));
        Assert.StartsWith("net.safetensors is truncated", Fault([.. Enumerable.Repeat((byte)'x', 500)]));
        TensorFile file = Read(whole);
        file.Texts["format version"] = "2";
        Assert.Contains("has format 2; this library reads up to 1", Fault(Written(file)));
        file.Texts["format"] = "weights";
        Assert.Contains("holds tensors, but is no BayesMeasure structure network", Fault(Written(file)));
        TensorFile poorer = Read(whole);
        poorer.Tensors.Remove(poorer.Tensors.Keys.First());
        Assert.Contains("net.safetensors has no \"", Fault(Written(poorer)));
    }

    private void Save()
    {
        using var network = new StructureNetwork(Family, Small);
        network.Save(File);
    }

    private TensorFile Read(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        return TensorFile.Read(File);
    }

    private byte[] Written(TensorFile file)
    {
        file.Write(File);
        return System.IO.File.ReadAllBytes(File);
    }
}
