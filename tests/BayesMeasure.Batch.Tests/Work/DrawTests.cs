using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Batch.Tests.Protocol;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Tests.Work;

/// <summary>
/// Draws that are kept with the rows: those of a comparison by itself, once, and of the attempt whose rows count.
/// </summary>
public sealed class DrawTests : IDisposable
{
    private const int Kept = 7;

    private static readonly BatchOptions Options = SmallBatch.Options with { Draws = Kept };

    private readonly SmallBatch batch = new();
    private readonly Measurement[] curves = SmallBatch.Curves(4);

    public void Dispose() => batch.Dispose();

    [Fact]
    public void Every_draw_is_that_of_a_comparison_by_itself()
    {
        Run();
        RequireAlone();
    }

    /// <summary>What a journal has is taken with its draws, and the rest is computed.</summary>
    [Fact]
    public void A_journal_has_the_draws_too()
    {
        Run();
        BatchPlan plan = batch.Plan;
        batch.Disk.Delete(FolderLayout.Result(0));
        batch.Disk.Delete(FolderLayout.Draws(0, 1));
        using (var journal = new Journal(
            batch.Disk.TryGrow(FolderLayout.Journal(0, 1))!, plan.Identity, TimeProvider.System))
        {
            journal.Append(new MeasurementAnswer(1, null, SmallBatch.Alone(curves[1], 1, Kept)) { Host = "earlier" }.ToLine());
        }

        Run();
        RequireAlone();
        Assert.Equal("earlier", batch.Answers()[1].Host);
        Assert.Equal(["000000.2.parquet", "000001.1.parquet"], batch.Disk.FilesIn(FolderLayout.DrawFolder).Order());
    }

    [Fact]
    public void A_line_of_a_journal_gives_the_same_draws()
    {
        MeasurementAnswer answer = new(1, null, SmallBatch.Alone(curves[1], 1, Kept));
        Assert.Equal(answer.ToLine(), MeasurementAnswer.Parse(answer.ToLine())!.ToLine());
        CandidateDraws cut = answer.Candidates[0].Draws! with { Numbers = answer.Candidates[0].Draws!.Numbers[8..] };
        CandidateAnswer[] candidates = [answer.Candidates[0] with { Draws = cut }, answer.Candidates[1]];
        Assert.Null(MeasurementAnswer.Parse((answer with { Candidates = candidates }).ToLine()));
    }

    /// <summary>
    /// The rows name the draws of their own attempt, whoever wrote last: draws of one name for all would be those of the other.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rows_never_have_the_draws_of_another_attempt(bool hasLinks)
    {
        Run();
        BatchPlan plan = batch.Plan;
        var folder = new VirtualFolder(hasLinks);
        MeasurementAnswer[] first = Answers(Kept), second = Answers(Kept - 1);
        Assert.True(ShardResult.TryCommit(folder, plan, 0, attempt: 2, first));
        Assert.False(ShardResult.TryCommit(folder, plan, 0, attempt: 1, second));
        Assert.Equal(FolderLayout.Draws(0, 2), ShardResult.DrawsOf(folder, plan, 0));
        Assert.Single(folder.FilesIn(FolderLayout.DrawFolder));
        folder.Replace(FolderLayout.Draws(0, 3), [1, 2, 3]);
        Assert.Equal(FolderLayout.Draws(0, 2), ShardResult.DrawsOf(folder, plan, 0));
        folder.Delete(FolderLayout.Draws(0, 2));
        Assert.Contains(
            "has draws that are not there",
            Assert.Throws<BatchException>(() => ShardResult.DrawsOf(folder, plan, 0)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_number_of_draws_is_refused()
    {
        Run();
        BatchException error = Assert.Throws<BatchException>(() => Batch.Run(
            MeasurementSource.Of(curves), SmallBatch.Family, SmallBatch.Options, batch.Folder));
        Assert.Contains("7 draws of each candidate, but this program keeps 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_option_there_are_none()
    {
        Batch.Run(MeasurementSource.Of(curves), SmallBatch.Family, SmallBatch.Options, batch.Folder);
        Assert.Empty(batch.Disk.FilesIn(FolderLayout.DrawFolder));
        Assert.Null(ShardResult.DrawsOf(batch.Disk, batch.Plan, 0));
    }

    private void Run() => Batch.Run(MeasurementSource.Of(curves), SmallBatch.Family, Options, batch.Folder);

    private MeasurementAnswer[] Answers(int draws) =>
        [.. Enumerable.Range(0, 3).Select(i => new MeasurementAnswer(i, null, SmallBatch.Alone(curves[i], i, draws)))];

    private void RequireAlone()
    {
        BatchPlan plan = batch.Plan;
        DrawRow[] rows =
        [
            .. Enumerable.Range(0, plan.Shards.Count)
                .Select(shard => ShardResult.DrawsOf(batch.Disk, plan, shard)!)
                .SelectMany(file => DrawTable.Read(plan, batch.Disk.Read(file)!, file)),
        ];
        Assert.Equal(curves.Length * 2 * Kept, rows.Length);
        Assert.Equal(
            curves.Index().SelectMany(curve => SmallBatch.Alone(curve.Item, curve.Index, Kept)
                .SelectMany(candidate => Enumerable.Range(0, Kept).Select(draw =>
                    (curve.Index, candidate.Name, candidate.Draws!.Chains[draw], candidate.Draws.Draws[draw])))),
            rows.Select(row => (row.Index, row.Candidate, row.Chain, row.Draw)));
        Assert.Equal(
            curves.Index().SelectMany(curve => SmallBatch.Alone(curve.Item, curve.Index, Kept)
                .SelectMany(candidate => Enumerable.Range(0, Kept).SelectMany(draw => candidate.Draws![draw]))),
            rows.SelectMany(row => (double[])[.. row.Values.OfType<double>(), row.LogLikelihood, row.LogPrior]));
    }
}
