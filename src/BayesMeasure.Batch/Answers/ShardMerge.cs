using BayesMeasure.Batch.Protocol;
using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>A table that each shard has a file of.</summary>
/// <param name="Columns">Its columns, bound; one is the index of the measurement.</param>
/// <param name="FileOf">The file of a shard; null where it has none yet.</param>
/// <param name="HasGaps">Whether measurements may be missing: those that failed have no draws.</param>
internal sealed record ShardedTable(IReadOnlyList<TableColumn> Columns, Func<int, string?> FileOf, bool HasGaps)
{
    /// <summary>The rows.</summary>
    public static ShardedTable Rows(IBatchFolder folder, BatchPlan plan) =>
        new(AnswerTable.ColumnsOf(plan), shard => ShardCommit.FileOf(folder, shard), HasGaps: false);

    /// <summary>The draws.</summary>
    public static ShardedTable Draws(IBatchFolder folder, BatchPlan plan) =>
        new(DrawTable.ColumnsOf(plan), shard => ShardResult.DrawsOf(folder, plan, shard), HasGaps: true);
}

/// <summary>Puts the files of all shards that are done into one, in the order of the measurements, a piece at a time.</summary>
/// <param name="folder">The folder of the batch.</param>
/// <param name="plan">Its plan.</param>
/// <param name="table">What is put together.</param>
internal sealed class ShardMerge(IBatchFolder folder, BatchPlan plan, ShardedTable table)
{
    // Warnings may be long, and a group is held as a whole.
    private const int RowsOfGroup = 1 << 14;

    /// <summary>Writes the file.</summary>
    /// <exception cref="BatchException">A file is cut, damaged, foreign, or has not the measurements of its shard.</exception>
    public void Write(Stream file) => WriteAll(file).GetAwaiter().GetResult();

    private async Task WriteAll(Stream file)
    {
        ColumnBuffer[] buffers = [.. table.Columns.Select(column => column.Gather())];
        DataField index = table.Columns.Single(column => column.Name == AnswerColumns.Index).Field;
        await using ParquetWriter writer = await TableFile.Begin(plan, table.Columns, file);
        int gathered = 0;
        for (int shard = 0; shard < plan.Shards.Count; shard++)
        {
            if (table.FileOf(shard) is not { } name)
            {
                continue;
            }

            gathered += await Take(plan.Shards[shard], name, index, buffers);
            if (gathered >= RowsOfGroup)
            {
                await WriteGroup(writer, buffers);
                gathered = 0;
            }
        }

        if (gathered > 0)
        {
            await WriteGroup(writer, buffers);
        }
    }

    private async Task<int> Take(PlannedShard shard, string name, DataField index, ColumnBuffer[] buffers)
    {
        string place = $"{folder.Name}/{name}";
        int taken = 0;
        var order = new ShardOrder(shard, place, table.HasGaps);
        await TableFile.ReadGroups(plan, folder.Read(name) ?? [], place, async (group, rows) =>
        {
            int?[] indices = new int?[rows];
            await group.ReadAsync<int>(index, indices.AsMemory());
            order.RequireNext(indices);
            foreach (ColumnBuffer buffer in buffers)
            {
                await buffer.Take(group, rows);
            }

            taken += rows;
        });
        order.RequireEnd();
        return taken;
    }

    private static async Task WriteGroup(ParquetWriter writer, ColumnBuffer[] buffers)
    {
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        foreach (ColumnBuffer buffer in buffers)
        {
            await buffer.Write(group);
        }
    }
}
