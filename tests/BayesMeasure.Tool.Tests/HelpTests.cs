namespace BayesMeasure.Tool.Tests;

/// <summary>The help of every command, as it is written down; BAYESMEASURE_RENEW_HELP=1 writes it anew.</summary>
public class HelpTests
{
    public static TheoryData<string> Commands => [.. ToolProgram.Names.Append("")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_is_what_is_written_down(string command)
    {
        ToolRun run = (await ToolRun.Of([.. command.Length == 0 ? [] : (string[])[command], "--help"])).AssertDone();
        string text = string.Join('\n', run.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n')
            .Select(line => line.TrimEnd().Replace(Program(), "bayesmeasure", StringComparison.Ordinal))) + "\n";
        string name = command.Length == 0 ? "bayesmeasure" : command;
        string file = Checkout.PathOf("tests", "BayesMeasure.Tool.Tests", "Help", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("BAYESMEASURE_RENEW_HELP") is "1")
        {
            await File.WriteAllTextAsync(file, text);
        }
        Assert.Equal(await File.ReadAllTextAsync(file), text);
    }

    /// <summary>The name of the process, which is that of the tool when it is one.</summary>
    private static string Program() => System.CommandLine.RootCommand.ExecutableName;
}
