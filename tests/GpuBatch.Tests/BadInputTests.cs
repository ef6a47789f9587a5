namespace GpuBatch.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--spectra 0: give a whole number from 1 to 100,000", "--spectra", "0")]
    [InlineData("did you mean 1..4?", "--peaks", "4..1")]
    [InlineData("--chains 0", "--chains", "0")]
    [InlineData("choose one of best, cuda, opencl, cpu", "--accelerator", "tpu")]
    [InlineData("--cpu takes no accelerator", "--cpu", "--accelerator", "cuda")]
    [InlineData("--cpu takes no accelerator", "--cpu", "--single-precision")]
    public async Task Bad_option_is_refused(string message, params string[] arguments) =>
        (await CommandRun.Of(new BatchCommand(), ["--out", folder.PathOf("out"), .. arguments])).AssertRefused(message);
}
