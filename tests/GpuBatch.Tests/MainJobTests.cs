using System.Text.Json.Nodes;

namespace GpuBatch.Tests;

public sealed class MainJobTests : IDisposable
{
    private static readonly string[] Short =
        ["--cpu", "--spectra", "4", "--peaks", "1..3", "--sweeps", "60", "--burn-in", "60", "--chains", "1", "--seed", "7"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_batch_is_sampled_mapped_and_written()
    {
        CommandRun run = await Run(Short);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4 spectra of NSO-3, K = 1..3 peaks each: 12 posteriors.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Engine: ReplicaExchange on", run.Output, StringComparison.Ordinal);
        Assert.Contains("best, undecided", run.Output, StringComparison.Ordinal);
        Assert.Contains("100 % of 12 posteriors sampled", run.Error, StringComparison.Ordinal);
        string[] files = ["result.json", "figure.png", "figure.svg"];
        Assert.All(files, file => Assert.True(new FileInfo(folder.PathOf(file)).Length > 1000, file));
    }

    [Fact]
    public async Task The_file_holds_every_spectrum_with_every_number_of_peaks()
    {
        Assert.Equal(0, (await Run([.. Short, "--quiet"])).ExitCode);
        JsonObject result = await Result();
        Assert.Equal(1, (int)result["schema"]!);
        Assert.StartsWith("0.", (string)result["version"]!, StringComparison.Ordinal);
        Assert.Equal((4, false), ((int)result["totals"]!["spectra"]!, (bool)result["totals"]!["is_partial"]!));
        JsonArray spectra = result["spectra"]!.AsArray();
        Assert.Equal([0, 1, 2, 3], spectra.Select(spectrum => (int)spectrum!["noise_seed"]!));
        JsonNode[] models = [.. spectra.SelectMany(spectrum => spectrum!["models"]!.AsArray())!];
        Assert.Equal(Enumerable.Range(7, 12), models.Select(model => (int)model["seed"]!));
        Assert.All(spectra, spectrum =>
        {
            JsonArray ofOne = spectrum!["models"]!.AsArray();
            Assert.Equal([1, 2, 3], ofOne.Select(model => (int)model!["peaks"]!));
            Assert.Equal(1, ofOne.Sum(model => (double)model!["probability"]!), 1e-9);
            Assert.Equal((int)spectrum["best"]!, (int)ofOne.MaxBy(model => (double)model!["log_z"]!)!["peaks"]!);
        });

        // One peak of three is worth about a hundred in log Z: however short the run, three are best.
        JsonNode three = result["totals"]!["models"]![2]!;
        Assert.Equal(4, (int)three["selected"]!["count"]! + (int)three["undecided"]!["count"]!);
    }

    [Fact]
    public async Task Quiet_is_quiet_and_the_same_seed_gives_the_same_numbers()
    {
        string[] arguments = [.. Short, "--quiet"];
        CommandRun run = await Run(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string first = (await Result())["spectra"]!.ToJsonString();
        await Run(arguments);
        Assert.Equal(first, (await Result())["spectra"]!.ToJsonString());
    }

    private async Task<JsonObject> Result() =>
        JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("result.json")))!.AsObject();

    private Task<CommandRun> Run(params string[] arguments) =>
        CommandRun.Of(new BatchCommand(), ["--out", folder.Path, .. arguments]);
}
