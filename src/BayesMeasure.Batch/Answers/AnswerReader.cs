using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>Makes answers of the columns of a table: those that it was made of, bit for bit.</summary>
/// <param name="plan">The plan.</param>
/// <param name="columns">The values of each column; null where one is missing.</param>
/// <param name="rows">The number of rows.</param>
internal sealed class AnswerReader(BatchPlan plan, IReadOnlyDictionary<string, object?[]> columns, int rows)
{
    /// <summary>The answers, in the order of the table.</summary>
    public IEnumerable<MeasurementAnswer> Answers()
    {
        for (int row = 0; row < rows;)
        {
            int first = row;
            int index = Get<int>(AnswerColumns.Index, row);
            while (row < rows && Get<int>(AnswerColumns.Index, row) == index)
            {
                row++;
            }

            yield return AnswerOf(index, first, row);
        }
    }

    private MeasurementAnswer AnswerOf(int index, int first, int end) => new(
        index,
        (string?)columns[AnswerColumns.Failure][first],
        [
            .. Enumerable.Range(first, end - first)
                .Where(row => columns[AnswerColumns.Candidate][row] is not null)
                .Select(CandidateOf),
        ])
    {
        Seconds = Get<double>(AnswerColumns.Seconds, first),
        Attempt = Get<int>(AnswerColumns.Attempt, first),
        Host = (string)columns[AnswerColumns.Host][first]!,
        Processor = (string)columns[AnswerColumns.Processor][first]!,
        Lanes = Get<int>(AnswerColumns.Lanes, first),
    };

    private CandidateAnswer CandidateOf(int row) => new(
        (string)columns[AnswerColumns.Candidate][row]!,
        (int?)columns[AnswerColumns.Components][row],
        Get<double>(AnswerColumns.LogEvidence, row),
        Get<double>(AnswerColumns.StandardError, row),
        (double?)columns[AnswerColumns.Disagreement][row],
        Get<double>(AnswerColumns.Probability, row),
        Get<double>(AnswerColumns.ProbabilityFrom, row),
        Get<double>(AnswerColumns.ProbabilityTo, row))
    {
        IsSelected = Get<bool>(AnswerColumns.Selected, row),
        Parameters = [.. plan.Parameters.Select(name => ParameterOf(name, row)).OfType<ParameterAnswer>()],
        Warnings = ((string?)columns[AnswerColumns.Warnings][row])?.Split('\n') ?? [],
    };

    private ParameterAnswer? ParameterOf(string name, int row)
    {
        object?[] numbers =
            [.. AnswerColumns.OfParameter.Select(column => columns[AnswerColumns.NameOf(name, column.Ending)][row])];
        return numbers is [double mean, double deviation, double low, double median, double high]
            ? new(name, mean, deviation, low, median, high)
            : null;
    }

    private T Get<T>(string column, int row) => (T)columns[column][row]!;
}
