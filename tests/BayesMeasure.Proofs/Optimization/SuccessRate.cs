namespace BayesMeasure.Proofs.Optimization;

/// <summary>A share of starts that succeeded, with its binomial standard error.</summary>
/// <param name="Successes">How many did.</param>
/// <param name="Count">Of how many.</param>
internal readonly record struct SuccessRate(int Successes, int Count)
{
    public double Value => (double)Successes / Count;

    /// <summary>By the estimate of Agresti and Coull, which is not 0 where none or all succeeded.</summary>
    public double StandardError
    {
        get
        {
            double share = (Successes + 2.0) / (Count + 4.0);
            return Math.Sqrt(share * (1 - share) / (Count + 4.0));
        }
    }

    /// <summary>How many standard errors this rate is above another.</summary>
    public double ErrorsAbove(SuccessRate other) =>
        (Value - other.Value) / Math.Sqrt(StandardError * StandardError + other.StandardError * other.StandardError);

    public override string ToString() => FormattableString.Invariant($"{Value:F3} +- {StandardError:F3}");
}
