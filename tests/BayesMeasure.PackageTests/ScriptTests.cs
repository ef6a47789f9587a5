namespace BayesMeasure.PackageTests;

/// <summary>The programs of one file in samples/scripts, with the packages as users have them.</summary>
[Collection(PackedLibrariesGroup.Name)]
[Trait("suite", "proofs")]
public class ScriptTests(PackedLibraries packages)
{
    [Theory]
    [InlineData("quick-start", "K = 2")]
    [InlineData("own-model", "frequency")]
    [InlineData("joint", "clear + noisy")]
    [InlineData("counts", "K = 1")]
    [InlineData("map", "0 1 2 2 0 1 2 2 0 1 2 2")]
    public async Task A_script_runs_and_draws_its_figure(string script, string told)
    {
        using var folder = new FreshFolder(packages);
        Assert.Contains(told, await folder.RunScript(script), StringComparison.Ordinal);
        Assert.Equal("PNG"u8, folder.Read($"{script}.png").AsSpan(1, 3));
    }
}
