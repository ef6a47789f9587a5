using System.Globalization;
using BayesMeasure.Batch.Protocol;
using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>A table of a batch as a Parquet file, whose metadata say to which plan it belongs.</summary>
internal static class TableFile
{
    private const string PlanKey = "plan";
    private const string DrawsKey = "draws";

    /// <summary>Makes columns that can be written and read, since they belong to a schema.</summary>
    public static TColumn[] Bound<TColumn>(IEnumerable<TColumn> columns)
        where TColumn : TableColumn
    {
        TColumn[] bound = [.. columns];
        _ = SchemaOf(bound);
        return bound;
    }

    /// <summary>A file of some rows, in one group.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="columns">The columns, bound.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="drawn">The attempt whose draws belong to them; null where none are kept.</param>
    public static byte[] Write<TRow>(
        BatchPlan plan, IReadOnlyList<TableColumn<TRow>> columns, IReadOnlyList<TRow> rows, int? drawn = null) =>
        WriteAll(plan, columns, rows, drawn).GetAwaiter().GetResult();

    /// <summary>Begins a file of a batch.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="file">Where it goes.</param>
    /// <param name="drawn">The attempt whose draws belong to its rows; null where none are kept.</param>
    public static async Task<ParquetWriter> Begin(
        BatchPlan plan, IEnumerable<TableColumn> columns, Stream file, int? drawn = null)
    {
        ParquetWriter writer = await ParquetWriter.CreateAsync(SchemaOf(columns), file);
        Dictionary<string, string> metadata = new()
        {
            [PlanKey] = plan.Identity,
            ["question"] = string.Join('\n', plan.Question),
            ["source"] = plan.Source.Name,
            ["seed"] = plan.Seed.ToString(CultureInfo.InvariantCulture),
        };
        if (drawn is int attempt)
        {
            metadata[DrawsKey] = attempt.ToString(CultureInfo.InvariantCulture);
        }

        writer.CustomMetadata = metadata;
        return writer;
    }

    /// <summary>The attempt whose draws belong to the rows of a file; null where it names none.</summary>
    /// <exception cref="BatchException">The file is cut, damaged, foreign, or of another batch.</exception>
    public static int? DrawnBy(BatchPlan plan, byte[] contents, string place) => Read(plan, contents, place, reader =>
        Task.FromResult<int?>(int.TryParse(
            reader.CustomMetadata.GetValueOrDefault(DrawsKey), NumberStyles.None, CultureInfo.InvariantCulture, out int attempt)
            ? attempt
            : null)).GetAwaiter().GetResult();

    /// <summary>Reads all columns of a file, a group of rows after the other.</summary>
    /// <param name="plan">The plan that it must belong to.</param>
    /// <param name="columns">Its columns, bound.</param>
    /// <param name="contents">The file.</param>
    /// <param name="place">What it is called.</param>
    /// <param name="take">Takes the columns of a group, by their names, and the number of its rows.</param>
    /// <exception cref="BatchException">The file is cut, damaged, foreign, or of another batch.</exception>
    public static void ReadColumns(
        BatchPlan plan,
        IReadOnlyList<TableColumn> columns,
        byte[] contents,
        string place,
        Action<IReadOnlyDictionary<string, object?[]>, int> take) => ReadGroups(plan, contents, place, async (group, rows) =>
        {
            var read = new Dictionary<string, object?[]>();
            foreach (TableColumn column in columns)
            {
                read[column.Name] = await column.Read(group, rows);
            }

            take(read, rows);
        }).GetAwaiter().GetResult();

    /// <summary>Reads the groups of rows of a file, one after the other.</summary>
    /// <param name="plan">The plan that it must belong to.</param>
    /// <param name="contents">The file.</param>
    /// <param name="place">What it is called.</param>
    /// <param name="read">Reads a group with so many rows.</param>
    /// <exception cref="BatchException">The file is cut, damaged, foreign, or of another batch.</exception>
    public static Task ReadGroups(BatchPlan plan, byte[] contents, string place, Func<ParquetRowGroupReader, int, Task> read)
    {
        long most = (long)plan.Source.Count * plan.Candidates.Count * Math.Max(1, plan.Draws);
        return Read(plan, contents, place, async reader =>
        {
            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
                await read(rows, rows.RowCount <= most ? checked((int)rows.RowCount) : throw new InvalidDataException());
            }

            return true;
        });
    }

    private static async Task<T> Read<T>(BatchPlan plan, byte[] contents, string place, Func<ParquetReader, Task<T>> read)
    {
        try
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(contents, writable: false));
            return reader.CustomMetadata.GetValueOrDefault(PlanKey) == plan.Identity
                ? await read(reader)
                : throw new BatchException(place, "belongs to another plan.", "Move it to the folder of that plan.");
        }
#pragma warning disable CA1031 // A reader throws whatever a broken file leads to; all of it means that the file is broken.
        catch (Exception error) when (error is not (BatchException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            throw new BatchException(
                place,
                "is cut, damaged, or no table of a batch.",
                "Move it away and run the batch again: its shard is then done anew.",
                error);
        }
    }

    /// <summary>The schema of a file; a field can be written and read once it belongs to one.</summary>
    private static ParquetSchema SchemaOf(IEnumerable<TableColumn> columns) => new([.. columns.Select(column => column.Field)]);

    private static async Task<byte[]> WriteAll<TRow>(
        BatchPlan plan, IReadOnlyList<TableColumn<TRow>> columns, IReadOnlyList<TRow> rows, int? drawn)
    {
        var file = new MemoryStream();
        await using (ParquetWriter writer = await Begin(plan, columns, file, drawn))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (TableColumn<TRow> column in columns)
            {
                await column.Write(group, rows);
            }
        }

        return file.ToArray();
    }
}
