using System.Text.Json;

namespace SpectralDeconvolution.Tests;

/// <summary>
/// A model that cannot be sampled costs that model: the others are compared, printed and written, and the command says so.
/// </summary>
public sealed class FailingModelTests : IDisposable
{
    /// <summary>With this rate an exponential is beyond all numbers where the data begin, and 0 where they end.</summary>
    private const string Impossible = "rate=Uniform(-1000,-900)";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_others_are_compared_and_written()
    {
        CommandRun run = await Run("--model", "1 gaussian", "--model", "1 gaussian + exponential");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("1 gaussian + exponential failed, the others were compared. ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("Posterior of 1 gaussian:", run.Output, StringComparison.Ordinal);
        Assert.Contains("Models that failed are left out of what was written", run.Output, StringComparison.Ordinal);

        using var saved = JsonDocument.Parse(File.ReadAllText(folder.PathOf("result.json")));
        JsonElement failed = saved.RootElement.GetProperty("diagnostics").GetProperty("failed")[0];
        Assert.Equal("1 gaussian + exponential", failed.GetProperty("name").GetString());
        Assert.Equal(1, saved.RootElement.GetProperty("models").GetArrayLength());
        Assert.All(["certificate.txt", "figure.png", "figure.svg"], file => Assert.True(File.Exists(folder.PathOf(file))));
    }

    [Fact]
    public async Task Where_none_is_left_nothing_is_written()
    {
        CommandRun run = await Run("--model", "1 gaussian + exponential");
        Assert.Equal(1, run.ExitCode);
        Assert.InRange(run.Error.TrimEnd().Split('\n').Length, 1, 2);
        Assert.False(File.Exists(folder.PathOf("result.json")));
    }

    private Task<CommandRun> Run(params string[] models)
    {
        string data = folder.Write("data.csv", "x,y\n" + string.Join('\n', Enumerable.Range(0, 40).Select(i =>
            FormattableString.Invariant($"{i / 10.0},{2 * Math.Exp(-Math.Pow(i - 18, 2) / 40) + 0.02 * (i * 7 % 5 - 2):F4}"))));
        return CommandRun.Of(new DeconvolutionCommand(),
        [
            "--data", data, .. models, "--prior", Impossible, "--noise", "0.1", "--sweeps", "60", "--chains", "1", "--quiet",
            "--out", folder.Path,
        ]);
    }
}
