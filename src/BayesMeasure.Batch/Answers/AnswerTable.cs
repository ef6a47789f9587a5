using System.Globalization;
using BayesMeasure.Batch.Protocol;
using Parquet;
using Parquet.Schema;

namespace BayesMeasure.Batch.Answers;

/// <summary>The rows of measurements as a Parquet file: docs/batch-format.md has the columns.</summary>
internal static class AnswerTable
{
    private const string PlanKey = "plan";

    /// <summary>The file of some measurements.</summary>
    /// <param name="plan">The plan that they belong to.</param>
    /// <param name="answers">Their answers.</param>
    public static byte[] Write(BatchPlan plan, IReadOnlyList<MeasurementAnswer> answers) =>
        WriteAll(plan, [.. answers.SelectMany(RowsOf)]).GetAwaiter().GetResult();

    /// <summary>Reads a file that was written.</summary>
    /// <param name="plan">The plan that it must belong to.</param>
    /// <param name="contents">The file.</param>
    /// <param name="place">What it is called.</param>
    /// <exception cref="BatchException">The file is cut, damaged, foreign, or of another batch.</exception>
    public static IReadOnlyList<MeasurementAnswer> Read(BatchPlan plan, byte[] contents, string place)
    {
        var answers = new List<MeasurementAnswer>();
        AnswerColumn[] columns = ColumnsOf(plan);
        ReadGroups(plan, contents, place, async (group, count) =>
        {
            var read = new Dictionary<string, object?[]>();
            foreach (AnswerColumn column in columns)
            {
                read[column.Name] = await column.Read(group, count);
            }

            answers.AddRange(new AnswerReader(plan, read, count).Answers());
        }).GetAwaiter().GetResult();
        return answers;
    }

    /// <summary>The columns of a batch, which can be written and read, since they belong to a schema.</summary>
    public static AnswerColumn[] ColumnsOf(BatchPlan plan)
    {
        AnswerColumn[] columns = [.. AnswerColumns.Of(plan)];
        _ = SchemaOf(columns);
        return columns;
    }

    /// <summary>Begins a file of a batch.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="file">Where it goes.</param>
    public static async Task<ParquetWriter> Begin(BatchPlan plan, IReadOnlyList<AnswerColumn> columns, Stream file)
    {
        ParquetWriter writer = await ParquetWriter.CreateAsync(SchemaOf(columns), file);
        writer.CustomMetadata = new Dictionary<string, string>
        {
            [PlanKey] = plan.Identity,
            ["question"] = string.Join('\n', plan.Question),
            ["source"] = plan.Source.Name,
            ["seed"] = plan.Seed.ToString(CultureInfo.InvariantCulture),
        };
        return writer;
    }

    /// <summary>Reads the groups of rows of a file, one after the other.</summary>
    /// <param name="plan">The plan that it must belong to.</param>
    /// <param name="contents">The file.</param>
    /// <param name="place">What it is called.</param>
    /// <param name="read">Reads a group with so many rows.</param>
    /// <exception cref="BatchException">The file is cut, damaged, foreign, or of another batch.</exception>
    public static async Task ReadGroups(
        BatchPlan plan, byte[] contents, string place, Func<ParquetRowGroupReader, int, Task> read)
    {
        try
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(contents, writable: false));
            if (reader.CustomMetadata.GetValueOrDefault(PlanKey) != plan.Identity)
            {
                throw new BatchException(place, "belongs to another plan.", "Move it to the folder of that plan.");
            }

            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
                long most = (long)plan.Source.Count * plan.Candidates.Count;
                await read(rows, rows.RowCount <= most ? checked((int)rows.RowCount) : throw new InvalidDataException());
            }
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

    private static IEnumerable<AnswerRow> RowsOf(MeasurementAnswer answer) => answer.Candidates.Count == 0
        ? [new(answer, null)]
        : answer.Candidates.Select(candidate => new AnswerRow(answer, candidate));

    /// <summary>The schema of a file; a field can be written and read once it belongs to one.</summary>
    private static ParquetSchema SchemaOf(IEnumerable<AnswerColumn> columns) => new([.. columns.Select(column => column.Field)]);

    private static async Task<byte[]> WriteAll(BatchPlan plan, IReadOnlyList<AnswerRow> rows)
    {
        AnswerColumn[] columns = ColumnsOf(plan);
        var file = new MemoryStream();
        await using (ParquetWriter writer = await Begin(plan, columns, file))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (AnswerColumn column in columns)
            {
                await column.Write(group, rows);
            }
        }

        return file.ToArray();
    }
}
