using BayesMeasure.Linear.Sparse;

namespace BayesMeasure.Diffraction.Search;

/// <summary>How often the gate of each column is open, and draws of the heights: of a posterior, or of a guide.</summary>
/// <param name="Probabilities">How often each is open, from 0 to 1.</param>
/// <param name="StandardErrors">Their Monte-Carlo errors.</param>
/// <param name="Heights">One row a draw, one height a column; 0 where its gate is shut.</param>
internal sealed record ColumnDraws(
    IReadOnlyList<double> Probabilities, IReadOnlyList<double> StandardErrors, IReadOnlyList<double[]> Heights)
{
    /// <summary>Those of sampled gates.</summary>
    public static ColumnDraws Of(GateProbabilities gates) => new(
        gates.Probabilities,
        gates.StandardErrors,
        [.. Enumerable.Range(0, gates.DrawCount).Select(draw => gates.Amplitudes(draw).ToArray())]);

    /// <summary>The number of draws.</summary>
    public int DrawCount => Heights.Count;

    /// <summary>The heights of a draw.</summary>
    public ReadOnlySpan<double> Amplitudes(int draw) => Heights[draw];

    /// <summary>How often a gate of a group is open.</summary>
    public double ProbabilityOfAny(IReadOnlyList<int> columns) =>
        (double)Heights.Count(heights => columns.Any(k => heights[k] > 0)) / DrawCount;
}
