using System.Text;
using BayesMeasure.Amortized.Native;

namespace BayesMeasure.Amortized.Tests.Native;

[Collection(TorchGroup.Name)]
public class TorchLibraryTests
{
    [Fact]
    public void It_loads_and_computes()
    {
        TorchLibrary.Require();
        using TorchSharp.torch.Tensor sum = TorchSharp.torch.tensor(new[] { 1.5f, 2.5f }).sum();
        Assert.Equal(4, sum.item<float>());
    }

    [Fact]
    public void A_library_that_asks_for_another_new_symbol_is_refused()
    {
        byte[] library = File.ReadAllBytes(Library());
        int symbol = library.AsSpan().IndexOf("_ZSt21ios_base_library_initv"u8);
        library[symbol + 1] = (byte)'Y';
        string fault = Assert.Throws<InvalidDataException>(() => TorchLibrary.Relink(library)).Message;
        Assert.Contains("_YSt21ios_base_library_initv of GLIBCXX_3.4.32", fault);
    }

    [Fact]
    public void Relinking_renames_one_symbol_in_place()
    {
        byte[] library = File.ReadAllBytes(Library());
        byte[] relinked = [.. library];
        TorchLibrary.Relink(relinked);
        Assert.Equal(library.Length, relinked.Length);
        Assert.Contains("_ZNSt8ios_base4InitC1Ev\0", Encoding.Latin1.GetString(relinked));
        Assert.InRange(library.Zip(relinked).Count(pair => pair.First != pair.Second), 1, 40);
    }

    [Fact]
    public void What_is_no_library_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => TorchLibrary.Relink(new byte[20]));
        Assert.Throws<InvalidDataException>(() => TorchLibrary.Relink(File.ReadAllBytes(Library())[..1000]));
    }

    private static string Library() => Directory
        .EnumerateFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories)
        .First();
}
