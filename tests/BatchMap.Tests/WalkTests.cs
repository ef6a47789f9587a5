using PureHDF;

namespace BatchMap.Tests;

public sealed class WalkTests : IDisposable
{
    private static readonly PeakMap Small = new(2, 2);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>From spectra to the figure; without noise to speak of, one peak is one and two are two.</summary>
    [Fact]
    public async Task A_map_of_spectra_becomes_a_map_of_numbers_of_peaks()
    {
        string spectra = folder.PathOf("map.h5"), batch = folder.PathOf("map.batch");
        Assert.Equal(0, await Walk.Run(spectra, batch, Small));
        Assert.True(new FileInfo(Path.Combine(batch, "figure.png")).Length > 1000);
        Assert.True(new FileInfo(Path.Combine(batch, "merged.parquet")).Length > 1000);
        using var maps = H5File.OpenRead(Path.Combine(batch, "maps.h5"));
        int[] peaks = maps.Dataset("/entry/maps/K").Read<int[]>();
        Assert.Equal([1, 2], peaks[..2]);
        Assert.Equal(4, peaks.Length);
        Assert.Equal(0, await Walk.Run(spectra, batch, Small));
    }

    [Fact]
    public void Maps_that_are_not_there_are_told() =>
        Assert.ThrowsAny<IOException>(() => MapDrawing.Draw(folder.PathOf("gone.h5"), folder.PathOf("figure.png")));
}
