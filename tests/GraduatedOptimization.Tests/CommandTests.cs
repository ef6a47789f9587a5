namespace GraduatedOptimization.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Tables_and_figure_are_written_and_the_same_for_a_seed()
    {
        CommandRun run = await Run("--starts", "10");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("one minimum is left from the degree 0.51745 on", run.Output, StringComparison.Ordinal);
        Assert.Contains("no stable step smooths enough", run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(folder.PathOf("figure.png")).Length > 5000);
        Assert.True(new FileInfo(folder.PathOf("figure.svg")).Length > 5000);
        Assert.Equal(run.Output, (await Run("--starts", "10")).Output);
        Assert.NotEqual(run.Output, (await Run("--starts", "10", "--seed", "2")).Output);
    }

    [Theory]
    [InlineData("--starts 1: give a whole number from 2 to 10,000", "--starts", "1")]
    [InlineData("--starts many: give a whole number", "--starts", "many")]
    [InlineData("--seed -1: give a whole number that is not negative", "--seed", "-1")]
    [InlineData("frobnicate", "--frobnicate")]
    public async Task Bad_option_is_refused(string message, params string[] arguments) =>
        (await Run(arguments)).AssertRefused(message);

    [Fact]
    public async Task File_is_no_folder() =>
        (await CommandRun.Of(new GraduationCommand(), ["--out", folder.Write("taken", "")])).AssertRefused("this is a file");

    [Fact]
    public async Task Cancelled_run_says_so()
    {
        CommandRun run = await CommandRun.Of(new GraduationCommand(), ["--out", folder.Path], new(canceled: true));
        Assert.NotEqual(0, run.ExitCode);
    }

    private Task<CommandRun> Run(params string[] arguments) =>
        CommandRun.Of(new GraduationCommand(), ["--out", folder.Path, .. arguments]);
}
