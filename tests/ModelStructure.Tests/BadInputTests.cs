namespace ModelStructure.Tests;

/// <summary>What is wrong is said in a line or two, and no network is trained.</summary>
[Collection("torch")]
public class BadInputTests
{
    [Theory]
    [InlineData("choose one of peaks, symbols", "--task", "lines")]
    [InlineData("choose one of gaussian, counts", "--noise", "loud")]
    [InlineData("inside (0, 1)", "--lambda", "1")]
    [InlineData("inside (0, 1)", "--lambda", "-0.5")]
    [InlineData("give a number", "--lambda", "many")]
    [InlineData("give a whole number from 1", "--steps", "0")]
    [InlineData("give a whole number from 1", "--batch", "0")]
    [InlineData("give a whole number from 1", "--size", "0")]
    [InlineData("give a whole number from 20", "--draws", "3")]
    [InlineData("give a whole number from 10", "--judged", "3")]
    [InlineData("only 20 curves are judged", "--judged", "20", "--refereed", "30")]
    [InlineData("give a whole number", "--seed", "-1")]
    public async Task It_is_refused(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(new StructureCommand(), [.. arguments, "--out", folder.Path])).AssertRefused(message);
    }

    [Fact]
    public async Task A_file_that_holds_no_network_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "notes.txt");
        File.WriteAllText(file, "no network");
        (await CommandRun.Of(new StructureCommand(), ["--network", file, "--out", folder.Path]))
            .AssertRefused("is truncated, or no file of a network");
    }
}
