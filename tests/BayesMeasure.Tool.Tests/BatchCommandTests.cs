namespace BayesMeasure.Tool.Tests;

/// <summary>Batches print to the console of the process, so that here only what is written and how it ends is asked.</summary>
public sealed class BatchCommandTests : IDisposable
{
    private readonly SmallData data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_run_on_one_curve_is_the_question_of_a_batch()
    {
        string output = data.PathOf("out");
        (await ToolRun.Of(
            "peaks", data.Peak, "--peaks", "0..1", "--background", "constant", "--sweeps", "60", "--chains", "1", "--quiet",
            "--threads", "1", "--figure", "none", "--out", output)).AssertDone();
        string run = Path.Combine(output, "run.json");
        string curves = data.PathOf("curves");
        Directory.CreateDirectory(curves);
        File.Copy(data.Peak, Path.Combine(curves, "a.csv"));
        File.Copy(data.SecondPeak, Path.Combine(curves, "b.csv"));
        string batch = data.PathOf("curves.batch");
        foreach (string[] words in (string[][])[["plan", curves, batch], ["work", batch], ["status", batch], ["merge", batch]])
        {
            (await ToolRun.Of(["batch", run, .. words])).AssertDone();
        }
        Assert.NotEmpty(Directory.GetFiles(data.PathOf(""), "*.parquet", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_batch_needs_the_run_of_a_comparison()
    {
        string other = data.WriteText("run.json", """{"command": "join", "arguments": [], "options": {}}""");
        (await ToolRun.Of("batch", other, "plan", "a", "b")).AssertRefused(64, "no run of peaks");
        (await ToolRun.Of("batch", data.PathOf("none.json"), "plan", "a", "b")).AssertRefused(65, "no such file");
        (await ToolRun.Of("batch")).AssertRefused(64, "RUN");
    }
}
