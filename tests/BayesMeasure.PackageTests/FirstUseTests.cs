namespace BayesMeasure.PackageTests;

/// <summary>README's code and a single fit with its figure, from the packages, wherever C# is written.</summary>
[Collection(PackedLibrariesGroup.Name)]
[Trait("suite", "proofs")]
public class FirstUseTests(PackedLibraries packages)
{
    private static readonly Dictionary<string, double> Truth = new() { ["height"] = 2, ["rate"] = 0.3 };

    [Fact]
    public async Task A_project_measures_and_gets_the_native_files_of_its_platform_alone()
    {
        using var folder = new FreshFolder(packages);
        string printed = await folder.RunProject();
        Measures(printed, folder);
        Assert.Contains("columns of text: ", printed, StringComparison.Ordinal);
        Assert.Contains("remark, 2 neighbours become one point: ", printed, StringComparison.Ordinal);
        Assert.Single(folder.Find("libSkiaSharp*"));
    }

    [Fact]
    public async Task A_file_without_a_project_measures()
    {
        using var folder = new FreshFolder(packages);
        Measures(await folder.RunFile(), folder);
    }

    [Fact]
    public async Task A_notebook_measures()
    {
        using var folder = new FreshFolder(packages);
        Notebook notebook = await folder.RunNotebook();
        Assert.Empty(notebook.Errors);
        Shows(notebook.HtmlOf("comparison"), "<table");
        Shows(notebook.HtmlOf("fit"), "<table");
        Shows(notebook.HtmlOf("fit.Plot()"), "<svg ");
        Measures(notebook.Printed, folder);
    }

    /// <summary>The cell shows what the library made, and not the kernel's tree of properties.</summary>
    private static void Shows(string html, string part)
    {
        Assert.Contains(part, html, StringComparison.Ordinal);
        Assert.DoesNotContain("dni-treeview", html, StringComparison.Ordinal);
    }

    private static void Measures(string printed, FreshFolder folder)
    {
        Assert.Contains("K = 2", printed, StringComparison.Ordinal);
        Assert.Contains("draws of center[2]", printed, StringComparison.Ordinal);
        byte[] png = folder.Read("fit.png");
        Assert.Equal("PNG"u8, png.AsSpan(1, 3));
        ILookup<string, Reading> doors = Reading.Of(printed).ToLookup(reading => reading.Door);
        Assert.Equal(["lambda", "curve", "struct"], doors.Select(door => door.Key));
        Assert.All(doors, door => Assert.Equal(Truth.Keys.Append("log Z"), door.Select(reading => reading.Quantity)));
        Assert.All(doors["struct"], Is_near_the_truth);
        Assert.All(doors.SelectMany(door => door.Zip(doors["struct"])), pair => Agree(pair.First, pair.Second));
    }

    private static void Is_near_the_truth(Reading reading)
    {
        Assert.True(double.IsFinite(reading.Value) && reading.Error > 0, $"{reading}");
        if (Truth.TryGetValue(reading.Quantity, out double truth))
        {
            Assert.True(Math.Abs(reading.Value - truth) < 4 * reading.Error, $"The truth is {truth}: {reading}");
            Assert.True(reading.Error < 0.05 * truth, $"The data say more than that: {reading}");
        }
    }

    private static void Agree(Reading first, Reading second) =>
        Assert.True(Math.Abs(first.Value - second.Value) < 4 * second.Error, $"{first} and {second}");
}
