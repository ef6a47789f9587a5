using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>A probability, counted in simulated measurements.</summary>
/// <param name="Count">In how many it happened.</param>
/// <param name="Simulations">How many there were.</param>
public readonly record struct SimulatedProbability(int Count, int Simulations)
{
    /// <summary>The share.</summary>
    public double Value => (double)Count / Simulations;

    /// <summary>
    /// The standard error of the share, from Laplace's estimate (n + 1)/(N + 2) of the probability: it is not 0 where all or none
    /// were counted.
    /// </summary>
    public double StandardError
    {
        get
        {
            double probability = (Count + 1.0) / (Simulations + 2.0);
            return Math.Sqrt(probability * (1 - probability) / Simulations);
        }
    }

    internal ValueWithError WithError => new(Value, StandardError);

    /// <summary>The share with its error, such as "0.80 +- 0.18".</summary>
    public override string ToString() => WithError.ToString();
}
