namespace BayesMeasure.Linear.Sparse;

/// <summary>The probabilities of gates with their errors, and draws of the amplitudes.</summary>
public sealed class GateProbabilities
{
    private readonly double[] probabilities;
    private readonly double[] standardErrors;
    private readonly double[] draws;

    internal GateProbabilities(double[] probabilities, double[] standardErrors, double[] draws) =>
        (this.probabilities, this.standardErrors, this.draws) = (probabilities, standardErrors, draws);

    /// <summary>P(g_k = 1 | y) of each column: the mean of its conditional probabilities.</summary>
    public IReadOnlyList<double> Probabilities => probabilities;

    /// <summary>
    /// The standard errors of the probabilities, by the scatter of batches or of chains that began apart, whichever is larger.
    /// </summary>
    public IReadOnlyList<double> StandardErrors => standardErrors;

    /// <summary>The number of draws of all chains.</summary>
    public int DrawCount => probabilities.Length == 0 ? 0 : draws.Length / probabilities.Length;

    /// <summary>The amplitudes of a draw, one a column; 0 where its gate is shut.</summary>
    /// <param name="draw">The draw, from 0.</param>
    public ReadOnlySpan<double> Amplitudes(int draw) => draws.AsSpan(draw * probabilities.Length, probabilities.Length);

    /// <summary>The probability that a gate of a group is open, such as of columns that the data cannot tell apart.</summary>
    /// <param name="columns">The columns of the group.</param>
    public double ProbabilityOfAny(params IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        int open = Enumerable.Range(0, DrawCount).Count(draw => columns.Any(k => draws[draw * probabilities.Length + k] > 0));
        return (double)open / DrawCount;
    }
}
