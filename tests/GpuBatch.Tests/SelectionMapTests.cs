using BayesMeasure.Plotting;

namespace GpuBatch.Tests;

public sealed class SelectionMapTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1000)]
    [InlineData(9, 37)]
    public void A_map_of_any_size_is_drawn(int models, int cells)
    {
        string[] names = [.. Enumerable.Range(1, models).Select(count => $"K = {count}")];
        SelectionMapCell[] map =
            [.. Enumerable.Range(0, cells).Select(i => new SelectionMapCell(i == 5 ? null : i * i % models, i % 3 > 0))];
        var figure = Figure.OfSelectionMap("Selected", names, map);
        figure.SaveSvg(folder.PathOf("map.svg"));
        string text = File.ReadAllText(folder.PathOf("map.svg"));
        Assert.True(text.Split("<path").Length + text.Split("<rect").Length > cells);
        figure.SavePng(folder.PathOf("map.png"), 600, 280);
        Assert.True(new FileInfo(folder.PathOf("map.png")).Length > 1000);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        SelectionMapCell[] cells = [new(0, true)];
        Assert.Throws<ArgumentException>(() => Figure.OfSelectionMap("", [], cells));
        Assert.Throws<ArgumentException>(() => Figure.OfSelectionMap("", ["K = 1"], []));
        Assert.Throws<ArgumentException>(() => Figure.OfSelectionMap("", ["K = 1"], [new(1, true)]));
        Assert.Throws<ArgumentException>(() => Figure.OfSelectionMap("", ["K = 1"], [new(-1, false)]));
    }
}
