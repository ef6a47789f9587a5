namespace NmrRelaxation.Tests;

/// <summary>Models that cannot be sampled are told of in a line or two, and nothing is written where none is left.</summary>
public sealed class FailingModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Where_none_is_left_nothing_is_written()
    {
        CommandRun run = await CommandRun.Of(new RelaxationCommand(),
        [
            "--components", "1", "--sweeps", "60", "--chains", "1", "--quiet", "--out", folder.Path,
            "--prior", "amplitude=Uniform(1e200,1e250)",
        ]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("prior and data contradict each other", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.TrimEnd().Split('\n').Length, 1, 2);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
