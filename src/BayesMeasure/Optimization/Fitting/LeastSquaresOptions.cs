namespace BayesMeasure.Optimization.Fitting;

/// <summary>How <see cref="LeastSquaresOptions"/> fits.</summary>
public sealed record LeastSquaresOptions
{
    /// <summary>The most iterations, each with one Jacobian: at least 1. By default 1000.</summary>
    public int MostIterations { get; init; } = 1000;

    /// <summary>
    /// A fit has converged when the next step would move no parameter by more than this share of its standard deviation: above 0,
    /// below 1. By default 1e-8.
    /// </summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Throws where a setting is out of its range.</summary>
    internal void RequireValid()
    {
        if (MostIterations < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(MostIterations), MostIterations, "A fit needs one iteration at least.");
        }

        if (!(Tolerance > 0 && Tolerance < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Tolerance), Tolerance, "The tolerance is a share of the standard deviations: above 0 and below 1.");
        }
    }
}

/// <summary>Why a fit stopped.</summary>
public enum LeastSquaresStop
{
    /// <summary>The next step would be a small share of the standard deviations.</summary>
    Converged,

    /// <summary>
    /// No step, however small, makes the fit better: the minimum to rounding, or a residual that is not smooth.
    /// </summary>
    NoBetterStep,

    /// <summary>The most iterations were made.</summary>
    MostIterations,
}
