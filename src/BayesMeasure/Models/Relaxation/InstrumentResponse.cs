using BayesMeasure.Measurements;

namespace BayesMeasure.Models.Relaxation;

/// <summary>
/// How an instrument records a pulse of no length: the measured response to the excitation alone, in bins of equal width. Of a histogram of
/// counts, each bin is taken as constant over its width.
/// </summary>
public sealed record InstrumentResponse
{
    private const double Rounding = 1e-6;

    /// <summary>Takes a measured response; empty bins at its ends are left out, and it is normalised to 1.</summary>
    /// <param name="measurement">
    /// The response: x are the middles of the bins in equal steps, in units of the time of the decay; y are its values, not negative. A
    /// background of the detector has to be subtracted first.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two bins, their steps differ, a value is negative, or all are 0.
    /// </exception>
    public InstrumentResponse(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        Step = StepOf(measurement);
        for (int i = 0; i < measurement.Count; i++)
        {
            if (measurement.Y[i] < 0)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The instrument response is {measurement.Y[i]} at {measurement.X[i]}, but it cannot be negative. Set such bins to 0."));
            }
        }

        int first = Array.FindIndex([.. measurement.Y], value => value > 0);
        if (first < 0)
            throw new ArgumentException($"The instrument response '{measurement.Name}' is 0 everywhere.");
        int last = Array.FindLastIndex([.. measurement.Y], value => value > 0);
        Start = measurement.X[first];
        double sum = measurement.Y.Sum();
        Weights = [.. measurement.Y.Skip(first).Take(last - first + 1).Select(value => value / sum)];
    }

    /// <summary>The time between excitations, in units of the time of the decay; null for a single one, the default.</summary>
    public double? Period { get; init; }

    /// <summary>
    /// How many earlier excitations still count where there is a period. Default: 10; what is left of a decay after ten periods is no
    /// longer to be seen.
    /// </summary>
    public int EarlierPulses { get; init; } = 10;

    /// <summary>The middle of the first bin that holds anything.</summary>
    public double Start { get; }

    /// <summary>The width of a bin.</summary>
    public double Step { get; }

    /// <summary>The share of each bin: not negative, 1 in all.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Refuses a period or a number of pulses that makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period is not above 0 and finite, or there are negative pulses.</exception>
    internal void Validate()
    {
        if (Period is { } period && !(period > 0 && double.IsFinite(period)))
            throw new ArgumentOutOfRangeException(nameof(Period), period, "The time between excitations must be above 0 and finite.");
        ArgumentOutOfRangeException.ThrowIfNegative(EarlierPulses);
    }

    private static double StepOf(Measurement measurement)
    {
        if (measurement.Count < 2)
            throw new ArgumentException($"The instrument response '{measurement.Name}' has one bin; it needs two or more.");
        double step = (measurement.X[^1] - measurement.X[0]) / (measurement.Count - 1);
        for (int i = 0; i < measurement.Count; i++)
        {
            if (!(step > 0) || !(Math.Abs(measurement.X[i] - measurement.X[0] - i * step) <= Rounding * step))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The bins of the instrument response '{measurement.Name}' must rise in equal steps, but the one at {measurement.X[i]} ")
                    + "does not. Interpolate it to equal steps first.");
            }
        }

        return step;
    }
}
