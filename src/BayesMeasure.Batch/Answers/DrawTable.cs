using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>A row of the table of draws.</summary>
/// <param name="Index">The measurement.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Draw">Where the draw stands in it.</param>
/// <param name="Values">The value of each unknown of the plan; null where the candidate has none of that name.</param>
/// <param name="LogLikelihood">The log likelihood of the draw.</param>
/// <param name="LogPrior">Its log prior density.</param>
internal sealed record DrawRow(
    int Index, string Candidate, int Chain, int Draw, double?[] Values, double LogLikelihood, double LogPrior);

/// <summary>The draws of measurements as a Parquet file: docs/batch-format.md has the columns.</summary>
internal static class DrawTable
{
    private const string Chain = "chain";
    private const string Draw = "draw";
    private const string LogLikelihood = "log likelihood";
    private const string LogPrior = "log prior";
    private const string Value = "value";

    /// <summary>The file of the draws of some measurements.</summary>
    public static byte[] Write(BatchPlan plan, IReadOnlyList<MeasurementAnswer> answers) =>
        TableFile.Write(plan, ColumnsOf(plan), [.. answers.SelectMany(answer => RowsOf(plan, answer))]);

    /// <summary>Reads a file that was written.</summary>
    /// <param name="plan">The plan that it must belong to.</param>
    /// <param name="contents">The file.</param>
    /// <param name="place">What it is called.</param>
    /// <exception cref="BatchException">The file is cut, damaged, foreign, or of another batch.</exception>
    public static IReadOnlyList<DrawRow> Read(BatchPlan plan, byte[] contents, string place)
    {
        var all = new List<DrawRow>();
        TableFile.ReadColumns(plan, ColumnsOf(plan), contents, place, (columns, rows) => all.AddRange(
            Enumerable.Range(0, rows).Select(row => new DrawRow(
                (int)columns[AnswerColumns.Index][row]!,
                (string)columns[AnswerColumns.Candidate][row]!,
                (int)columns[Chain][row]!,
                (int)columns[Draw][row]!,
                [.. plan.Parameters.Select(name => (double?)columns[AnswerColumns.NameOf(name, Value)][row])],
                (double)columns[LogLikelihood][row]!,
                (double)columns[LogPrior][row]!))));
        return all;
    }

    /// <summary>The columns, which can be written and read.</summary>
    public static TableColumn<DrawRow>[] ColumnsOf(BatchPlan plan) => TableFile.Bound<TableColumn<DrawRow>>(
    [
        new ValueColumn<DrawRow, int>(AnswerColumns.Index, row => row.Index),
        new TextColumn<DrawRow>(AnswerColumns.Candidate, row => row.Candidate),
        new ValueColumn<DrawRow, int>(Chain, row => row.Chain),
        new ValueColumn<DrawRow, int>(Draw, row => row.Draw),
        .. plan.Parameters.Select((name, position) => new ValueColumn<DrawRow, double>(
            AnswerColumns.NameOf(name, Value), row => row.Values[position])),
        new ValueColumn<DrawRow, double>(LogLikelihood, row => row.LogLikelihood),
        new ValueColumn<DrawRow, double>(LogPrior, row => row.LogPrior),
    ]);

    private static IEnumerable<DrawRow> RowsOf(BatchPlan plan, MeasurementAnswer answer) =>
        from candidate in answer.Candidates
        where candidate.Draws is not null
        let positions = PositionsOf(plan, candidate)
        from draw in Enumerable.Range(0, candidate.Draws!.Count)
        select RowOf(answer.Index, candidate, positions, draw);

    private static DrawRow RowOf(int index, CandidateAnswer candidate, int[] positions, int draw)
    {
        double[] numbers = candidate.Draws![draw];
        return new(
            index,
            candidate.Name,
            candidate.Draws.Chains[draw],
            candidate.Draws.Draws[draw],
            [.. positions.Select(position => position < 0 ? (double?)null : numbers[position])],
            numbers[^2],
            numbers[^1]);
    }

    /// <summary>Where each unknown of the plan stands among those of a candidate; -1 where it does not.</summary>
    private static int[] PositionsOf(BatchPlan plan, CandidateAnswer candidate)
    {
        string[] names = [.. candidate.Parameters.Select(parameter => parameter.Name)];
        return [.. plan.Parameters.Select(name => Array.IndexOf(names, name))];
    }
}
