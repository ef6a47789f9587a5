namespace BayesMeasure.Sampling;

/// <summary>
/// When two neighbours of a ladder exchange places: with probability min(1, exp((beta_{l+1} - beta_l) (ln L_l - ln L_{l+1}))),
/// the pairs that begin at an even rung in even sweeps and the others in odd ones. The same code decides on every accelerator.
/// </summary>
public static class ExchangeRule
{
    /// <summary>The random numbers of a chain's exchanges belong to no rung.</summary>
    public const int Stream = int.MaxValue;

    /// <summary>The lower rung of the first pair of a sweep; the next pairs begin two rungs higher each.</summary>
    public static int FirstRung(long sweep) => (int)(sweep & 1);

    /// <summary>The logarithm of the ratio that is compared with a uniform draw.</summary>
    /// <param name="gap">beta_{l+1} - beta_l.</param>
    /// <param name="lower">ln L at the lower inverse temperature.</param>
    /// <param name="upper">ln L at the higher one.</param>
    public static double LogRatio(double gap, double lower, double upper) => gap * (lower - upper);
}
