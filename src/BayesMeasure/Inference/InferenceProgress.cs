namespace BayesMeasure.Inference;

/// <summary>How far an inference has come with one of its targets, and with all of them.</summary>
/// <param name="Step">The steps of this target that are done, such as the sweeps of a sampler, burn-in included.</param>
/// <param name="Steps">
/// The most steps of this target; in the last report of a run that ends before, those that were done. 0 where they are not
/// counted.
/// </param>
/// <param name="Stage">What is being done, in a word or two of the method's own, such as "burn-in" or "sampling".</param>
public readonly record struct InferenceProgress(long Step, long Steps, string Stage)
{
    private readonly double? fractionOfAll;

    /// <summary>The position of this target among those that are asked together, from 0.</summary>
    public int Index { get; init; }

    /// <summary>How many targets are asked together.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many of them are done.</summary>
    public int Finished { get; init; }

    /// <summary>What the asker calls this target, such as "K = 3" or "A + B"; null where it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// log Z with its error as it was when the method last looked; null before, and where it does not look on the way, as when a
    /// number of sweeps is asked for.
    /// </summary>
    public FreeEnergyEstimate? FreeEnergy { get; init; }

    /// <summary>The highest R-hat of the log likelihood at that look, of any rung; null where nobody looked.</summary>
    public double? HighestRHat { get; init; }

    /// <summary>The part of this target that is done, from 0 to 1.</summary>
    public double Fraction => Steps == 0 ? 0 : (double)Step / Steps;

    /// <summary>
    /// The part of all targets that is done, from 0 to 1; of targets in a row unless the method says otherwise.
    /// </summary>
    public double FractionOfAll
    {
        get => fractionOfAll ?? (Index + Fraction) / Count;
        init => fractionOfAll = value;
    }
}
