namespace BayesMeasure.Linear;

/// <summary>How much of a distribution lies in a box.</summary>
/// <param name="Value">The probability of the box.</param>
/// <param name="RelativeError">The standard error of the probability, divided by it; 0 where it is exact.</param>
internal readonly record struct BoxShare(double Value, double RelativeError)
{
    private const double LargestRelativeError = 0.1;
    private const double Least = 1e-280;

    /// <summary>All of it.</summary>
    public static BoxShare All { get; } = new(1, 0);

    /// <summary>The mean of several estimates, with the error that their scatter shows.</summary>
    /// <exception cref="NotSupportedException">The share is too small, or not known well enough, to be of use.</exception>
    public static BoxShare Of(IReadOnlyList<double> estimates)
    {
        double mean = estimates.Average();
        if (!(mean > Least))
        {
            throw new NotSupportedException(
                "The data put the coefficients so far outside the bounds of their priors that what is left within is too small a "
                + "number. Check the model and the bounds, or use ReplicaExchange.");
        }

        double sum = estimates.Sum(estimate => Math.Pow(estimate / mean - 1, 2));
        double error = estimates.Count > 1 ? Math.Sqrt(sum / (estimates.Count * (estimates.Count - 1.0))) : 0;
        if (error <= LargestRelativeError)
        {
            return new(mean, error);
        }

        throw new NotSupportedException(FormattableString.Invariant(
            $"There are too many coefficients, too strongly correlated, for the probability of their box: {error:P0} of error ")
            + "is left. Widen the bounds, or use ReplicaExchange.");
    }
}
