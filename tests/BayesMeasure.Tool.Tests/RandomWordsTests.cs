namespace BayesMeasure.Tool.Tests;

/// <summary>Thousands of random command lines: none may end otherwise than as documented, or say more than two lines.</summary>
public sealed class RandomWordsTests : IDisposable
{
    private const int Lines = 2000;
    private static readonly int[] Documented = [0, 64, 65, 74, 75];

    private readonly SmallData data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Random_words_are_refused_or_stopped()
    {
        string[] words =
        [
            .. ToolProgram.Names, data.Peak, data.Decay, data.Line, data.PathOf("none.csv"), data.WriteText("run.json", "{}"), "",
            " ", "-", "--", "--peaks", "--model", "--shape", "--background", "--noise", "--prior", "--share", "--efforts",
            "--figure",
            "--width", "--draws", "--json", "--config", "--quiet", "--seed", "--sweeps", "--chains", "--from", "--to", "--bin",
            "--columns", "--components", "--form", "--at", "1", "0", "-1", "1..3", "3..1", "1e999", "NaN", "gaussian",
            "1..2 decay + constant", "sphere", "linear", "smooth", "counts", "auto", "csv", "png", "none", "center",
            "amplitude=Gamma(5,5)", "center=Uniform(2,1)", "\u001b[31m", "a\nb", "<script>", "@x", new string('a', 5000),
        ];
        Random random = new(19);
        string output = data.PathOf("out");
        string[] commands = [.. ToolProgram.Names];
        string Word() => words[random.Next(words.Length)];
        for (int line = 0; line < Lines; line++)
        {
            string command = random.Next(8) == 0 ? Word() : commands[random.Next(commands.Length)];
            string[] all = [command, .. Enumerable.Range(0, random.Next(7)).Select(_ => Word()), "--out", output];
            if (command == "batch")
            {
                continue;
            }

            ToolRun run = await ToolRun.Of(all, new(canceled: true));
            string shown = string.Join(" | ", all);
            Assert.True(Documented.Contains(run.ExitCode), $"{shown}: exit code {run.ExitCode}, {run.Error}");
            Assert.True(run.ExitCode != 0 == run.Error.Length > 0, $"{shown}: {run.ExitCode}, {run.Error}");
            if (run.ExitCode != 0)
            {
                run.AssertTwoLines();
            }
        }
    }
}
