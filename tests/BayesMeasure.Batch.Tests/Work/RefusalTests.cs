using System.Text.Json.Nodes;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Tests.Protocol;
using BayesMeasure.Batch.Work;
using BayesMeasure.Comparison;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Tests.Work;

/// <summary>What does not fit the plan of a folder is told in a sentence, and destroys nothing.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly SmallBatch batch = new();
    private readonly Measurement[] curves = SmallBatch.Curves(3);

    public RefusalTests() => Batch.Run(Source, SmallBatch.Family, SmallBatch.Options, batch.Folder);

    private IMeasurementSource Source => MeasurementSource.Of(curves);

    public void Dispose() => batch.Dispose();

    [Fact]
    public void Another_seed() => Refused(
        "seed", options: SmallBatch.Options with { Sampling = SmallBatch.Options.Sampling with { Seed = 6 } });

    [Fact]
    public void Other_options() => Refused(
        "Sweeps: 60", options: SmallBatch.Options with { Sampling = SmallBatch.Options.Sampling with { Sweeps = 61 } });

    [Fact]
    public void Another_model() => Refused("K = 2", family: new(SmallBatch.Family.Candidates[0]));

    [Fact]
    public void Another_version_of_the_library() => RefusedPlan(
        plan =>
        {
            JsonObject read = JsonNode.Parse(plan)!.AsObject();
            read["library"] = "0.0.0.1";
            return read.ToJsonString();
        },
        "version 0.0.0.1 of the library");

    [Fact]
    public void A_source_that_grew() => Refused("3 measurements", source: MeasurementSource.Of(SmallBatch.Curves(4)));

    [Fact]
    public void A_source_that_changed()
    {
        batch.Disk.Delete(FolderLayout.Result(0));
        Measurement changed = curves[2].WithValues(curves[2].Y.Select(y => y + 1e-9));
        Refused("has other data", source: MeasurementSource.Of([curves[0], curves[1], changed]));
        Assert.Empty(batch.Disk.FilesIn(FolderLayout.Claims));
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{}", "damaged")]
    [InlineData("\0\0\0", "damaged")]
    [InlineData("null", "damaged")]
    [InlineData("[]", "damaged")]
    public void A_plan_that_is_damaged(string text, string reason) => RefusedPlan(_ => text, reason);

    [Fact]
    public void A_plan_of_another_version() => RefusedPlan(
        plan => plan.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal), "has the format 2");

    [Theory]
    [InlineData("shards", "null")]
    [InlineData("shards", "[null]")]
    [InlineData("shards", "[]")]
    [InlineData("shards", """[{"first":0,"count":3,"sha256":null}]""")]
    [InlineData("shards", """[{"first":0,"count":2147483647,"sha256":""},{"first":2147483647,"count":5,"sha256":""}]""")]
    [InlineData("source", "null")]
    [InlineData("source", """{"name":"a","count":3,"shape":[1,4],"sha256":""}""")]
    [InlineData("candidates", "[null]")]
    [InlineData("candidates", "[]")]
    [InlineData("question", "[null]")]
    [InlineData("parameters", "null")]
    [InlineData("format", "null")]
    [InlineData("library", "null")]
    [InlineData("lanes", "3")]
    [InlineData("draws", "-1")]
    [InlineData("heartbeatSeconds", "1e300")]
    [InlineData("heartbeatSeconds", "-1")]
    public void A_plan_with_something_missing_or_impossible(string field, string value) => RefusedPlan(
        plan =>
        {
            JsonObject read = JsonNode.Parse(plan)!.AsObject();
            read[field] = JsonNode.Parse(value);
            return read.ToJsonString();
        },
        "damaged");

    [Fact]
    public void A_plan_whose_shards_have_a_gap() => RefusedPlan(
        plan => plan.Replace("\"first\": 0", "\"first\": 1", StringComparison.Ordinal), "damaged");

    [Fact]
    public void A_folder_that_cannot_be_created()
    {
        string file = batch.Disk.PathOf("file");
        File.WriteAllText(file, "");
        BatchException error = Assert.Throws<BatchException>(
            () => Batch.Run(Source, SmallBatch.Family, SmallBatch.Options, Path.Combine(file, "batch")));
        Assert.Contains("cannot be written to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_has_no_room()
    {
        var disk = new VirtualFolder();
        var planner = new BatchPlanner(Source, SmallBatch.Family, SmallBatch.Options);
        BatchPlan draft = planner.Plan(CancellationToken.None);
        RequireTold(disk, "replace plan", () => draft.WriteOrRead(disk));
        BatchPlan plan = draft.WriteOrRead(disk);
        RequireTold(disk, "create workers", () => Begun());
        RequireTold(disk, "replace results", () => Begun().Run(CancellationToken.None));
        Assert.Single(disk.FilesIn(FolderLayout.Journals));
        Begun().Run(CancellationToken.None);
        Assert.True(BatchState.Of(disk, plan).IsComplete);

        Worker Begun() => new(
            disk, plan, Source, new(SmallBatch.Family, planner.Sampling, plan, checkpoints: null), 1, TimeProvider.System);
    }

    /// <summary>What one act on a folder leads to where there is no room for it.</summary>
    private static void RequireTold(VirtualFolder disk, string full, Action act)
    {
        disk.Changing = name => _ = name.StartsWith(full, StringComparison.Ordinal)
            ? throw new IOException("No space left on device")
            : 0;
        BatchException error = Assert.Throws<BatchException>(act);
        Assert.Contains("cannot be written to: No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Contains("what was done is kept", error.Message, StringComparison.Ordinal);
        disk.Changing = null;
    }

    [Fact]
    public void No_measurements() => Assert.Throws<ArgumentException>(() => MeasurementSource.Of([]));

    [Fact]
    public void A_checkpoint_of_ones_own() => Assert.Throws<ArgumentException>(() => Batch.Run(
        Source,
        SmallBatch.Family,
        SmallBatch.Options with { Sampling = SmallBatch.Options.Sampling with { Checkpoint = new("mine") } },
        batch.Folder));

    private void RefusedPlan(Func<string, string> change, string reason)
    {
        string plan = batch.Disk.PathOf(FolderLayout.Plan);
        string damaged = change(File.ReadAllText(plan));
        File.WriteAllText(plan, damaged);
        Refused(reason);
        Assert.Equal(damaged, File.ReadAllText(plan));
    }

    private void Refused(
        string reason, IMeasurementSource? source = null, ModelFamily? family = null, BatchOptions? options = null)
    {
        BatchException error = Assert.Throws<BatchException>(() => Batch.Run(
            source ?? Source, family ?? SmallBatch.Family, options ?? SmallBatch.Options, batch.Folder));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split('\n').Length);
    }
}
