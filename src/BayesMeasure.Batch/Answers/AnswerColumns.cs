using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Answers;

/// <summary>The columns of the table, in their order: docs/batch-format.md.</summary>
internal static class AnswerColumns
{
    public const string Index = "index";
    public const string Candidate = "candidate";
    public const string Components = "components";
    public const string LogEvidence = "log Z";
    public const string StandardError = "log Z error";
    public const string Disagreement = "disagreement";
    public const string Probability = "p";
    public const string ProbabilityFrom = "p from";
    public const string ProbabilityTo = "p to";
    public const string Decided = "decided";
    public const string Selected = "selected";
    public const string Seconds = "seconds";
    public const string Warnings = "warnings";
    public const string Failure = "failure";
    public const string Attempt = "attempt";
    public const string Host = "host";
    public const string Processor = "processor";
    public const string Lanes = "lanes";

    /// <summary>The columns of an unknown.</summary>
    public static readonly (string Ending, Func<ParameterAnswer, double> Number)[] OfParameter =
    [
        ("mean", parameter => parameter.Mean),
        ("sd", parameter => parameter.StandardDeviation),
        ("5%", parameter => parameter.Quantile05),
        ("50%", parameter => parameter.Median),
        ("95%", parameter => parameter.Quantile95),
    ];

    /// <summary>All columns of a batch.</summary>
    public static IEnumerable<TableColumn<AnswerRow>> Of(BatchPlan plan) =>
    [
        new ValueColumn<AnswerRow, int>(Index, row => row.Answer.Index),
        .. PlacesOf(plan.Source.Shape),
        new TextColumn<AnswerRow>(Candidate, row => row.Candidate?.Name),
        new ValueColumn<AnswerRow, int>(Components, row => row.Candidate?.Components),
        new ValueColumn<AnswerRow, double>(LogEvidence, row => row.Candidate?.LogEvidence),
        new ValueColumn<AnswerRow, double>(StandardError, row => row.Candidate?.StandardError),
        new ValueColumn<AnswerRow, double>(Disagreement, row => row.Candidate?.Disagreement),
        new ValueColumn<AnswerRow, double>(Probability, row => row.Candidate?.Probability),
        new ValueColumn<AnswerRow, double>(ProbabilityFrom, row => row.Candidate?.ProbabilityFrom),
        new ValueColumn<AnswerRow, double>(ProbabilityTo, row => row.Candidate?.ProbabilityTo),
        new ValueColumn<AnswerRow, bool>(Decided, row => row.Candidate is null ? null : row.Answer.IsDecided),
        new ValueColumn<AnswerRow, bool>(Selected, row => row.Candidate?.IsSelected),
        .. plan.Parameters.SelectMany(NumbersOf),
        new ValueColumn<AnswerRow, double>(Seconds, row => row.Answer.Seconds),
        new TextColumn<AnswerRow>(
            Warnings,
            row => row.Candidate is { Warnings: { Count: > 0 } warnings } ? string.Join('\n', warnings) : null),
        new TextColumn<AnswerRow>(Failure, row => row.Answer.Failure),
        new ValueColumn<AnswerRow, int>(Attempt, row => row.Answer.Attempt),
        new TextColumn<AnswerRow>(Host, row => row.Answer.Host),
        new TextColumn<AnswerRow>(Processor, row => row.Answer.Processor),
        new ValueColumn<AnswerRow, int>(Lanes, row => row.Answer.Lanes),
    ];

    /// <summary>What the column of a number of an unknown is called.</summary>
    public static string NameOf(string parameter, string ending) => $"{parameter} {ending}";

    private static Stack<TableColumn<AnswerRow>> PlacesOf(IReadOnlyList<int> shape)
    {
        int within = 1;
        var places = new Stack<TableColumn<AnswerRow>>();
        for (int i = shape.Count - 1; i >= 0 && shape.Count > 1; i--)
        {
            (int step, int size) = (within, shape[i]);
            places.Push(new ValueColumn<AnswerRow, int>(
                FormattableString.Invariant($"index[{i}]"), row => row.Answer.Index / step % size));
            within *= size;
        }

        return places;
    }

    private static IEnumerable<TableColumn<AnswerRow>> NumbersOf(string parameter) => OfParameter.Select(
        column => new ValueColumn<AnswerRow, double>(
            NameOf(parameter, column.Ending),
            row => row.Candidate?.Parameters.FirstOrDefault(one => one.Name == parameter) is { } found
                ? column.Number(found)
                : null));
}
