using System.Text.Json.Nodes;
using BayesMeasure.CommandLine;

namespace NmrRelaxation.Tests;

public sealed class MainJobTests : IDisposable
{
    private static readonly string[] Short = ["--components", "1..2", "--sweeps", "60", "--chains", "2", "--seed", "7"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Experiment_runs_from_data_to_files()
    {
        CommandRun run = await Run([.. Short, "--experiment", "2"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 plain", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 stretched", run.Output, StringComparison.Ordinal);
        Assert.Contains("p(model | D)", run.Output, StringComparison.Ordinal);
        Assert.All(ComparisonFiles.Names, file => Assert.True(new FileInfo(folder.PathOf(file)).Length > 1000, file));
        JsonObject result = await Result();
        Assert.Equal(["1 plain", "2 plain", "1 stretched", "2 stretched"],
            result["models"]!.AsArray().Select(model => (string)model!["name"]!));
    }

    [Fact]
    public async Task Number_of_threads_does_not_change_the_result()
    {
        JsonObject one = await After("--threads", "1");
        JsonObject two = await After("--threads", "2");
        Assert.Equal(one.ToJsonString(), two.ToJsonString());

        async Task<JsonObject> After(params string[] arguments)
        {
            CommandRun run = await Run([.. Short, .. arguments, "--quiet"]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            JsonObject result = await Result();
            Assert.True(result.Remove("cpu_seconds"));
            Assert.True(result.Remove("wall_seconds"));
            return result;
        }
    }

    [Theory]
    [InlineData("half")]
    [InlineData("central32")]
    [InlineData("satellite32")]
    [InlineData("central52")]
    [InlineData("inner52")]
    [InlineData("outer52")]
    public async Task Recovery_of_every_line_is_sampled_with_the_units_of_the_file(string line)
    {
        IEnumerable<string> rows = Enumerable.Range(-9, 20).Select(i =>
            FormattableString.Invariant($"{Math.Pow(2, i)},{10 - 20 * Math.Exp(-3 * Math.Pow(2, i))}"));
        string file = folder.Write("recovery.csv", "time (s),signal (mV)\n" + string.Join('\n', rows));
        CommandRun run = await Run(
            "--data", file, "--form", "inversion", "--line", line, "--components", "1", "--noise", "0.1", "--sweeps", "60",
            "--chains", "1");
        Assert.Equal((0, true), (run.ExitCode, run.Output.Contains("inversion", StringComparison.Ordinal)));
        JsonObject result = await Result();
        string[] units = [.. result["parameters"]!.AsArray().Select(parameter => $"{parameter!["name"]}: {parameter["unit"]}")];
        Assert.Equal(["equilibrium: mV", "rate: 1/s"], units[..2]);
    }

    [Fact]
    public async Task Curve_from_time_0_is_drawn_on_a_linear_axis()
    {
        IEnumerable<string> rows =
            Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{i};{100 * Math.Exp(-0.2 * i)};1"));
        string file = folder.Write("decay.csv", "t;y;sigma\n" + string.Join('\n', rows));
        CommandRun run = await Run("--data", file, "--components", "1", "--sweeps", "60", "--chains", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("10⁻", await File.ReadAllTextAsync(folder.PathOf("figure.svg")), StringComparison.Ordinal);
    }

    private async Task<JsonObject> Result() =>
        JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!.AsObject();

    private Task<CommandRun> Run(params string[] arguments) =>
        CommandRun.Of(new RelaxationCommand(), ["--out", folder.Path, .. arguments]);
}
