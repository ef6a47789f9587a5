using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Variational;

/// <summary>
/// The q that was fitted to a <see cref="SelectionProblem"/>: independent normal coordinates, and independent gates. Gates are
/// selections, and no probabilities.
/// </summary>
public sealed record SelectionGuide
{
    /// <summary>What was asked.</summary>
    public required SelectionProblem Problem { get; init; }

    /// <summary>The means of the coordinates: of each column ln h and its own moves, then the shared moves.</summary>
    public required IReadOnlyList<double> Means { get; init; }

    /// <summary>Their standard deviations.</summary>
    public required IReadOnlyList<double> Deviations { get; init; }

    /// <summary>For each column, the logarithm of the odds that its gate is open.</summary>
    public required IReadOnlyList<double> Logits { get; init; }

    /// <summary>The bound over the last steps, gates relaxed.</summary>
    public required double Bound { get; init; }

    /// <summary>The steps that were made.</summary>
    public required int Steps { get; init; }

    /// <summary>Why the fit ended before its time: where its bound diverged. Null where it did not.</summary>
    public string? Divergence { get; init; }

    /// <summary>How often q has a gate open.</summary>
    /// <param name="column">The column, from 0.</param>
    public double Selection(int column) => 1 / (1 + Math.Exp(-Logits[column]));

    /// <summary>
    /// The values at the mean of q, in the order of <see cref="SelectionProblem.ToTarget"/>; a gate has its selection.
    /// </summary>
    public double[] Values()
    {
        double[] values = new double[Means.Count + Logits.Count];
        Fill(values, i => Means[i], Selection);
        return values;
    }

    /// <summary>A draw of q, its gates open or shut.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="values">Is given one value an unknown, in the order of <see cref="SelectionProblem.ToTarget"/>.</param>
    public void Draw(RandomStream random, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(random);
        Fill(
            values,
            i => Means[i] + Deviations[i] * random.NextNormal(),
            k => random.NextUniform() < Selection(k) ? 1 : 0);
    }

    private void Fill(Span<double> values, Func<int, double> coordinate, Func<int, double> gate)
    {
        int own = 1 + Problem.OwnMoves.Count;
        int next = 0;
        for (int i = 0; i < Means.Count; i++)
        {
            bool isHeight = i < own * Logits.Count && i % own == 0;
            if (isHeight)
            {
                values[next++] = gate(i / own);
            }

            values[next++] = isHeight ? Math.Exp(coordinate(i)) : coordinate(i);
        }
    }
}
