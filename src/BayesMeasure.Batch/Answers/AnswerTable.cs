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
        try
        {
            return ReadAll(plan, contents, place).GetAwaiter().GetResult();
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
    private static ParquetSchema SchemaOf(AnswerColumn[] columns) => new([.. columns.Select(column => column.Field)]);

    private static async Task<byte[]> WriteAll(BatchPlan plan, IReadOnlyList<AnswerRow> rows)
    {
        AnswerColumn[] columns = [.. AnswerColumns.Of(plan)];
        var file = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(SchemaOf(columns), file))
        {
            writer.CustomMetadata = new Dictionary<string, string> { [PlanKey] = plan.Identity };
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (AnswerColumn column in columns)
            {
                await column.Write(group, rows);
            }
        }

        return file.ToArray();
    }

    private static async Task<IReadOnlyList<MeasurementAnswer>> ReadAll(BatchPlan plan, byte[] contents, string place)
    {
        AnswerColumn[] columns = [.. AnswerColumns.Of(plan)];
        _ = SchemaOf(columns);
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(contents, writable: false));
        if (reader.CustomMetadata.GetValueOrDefault(PlanKey) != plan.Identity)
        {
            throw new BatchException(place, "belongs to another plan.", "Move it to the folder of that plan.");
        }

        var answers = new List<MeasurementAnswer>();
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            var read = new Dictionary<string, object?[]>();
            foreach (AnswerColumn column in columns)
            {
                read[column.Name] = await column.Read(rows, (int)rows.RowCount);
            }

            answers.AddRange(new AnswerReader(plan, read, (int)rows.RowCount).Answers());
        }

        return answers;
    }
}
