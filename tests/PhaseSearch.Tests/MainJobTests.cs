using System.Text.Json.Nodes;
using BayesMeasure.Diffraction.Persistence;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Problems.Structures;

namespace PowderPhases.Tests;

public sealed class MainJobTests : IDisposable
{
    private readonly PatternFolder folder = new("Al2O3", "NiO", "ZnO", "LaB6", "quartz");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_mixture_runs_from_files_to_verdict_numbers_and_figure()
    {
        CommandRun run = await Run([folder.WriteMixture("mixture.csv", 1, ("NiO", 0.3), ("ZnO", 0.7))]);
        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.Split('\n');
        Assert.StartsWith("mixture, Cu Kα, 5 candidates", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("verdict: trusted", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("found: ZnO (", lines[2], StringComparison.Ordinal);
        JsonObject result = await Result();
        Assert.Equal("Trusted", (string)result["verdict"]!);
        JsonArray phases = result["phases"]!.AsArray();
        Assert.Equal(0.7, WeightOf(phases, "ZnO"), 0.03);
        Assert.Equal(0.3, WeightOf(phases, "NiO"), 0.03);
        Assert.Null(result["amorphous"]);
        var loaded = PhaseSearchResult.Load(folder.PathOf("out/result.json"));
        Assert.Equal(["ZnO", "NiO"], loaded.Found.Select(phase => phase.Name));
        Assert.Contains($"verdict: {loaded.Verdict}", run.Output, StringComparison.Ordinal);
        string figure = await File.ReadAllTextAsync(folder.PathOf("out/figure.svg"));
        Assert.Contains("residual / σ", figure, StringComparison.Ordinal);
        Assert.True(new FileInfo(folder.PathOf("out/figure.png")).Length > 1000);
    }

    [Fact]
    public async Task A_series_has_a_row_a_pattern_in_the_order_of_the_numbers_in_their_names()
    {
        foreach (int number in (int[])[2, 9, 10])
        {
            folder.WriteMixture($"scan{number}.xy", (ulong)number, ("NiO", 0.1 * number), ("ZnO", 1.1 - 0.1 * number));
        }

        CommandRun run = await Run([folder.PathOf("scan*.xy")], "--at", "25", "200", "400", "--at-name", "temperature (°C)");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("all 3 patterns trusted", run.Output, StringComparison.Ordinal);
        JsonObject result = await Result();
        JsonArray patterns = result["patterns"]!.AsArray();
        Assert.Equal(["scan2", "scan9", "scan10"], patterns.Select(pattern => (string)pattern!["pattern"]!));
        Assert.Equal([25, 200, 400], patterns.Select(pattern => (double)pattern!["at"]!));
        Assert.Equal("temperature (°C)", (string)result["axis"]!);
        Assert.Equal([25, 200, 400], PhaseSearchResult.LoadSeries(folder.PathOf("out/result.json")).Select(one => one.At));
        Assert.Equal(0.2 / 1.1, WeightOf(patterns[0]!["phases"]!.AsArray(), "NiO"), 0.03);
        Assert.Equal(1 / 1.1, WeightOf(patterns[2]!["phases"]!.AsArray(), "NiO"), 0.03);
    }

    [Fact]
    public async Task A_standard_tells_what_is_amorphous()
    {
        string mixture = folder.WriteMixture("glass.csv", 3, ("Al2O3", 0.2), ("quartz", 0.3));
        CommandRun run = await Run([mixture], "--internal-standard", "Al2O3=20");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("amorphous: ", run.Output, StringComparison.Ordinal);
        JsonObject amorphous = (await Result())["amorphous"]!.AsObject();
        // 0.2 of standard and 0.3 of quartz leave 0.5 of the whole, and 0.625 of the sample before.
        Assert.Equal(0.625, (double)amorphous["weight_fraction"]!, 0.06);
        Assert.False((bool)amorphous["standard_is_low"]!);
    }

    [Fact]
    public async Task A_selection_is_told_as_one_in_table_and_numbers()
    {
        string mixture = folder.WriteMixture("mixture.csv", 1, ("NiO", 0.3), ("ZnO", 0.7));
        CommandRun run = await Run([mixture], "--method", "variational");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("It is no probability", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sets within 5 nat", run.Output, StringComparison.Ordinal);
        JsonObject result = await Result();
        Assert.Equal("variational", (string)result["method"]!);
        JsonArray phases = result["phases"]!.AsArray();
        Assert.Equal(0.7, WeightOf(phases, "ZnO"), 0.03);
        Assert.All(phases, phase => Assert.Null(phase!["probability"]));
        Assert.All(phases, phase => Assert.InRange((double)phase!["selection"]!, 0, 1));
    }

    [Fact]
    public async Task Methods_are_told_side_by_side()
    {
        string mixture = folder.WriteMixture("mixture.csv", 1, ("NiO", 0.3), ("ZnO", 0.7));
        CommandRun run = await Run([mixture], "--method", "gibbs", "Variational", "exchange");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("gibbs P", run.Output, StringComparison.Ordinal);
        Assert.Contains("variational sel.", run.Output, StringComparison.Ordinal);
        Assert.Contains("exchange P", run.Output, StringComparison.Ordinal);
        JsonArray methods = (await Result())["methods"]!.AsArray();
        Assert.Equal(["gibbs", "variational", "exchange"], methods.Select(method => (string)method!["method"]!));
        JsonNode[] zincites = [.. methods.Select(method =>
            method!["phases"]!.AsArray().Single(phase => (string)phase!["name"]! == "ZnO")!)];
        Assert.All(zincites, phase => Assert.InRange((double)(phase["probability"] ?? phase["selection"])!, 0.95, 1));
        Assert.True(new FileInfo(folder.PathOf("out/figure.png")).Length > 1000);
    }

    [Fact]
    public async Task Copies_are_left_out_and_namesakes_get_the_names_of_their_files()
    {
        string zincite = ReferenceStructures.Cif("ZnO");
        folder.WriteStructure("ZnO-copy.cif", zincite);
        folder.WriteStructure("ZnO-wide.cif", zincite.Replace("3.2", "3.3", StringComparison.Ordinal));
        CommandRun run = await Run([folder.WriteMixture("mixture.csv", 1, ("NiO", 0.3), ("ZnO", 0.7))]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("6 candidates", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "remark: ZnO.cif holds the structure of ZnO-copy.cif, and was left out.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_lines_in_reach_nothing_is_found_and_it_is_said_why()
    {
        string narrow = folder.WriteSpoilt(
            "narrow.csv", "x,y", (angle, count) => angle < 28.5 ? PatternFolder.Row(angle, count) : "");
        folder.WriteStructure("none.csv", "# wavelength: 1.5406\nd,intensity,rir\n1.2,100,3\n");
        Directory.GetFiles(folder.Structures, "*.cif").ToList().ForEach(File.Delete);
        CommandRun run = await Run([narrow]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("has no line within the pattern", run.Output, StringComparison.Ordinal);
        Assert.Contains("none of the candidates", run.Output, StringComparison.Ordinal);
    }

    private static double WeightOf(JsonArray phases, string name) =>
        (double)phases.Single(phase => (string)phase!["name"]! == name)!["weight_fraction"]!;

    private async Task<JsonObject> Result() =>
        JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("out/result.json")))!.AsObject();

    private Task<CommandRun> Run(string[] patterns, params string[] arguments) => CommandRun.Of(
        new PhaseSearchCommand(),
        ["--pattern", .. patterns, "--candidates", folder.Structures, "--wavelength", "Cu",
            "--out", folder.PathOf("out"), .. arguments]);
}
