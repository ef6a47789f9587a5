using System.Text.Json.Nodes;
using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Tests.Work;
using BayesMeasure.Measurements;
using PureHDF;

namespace BayesMeasure.Batch.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private const int Rows = 2;
    private const int Count = 6;

    private static readonly Measurement[] Curves = SmallBatch.Curves(Count);

    private readonly TemporaryFolder place = new();

    public CommandTests() => CurveMap.Write(place.PathOf("map.h5"), Curves, Rows);

    private string Source => place.PathOf("map.h5") + "::/entry/data";

    private string Folder => place.PathOf("batch");

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task From_a_map_of_spectra_to_maps_of_what_was_found()
    {
        ToolRun planned = await ToolRun.Of("plan", Source, Folder, "--seed", "5");
        Assert.Equal((0, ""), (planned.ExitCode, planned.Error));
        Assert.Contains("2 x 3 measurements, 2 models each", planned.Output, StringComparison.Ordinal);
        Assert.Contains("2 shards of 3", planned.Output, StringComparison.Ordinal);
        Assert.Equal(75, (await ToolRun.Of("status", Folder)).ExitCode);
        Assert.Equal(75, (await ToolRun.Of("merge", Folder)).ExitCode);
        ToolRun worked = await ToolRun.Of("work", Folder);
        Assert.Equal((0, ""), (worked.ExitCode, worked.Error));
        Assert.Contains("6 of 6 measurements are done", worked.Output, StringComparison.Ordinal);
        ToolRun verified = await ToolRun.Of("verify", Folder, "--data");
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("all files are whole", verified.Output, StringComparison.Ordinal);
        string maps = place.PathOf("maps.h5");
        Assert.Equal(0, (await ToolRun.Of("merge", Folder, "--hdf5", maps)).ExitCode);
        RequireTable(Merged());
        RequireMaps(maps, Merged());
    }

    [Fact]
    public async Task Status_tells_the_same_in_JSON()
    {
        await ToolRun.Of("plan", Source, Folder);
        await ToolRun.Of("work", Folder);
        ToolRun status = await ToolRun.Of("status", Folder, "--json");
        JsonNode told = JsonNode.Parse(status.Output)!;
        Assert.Equal((6, 6, 2), ((int)told["measurements"]!, (int)told["done"]!, (int)told["committed"]!));
        Assert.Equal((0, 0, 1), ((int)told["running"]!, (int)told["silent"]!, (int)told["left"]!));
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("undecided", (await ToolRun.Of("status", Folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_watched_until_the_batch_is_complete()
    {
        await ToolRun.Of("plan", Source, Folder);
        Task<ToolRun> watched = ToolRun.Of("status", Folder, "--watch");
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        await ToolRun.Of("work", Folder);
        ToolRun status = await watched;
        Assert.Equal((0, ""), (status.ExitCode, status.Error));
        Assert.Contains("0 of 6 measurements are done", status.Output, StringComparison.Ordinal);
        Assert.Contains("6 of 6 measurements are done", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_complete_is_not_submitted()
    {
        await ToolRun.Of("plan", Source, Folder);
        ToolRun shown = await ToolRun.Of("submit", Folder, "--dry-run", "--workers", "7", "--cores", "3", "--time", "1:00:00");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("#SBATCH --array=0-1\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --time=1:00:00\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --signal=B:TERM@90\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 2 shards are missing", shown.Output, StringComparison.Ordinal);
        await ToolRun.Of("work", Folder);
        Assert.Contains("nothing is submitted", (await ToolRun.Of("resume", Folder)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("plan map.h5")]
    [InlineData("plan a b --seed -1")]
    [InlineData("plan a b --bin 0")]
    [InlineData("plan a b --draws -1")]
    [InlineData("plan a b --heartbeat never")]
    [InlineData("work a --cores 0")]
    [InlineData("plan a b --shard-size 1.5")]
    public async Task Arguments_that_are_wrong(string line) =>
        (await ToolRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).RequireRefused(64, "--help");

    [Theory]
    [InlineData("work")]
    [InlineData("status")]
    [InlineData("merge")]
    [InlineData("verify")]
    [InlineData("submit")]
    [InlineData("resume")]
    public async Task A_folder_without_a_plan(string command) =>
        (await ToolRun.Of(command, Folder)).RequireRefused(65, "has no plan.json");

    [Fact]
    public async Task Data_that_are_wrong()
    {
        (await ToolRun.Of("plan", place.PathOf("gone.h5"), Folder)).RequireRefused(65, "gone.h5");
        (await ToolRun.Of("plan", Source + "/x", Folder)).RequireRefused(65, "no stack");
        (await ToolRun.Of("plan", Source, Folder, "--from", "2", "--to", "1")).RequireRefused(64, "below To");
        await ToolRun.Of("plan", Source, Folder);
        (await ToolRun.Of("plan", Source, Folder, "--seed", "99")).RequireRefused(65, "seed");
        File.Delete(place.PathOf("map.h5"));
        (await ToolRun.Of("work", Folder)).RequireRefused(65, "is not there");
    }

    [Fact]
    public async Task A_source_that_shrinks_or_grows()
    {
        await ToolRun.Of("plan", Source, Folder);
        CurveMap.Write(place.PathOf("map.h5"), Curves[..4], Rows);
        (await ToolRun.Of("work", Folder)).RequireRefused(65, "2 x 3 measurements");
        CurveMap.Write(place.PathOf("map.h5"), SmallBatch.Curves(8), Rows);
        (await ToolRun.Of("work", Folder)).RequireRefused(65, "2 x 3 measurements");
        CurveMap.Write(place.PathOf("map.h5"), Curves, Rows);
        Assert.Equal(0, (await ToolRun.Of("work", Folder)).ExitCode);
    }

    [Fact]
    public async Task Results_whose_plan_is_gone_are_not_planned_over()
    {
        await ToolRun.Of("plan", Source, Folder);
        await ToolRun.Of("work", Folder);
        File.Delete(Path.Combine(Folder, FolderLayout.Plan));
        (await ToolRun.Of("plan", Source, Folder)).RequireRefused(65, "is missing, but there are results");
    }

    /// <summary>Whatever happens to a table, it is told by its name, and nothing of it is merged.</summary>
    [Fact]
    public async Task A_table_that_is_cut_or_foreign()
    {
        await ToolRun.Of("plan", Source, Folder);
        await ToolRun.Of("work", Folder);
        string file = Path.Combine(Folder, FolderLayout.Result(1));
        byte[] whole = File.ReadAllBytes(file);
        byte[][] broken = [[], whole[..10], whole[..^1], [.. whole[..^4], 0, 0, 0, 0], File.ReadAllBytes(place.PathOf("map.h5"))];
        foreach (byte[] contents in broken)
        {
            File.WriteAllBytes(file, contents);
            ToolRun verified = await ToolRun.Of("verify", Folder);
            Assert.Equal(65, verified.ExitCode);
            Assert.Contains("000001.parquet is cut, damaged", verified.Output, StringComparison.Ordinal);
            (await ToolRun.Of("merge", Folder)).RequireRefused(65, "000001.parquet is cut, damaged");
        }

        File.Copy(Path.Combine(Folder, FolderLayout.Result(0)), file, overwrite: true);
        (await ToolRun.Of("merge", Folder)).RequireRefused(65, "has not each measurement of its shard once");
        File.Delete(file);
        Assert.Equal(75, (await ToolRun.Of("verify", Folder)).ExitCode);
        Assert.Equal(0, (await ToolRun.Of("work", Folder)).ExitCode);
        Assert.Equal(0, (await ToolRun.Of("verify", Folder)).ExitCode);
    }

    /// <summary>Draws that are cut, foreign or gone are told by their name.</summary>
    [Fact]
    public async Task Draws_that_are_not_those_of_their_rows()
    {
        await ToolRun.Of("plan", Source, Folder, "--draws", "2");
        await ToolRun.Of("work", Folder);
        Assert.Equal(0, (await ToolRun.Of("verify", Folder)).ExitCode);
        ToolRun merged = await ToolRun.Of("merge", Folder);
        Assert.Contains("merged.draws.parquet, 2 draws of each model at most", merged.Output, StringComparison.Ordinal);
        string file = Path.Combine(Folder, FolderLayout.Draws(1, 1));
        byte[] whole = File.ReadAllBytes(file);
        await RequireDamaged(whole[..^1], "000001.1.parquet is cut, damaged");
        await RequireDamaged(File.ReadAllBytes(Path.Combine(Folder, FolderLayout.Draws(0, 1))), "000001.1.parquet has not");
        File.Delete(file);
        Assert.Equal(65, (await ToolRun.Of("verify", Folder)).ExitCode);
        (await ToolRun.Of("merge", Folder)).RequireRefused(65, "000001.parquet has draws that are not there");

        async Task RequireDamaged(byte[] contents, string message)
        {
            File.WriteAllBytes(file, contents);
            ToolRun verified = await ToolRun.Of("verify", Folder);
            Assert.Equal(65, verified.ExitCode);
            Assert.Contains(message, verified.Output, StringComparison.Ordinal);
            (await ToolRun.Of("merge", Folder)).RequireRefused(65, message);
        }
    }

    private MeasurementAnswer[] Merged()
    {
        BatchPlan plan = BatchPlan.Read(new DiskFolder(Folder))!;
        return [.. AnswerTable.Read(plan, File.ReadAllBytes(Path.Combine(Folder, "merged.parquet")), "merged")];
    }

    private static void RequireTable(MeasurementAnswer[] merged)
    {
        Assert.Equal(Enumerable.Range(0, Count), merged.Select(answer => answer.Index));
        Assert.All(merged, answer => Assert.Equal(
            SmallBatch.Text(SmallBatch.Alone(Curves[answer.Index], answer.Index)), SmallBatch.Text(answer.Candidates)));
    }

    private static void RequireMaps(string path, MeasurementAnswer[] merged)
    {
        using var file = H5File.OpenRead(path);
        IH5Group maps = file.Group("/entry/maps");
        Assert.Equal([Rows, Count / Rows], maps.Dataset("K").Space.Dimensions.Select(size => (int)size));
        Assert.Equal([Rows, Count / Rows, 2], maps.Dataset("log Z").Space.Dimensions.Select(size => (int)size));
        Assert.Equal(["K = 1", "K = 2"], maps.Dataset("layers").Read<string[]>());
        CandidateAnswer[] best = [.. merged.Select(answer => answer.Candidates.MaxBy(one => one.Probability)!)];
        Assert.Equal(best.Select(one => one.Components!.Value), maps.Dataset("K").Read<int[]>());
        Assert.Equal(merged.Select(answer => answer.IsDecided ? 1 : 0), maps.Dataset("decided").Read<int[]>());
        Assert.Equal(
            merged.SelectMany(answer => answer.Candidates.Select(one => one.LogEvidence)),
            maps.Dataset("log Z").Read<double[]>());
        string name = merged[0].Candidates[1].Parameters[^1].Name;
        Assert.Equal(
            best.Select(one => one.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Mean ?? double.NaN),
            maps.Dataset($"{name} mean").Read<double[]>());
    }
}
