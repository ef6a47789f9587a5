namespace BayesMeasure.Batch.Answers;

/// <summary>What was found about a candidate.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Components">The number of its components; null where candidates are not told apart by a number.</param>
/// <param name="LogEvidence">ln Z.</param>
/// <param name="StandardError">The standard error of ln Z.</param>
/// <param name="Disagreement">The largest difference between two estimators of ln Z that are used; null where one alone
/// is.</param>
/// <param name="Probability">p(K | D).</param>
/// <param name="ProbabilityFrom">The lower end of its 68 % interval.</param>
/// <param name="ProbabilityTo">The upper end.</param>
internal sealed record CandidateAnswer(
    string Name,
    int? Components,
    double LogEvidence,
    double StandardError,
    double? Disagreement,
    double Probability,
    double ProbabilityFrom,
    double ProbabilityTo)
{
    /// <summary>Whether the data chose it.</summary>
    public bool IsSelected { get; init; }

    /// <summary>What was found about its unknowns, in the order of its posterior.</summary>
    public IReadOnlyList<ParameterAnswer> Parameters { get; init; } = [];

    /// <summary>What a reader must know of its run; and of the comparison, where it is the best candidate.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Draws of its unknowns; null where none are kept.</summary>
    public CandidateDraws? Draws { get; init; }
}

/// <summary>What was found about an unknown.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Mean">The posterior mean.</param>
/// <param name="StandardDeviation">The posterior standard deviation.</param>
/// <param name="Quantile05">The 5 % quantile.</param>
/// <param name="Median">The median.</param>
/// <param name="Quantile95">The 95 % quantile.</param>
internal sealed record ParameterAnswer(
    string Name, double Mean, double StandardDeviation, double Quantile05, double Median, double Quantile95);
