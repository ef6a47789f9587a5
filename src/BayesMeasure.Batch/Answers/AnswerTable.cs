using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>A row of the table: a candidate of a measurement, or a measurement that failed.</summary>
/// <param name="Answer">What was found about the measurement.</param>
/// <param name="Candidate">What was found about the candidate; null where the measurement failed.</param>
internal readonly record struct AnswerRow(MeasurementAnswer Answer, CandidateAnswer? Candidate);

/// <summary>The rows of measurements as a Parquet file: docs/batch-format.md has the columns.</summary>
internal static class AnswerTable
{
    /// <summary>The file of some measurements.</summary>
    /// <param name="plan">The plan that they belong to.</param>
    /// <param name="answers">Their answers.</param>
    /// <param name="drawn">The attempt whose draws belong to them; null where none are kept.</param>
    public static byte[] Write(BatchPlan plan, IReadOnlyList<MeasurementAnswer> answers, int? drawn = null) =>
        TableFile.Write(plan, ColumnsOf(plan), [.. answers.SelectMany(RowsOf)], drawn);

    /// <summary>Reads a file that was written.</summary>
    /// <param name="plan">The plan that it must belong to.</param>
    /// <param name="contents">The file.</param>
    /// <param name="place">What it is called.</param>
    /// <exception cref="BatchException">The file is cut, damaged, foreign, or of another batch.</exception>
    public static IReadOnlyList<MeasurementAnswer> Read(BatchPlan plan, byte[] contents, string place)
    {
        var answers = new List<MeasurementAnswer>();
        TableFile.ReadColumns(plan, ColumnsOf(plan), contents, place, (columns, rows) =>
            answers.AddRange(new AnswerReader(plan, columns, rows).Answers()));
        return answers;
    }

    /// <summary>The columns of a batch, which can be written and read.</summary>
    public static TableColumn<AnswerRow>[] ColumnsOf(BatchPlan plan) => TableFile.Bound(AnswerColumns.Of(plan));

    private static IEnumerable<AnswerRow> RowsOf(MeasurementAnswer answer) => answer.Candidates.Count == 0
        ? [new(answer, null)]
        : answer.Candidates.Select(candidate => new AnswerRow(answer, candidate));
}
