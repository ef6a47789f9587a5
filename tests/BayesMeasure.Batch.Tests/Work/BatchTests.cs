using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Sources;
using BayesMeasure.Measurements;

namespace BayesMeasure.Batch.Tests.Work;

public sealed class BatchTests : IDisposable
{
    private readonly SmallBatch batch = new();

    public void Dispose() => batch.Dispose();

    /// <summary>The oracle: a comparison of each measurement by itself, bit for bit.</summary>
    [Fact]
    public void Every_row_is_that_of_a_comparison_by_itself()
    {
        Measurement[] curves = SmallBatch.Curves(7);
        BatchState state = Run(MeasurementSource.Of(curves));
        Assert.Equal(new(7, 7, 3, 3), state);
        RequireAlone(curves);
    }

    [Fact]
    public void Two_workers_at_once_give_the_same_rows()
    {
        Measurement[] curves = SmallBatch.Curves(12);
        Parallel.Invoke(() => Run(MeasurementSource.Of(curves)), () => Run(MeasurementSource.Of(curves)));
        RequireAlone(curves);
    }

    [Fact]
    public void Called_again_it_has_nothing_to_do_and_changes_nothing()
    {
        IMeasurementSource source = MeasurementSource.Of(SmallBatch.Curves(4));
        Run(source);
        string[] before = Files();
        Assert.True(Run(source).IsComplete);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void Cancelled_it_gives_back_its_claims_and_goes_on_when_called_again()
    {
        Measurement[] curves = SmallBatch.Curves(9);
        using var cancellation = new CancellationTokenSource();
        var source = new CancellingSource(MeasurementSource.Of(curves), cancellation, reads: 5);
        BatchState state = Batch.Run(source, SmallBatch.Family, SmallBatch.Options, batch.Folder, cancellation.Token);
        Assert.False(state.IsComplete);
        Assert.Empty(batch.Disk.FilesIn(FolderLayout.Claims));
        Assert.True(Run(MeasurementSource.Of(curves)).IsComplete);
        RequireAlone(curves);
    }

    /// <summary>
    /// Of a shard, whatever the journal has is taken; the rest is computed: the same bits, wherever it was cut.
    /// </summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.99)]
    public void A_journal_that_was_cut_is_gone_on_with(double share)
    {
        Measurement[] curves = SmallBatch.Curves(3);
        Run(MeasurementSource.Of(curves));
        IReadOnlyList<MeasurementAnswer> answers = batch.Answers();
        var folder = new Protocol.VirtualFolder();
        using (var journal = new Journal(folder.TryGrow("journal")!, batch.Plan.Identity, TimeProvider.System))
        {
            foreach (MeasurementAnswer answer in answers)
            {
                journal.Append((answer with { Host = "earlier" }).ToLine());
            }
        }

        byte[] whole = folder.Read("journal")!;
        batch.Disk.Delete(FolderLayout.Result(0));
        File.WriteAllBytes(batch.Disk.PathOf(FolderLayout.Journal(0, 1)), whole[..(int)(share * whole.Length)]);
        Run(MeasurementSource.Of(curves));
        RequireAlone(curves);
        int kept = Journal.Read(whole.AsSpan(0, (int)(share * whole.Length)), batch.Plan.Identity).Count;
        Assert.Equal(kept, batch.Answers().Count(answer => answer.Host == "earlier"));
    }

    [Fact]
    public void What_is_wrong_with_one_curve_costs_that_curve()
    {
        Measurement[] curves = SmallBatch.Curves(4);
        var source = new BrokenSource(curves, broken: 2);
        Run(source);
        IReadOnlyList<MeasurementAnswer> answers = batch.Answers();
        Assert.Equal("curve 2 is NaN", answers[2].Failure);
        Assert.Contains("curve 2 is NaN", File.ReadAllText(batch.Disk.PathOf(FolderLayout.Failed(0))), StringComparison.Ordinal);
        Assert.All(answers.Where(answer => answer.Index != 2), answer => Assert.Equal(
            SmallBatch.Text(SmallBatch.Alone(curves[answer.Index], answer.Index)), SmallBatch.Text(answer.Candidates)));
    }

    /// <summary>A seed by worker or by shard gives other rows; that of the index does not.</summary>
    [Fact]
    public void Seeds_by_shard_are_rejected()
    {
        Measurement[] curves = SmallBatch.Curves(4);
        Run(MeasurementSource.Of(curves));
        MeasurementAnswer last = batch.Answers()[3];
        Assert.NotEqual(SmallBatch.Text(SmallBatch.Alone(curves[3], 0)), SmallBatch.Text(last.Candidates));
        Assert.Equal(SmallBatch.Text(SmallBatch.Alone(curves[3], 3)), SmallBatch.Text(last.Candidates));
    }

    private BatchState Run(IMeasurementSource source) =>
        Batch.Run(source, SmallBatch.Family, SmallBatch.Options, batch.Folder);

    private void RequireAlone(Measurement[] curves)
    {
        IReadOnlyList<MeasurementAnswer> answers = batch.Answers();
        Assert.Equal(Enumerable.Range(0, curves.Length), answers.Select(answer => answer.Index));
        Assert.All(answers, answer => Assert.Equal(
            SmallBatch.Text(SmallBatch.Alone(curves[answer.Index], answer.Index)), SmallBatch.Text(answer.Candidates)));
        Assert.Empty(batch.Disk.FilesIn(FolderLayout.Claims));
        Assert.Empty(batch.Disk.FilesIn(FolderLayout.Journals));
        Assert.All(batch.Disk.FilesIn(FolderLayout.Results), file => Assert.EndsWith(".parquet", file, StringComparison.Ordinal));
    }

    private string[] Files() => [.. Directory.EnumerateFiles(batch.Folder, "*", SearchOption.AllDirectories).Order()];

    private sealed class CancellingSource(IMeasurementSource inner, CancellationTokenSource cancellation, int reads)
        : IMeasurementSource
    {
        private int left = reads;

        public string Name => inner.Name;

        public IReadOnlyList<int> Shape => inner.Shape;

        public IReadOnlyList<SourcedMeasurement> Read(int first, int count)
        {
            // Planning reads an example twice and each shard once; what is read then is a shard that was claimed.
            if (Interlocked.Decrement(ref left) < 0)
            {
                cancellation.Cancel();
            }

            return inner.Read(first, count);
        }
    }

    private sealed class BrokenSource(Measurement[] curves, int broken) : IMeasurementSource
    {
        public string Name => "broken";

        public IReadOnlyList<int> Shape => [curves.Length];

        public IReadOnlyList<SourcedMeasurement> Read(int first, int count) =>
        [
            .. Enumerable.Range(first, count).Select(i =>
                i == broken ? new SourcedMeasurement(null, $"curve {i} is NaN") : new(curves[i])),
        ];
    }
}
