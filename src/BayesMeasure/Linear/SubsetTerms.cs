namespace BayesMeasure.Linear;

/// <summary>
/// What a prior makes of a subset of k columns: F = a_k + costs of the columns + ln |R| + either RSS/2 or b_k ln(c + RSS), where R
/// and RSS are of the columns with the rows of the prior beneath them.
/// </summary>
internal sealed class SubsetTerms
{
    /// <summary>a_k, from k = 0; infinite where a subset has too many columns for the data.</summary>
    public required double[] Constants { get; init; }

    /// <summary>b_k, from k = 0; null where the noise is known.</summary>
    public double[]? Exponents { get; init; }

    /// <summary>c.</summary>
    public double Offset { get; init; }

    /// <summary>What each column adds to F.</summary>
    public required double[] Costs { get; init; }

    /// <summary>The factor of X and y: 1/sigma where the noise is known.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The diagonal of the rows that a normal prior puts beneath X; null for a flat prior.</summary>
    public double[]? Rows { get; init; }

    /// <summary>F less the costs of the columns and ln |R|.</summary>
    public double Of(int count, double residualSumOfSquares) => Constants[count] + (Exponents is null
        ? 0.5 * residualSumOfSquares
        : Exponents[count] * Math.Log(Offset + residualSumOfSquares));
}
