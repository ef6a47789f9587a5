using BayesMeasure.Batch.Answers;
using BayesMeasure.Batch.Protocol;
using BayesMeasure.Batch.Tests.Work;
using ParquetSharp;

namespace BayesMeasure.Batch.Tests.Commands;

/// <summary>
/// Merged tables are read by another reader of Parquet, that of Apache Arrow: the same names, and the same bits.
/// </summary>
public sealed class OtherReaderTests : IDisposable
{
    private const int Count = 6;

    private readonly TemporaryFolder place = new();

    private string Folder => place.PathOf("batch");

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Merged_tables_are_read_to_the_same_numbers()
    {
        string curves = place.PathOf("curves");
        Directory.CreateDirectory(curves);
        foreach ((int i, var curve) in SmallBatch.Curves(Count).Index())
        {
            string lines = string.Join('\n', curve.X.Zip(curve.Y, (x, y) => FormattableString.Invariant($"{x:R},{y:R}")));
            File.WriteAllText(Path.Combine(curves, $"{i}.csv"), i == 4 ? "x,y\n1,nothing\n" : $"x,y\n{lines}\n");
        }

        Assert.Equal(0, (await ToolRun.Of("plan", curves, Folder, "--draws", "3")).ExitCode);
        await ToolRun.Of("work", Folder);
        Assert.Equal(0, (await ToolRun.Of("merge", Folder)).ExitCode);
        BatchPlan plan = BatchPlan.Read(new DiskFolder(Folder))!;
        Assert.Equal(2 * (Count - 1) + 1, RequireSame(plan, AnswerTable.ColumnsOf(plan), "merged.parquet"));
        Assert.Equal(2 * (Count - 1) * 3, RequireSame(plan, DrawTable.ColumnsOf(plan), "merged.draws.parquet"));
    }

    /// <returns>The number of rows.</returns>
    private int RequireSame(BatchPlan plan, IReadOnlyList<TableColumn> columns, string file)
    {
        string path = Path.Combine(Folder, file);
        int count = 0;
        TableFile.ReadColumns(plan, columns, File.ReadAllBytes(path), file, (own, rows) =>
        {
            using var reader = new ParquetFileReader(path);
            Assert.Equal(plan.Identity, reader.FileMetaData.KeyValueMetadata["plan"]);
            Assert.Equal(columns.Select(column => column.Name), Enumerable.Range(0, columns.Count)
                .Select(i => reader.FileMetaData.Schema.Column(i).Name));
            using RowGroupReader group = reader.RowGroup(0);
            count += rows;
            foreach ((int i, TableColumn column) in columns.Index())
            {
                Assert.Equal(own[column.Name], Read(group.Column(i), column.Field.ClrType, rows));
            }
        });
        return count;
    }

    private static object?[] Read(ColumnReader column, Type type, int rows) =>
        type == typeof(double) ? Boxed(column.LogicalReader<double?>().ReadAll(rows))
        : type == typeof(int) ? Boxed(column.LogicalReader<int?>().ReadAll(rows))
        : type == typeof(bool) ? Boxed(column.LogicalReader<bool?>().ReadAll(rows))
        : column.LogicalReader<string?>().ReadAll(rows);

    private static object?[] Boxed<T>(T?[] values)
        where T : struct => [.. values.Select(value => (object?)value)];
}
