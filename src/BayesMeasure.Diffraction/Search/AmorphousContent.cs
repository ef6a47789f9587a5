using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// What of a sample is not crystalline, told by an internal standard: with W of the standard weighed in and w of what is
/// crystalline found, 1 - W / w of the whole is amorphous.
/// </summary>
/// <param name="Fraction">Its share of the weight of the sample before the standard was added: the mean, at least 0.</param>
/// <param name="Interval68">The central interval with 68 %, the systematic term of weights included.</param>
/// <param name="Interval95">The central interval with 95 %.</param>
/// <param name="StandardIsLow">
/// Whether the standard shows less than it weighs, with 97.5 %: then something is wrong with it, and not with the sample.
/// </param>
public sealed record AmorphousContent(double Fraction, Interval Interval68, Interval Interval95, bool StandardIsLow)
{
    /// <summary>By draws of the weight fraction of the standard among what is crystalline, in ascending order.</summary>
    internal static AmorphousContent Of(IReadOnlyList<double> fractions, double weighed)
    {
        double[] shares = [.. fractions.Select(found => Math.Max(0, 1 - weighed / found) / (1 - weighed))];
        return new(
            shares.Average(),
            Central(shares, 0.68),
            Central(shares, 0.95),
            StandardIsLow: fractions[(int)(0.975 * fractions.Count)] < weighed);
    }

    private static Interval Central(double[] ascending, double share)
    {
        int cut = (int)(0.5 * (1 - share) * ascending.Length);
        return new(ascending[cut], ascending[^(cut + 1)]);
    }
}
