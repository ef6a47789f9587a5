namespace BayesMeasure.Posteriors;

/// <summary>The log likelihood of a target with its derivatives, for methods that go by these.</summary>
/// <remarks>Used by one thread at a time. No member allocates, apart from what a model of the user's own does.</remarks>
public interface ILogLikelihoodGradient
{
    /// <summary>The log likelihood at a point, with all normalising constants, and its derivatives.</summary>
    /// <param name="values">
    /// One value a parameter, inside the bounds of its prior. An indicator that <see cref="Relaxes"/> may have any value from 0
    /// to 1.
    /// </param>
    /// <param name="gradient">Is given one derivative a parameter, by the values themselves.</param>
    double Evaluate(ReadOnlySpan<double> values, Span<double> gradient);

    /// <summary>
    /// Whether an indicator of 0 or 1 may have values between these, where the log likelihood is a smooth function of it. False
    /// by default.
    /// </summary>
    /// <param name="parameter">The position of the indicator among the parameters of the target.</param>
    bool Relaxes(int parameter) => false;
}
