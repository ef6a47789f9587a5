namespace BayesMeasure.Linear;

/// <summary>How often one design was selected in simulated data.</summary>
/// <param name="Name">The design.</param>
/// <param name="Selected">The number of data sets for which it was.</param>
/// <param name="Repetitions">The number of data sets.</param>
public sealed record SelectionFrequency(string Name, int Selected, int Repetitions)
{
    /// <summary>The share of the data sets, an estimate of the probability of selection.</summary>
    public double Probability => Selected / (double)Repetitions;

    /// <summary>
    /// The binomial standard error. It counts two data sets more, one of each outcome, so that it is not 0 where all are alike.
    /// </summary>
    public double StandardError
    {
        get
        {
            double share = (Selected + 1) / (Repetitions + 2.0);
            return Math.Sqrt(share * (1 - share) / Repetitions);
        }
    }
}
