namespace BayesMeasure.Models.Relaxation;

/// <summary>
/// How an instrument records a pulse of no length: the measured response to the excitation alone, in bins of equal width. Of a
/// histogram of counts, each bin is taken as constant over its width.
/// </summary>
public sealed record InstrumentResponse
{
    private const double Rounding = 1e-6;

    /// <summary>Takes a measured response; empty bins at its ends are left out, and it is normalised to 1.</summary>
    /// <param name="times">The middles of the bins in equal steps, in units of the time of the decay.</param>
    /// <param name="values">
    /// What each bin holds, not negative. A background of the detector has to be subtracted first.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two bins or other numbers of times and values, the steps differ, a value is negative, or all are 0.
    /// </exception>
    public InstrumentResponse(IReadOnlyList<double> times, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(values);
        if (times.Count < 2 || times.Count != values.Count)
        {
            throw new ArgumentException(
                "An instrument response has two bins or more, each with a time and a value, but there are "
                + $"{times.Count} times and {values.Count} values.");
        }

        Step = StepOf(times);
        RequireResponse(times, values);
        int first = Enumerable.Range(0, values.Count).First(i => values[i] > 0);
        int last = Enumerable.Range(0, values.Count).Last(i => values[i] > 0);
        Start = times[first];
        double sum = values.Sum();
        Weights = [.. values.Skip(first).Take(last - first + 1).Select(value => value / sum)];
    }

    /// <summary>The time between excitations, in units of the time of the decay; null for a single one, the default.</summary>
    public double? Period { get; init; }

    /// <summary>
    /// How many earlier excitations still count where there is a period. Default: 10; what is left of a decay after ten periods
    /// is no longer to be seen.
    /// </summary>
    public int EarlierPulses { get; init; } = 10;

    /// <summary>The middle of the first bin that holds anything.</summary>
    public double Start { get; }

    /// <summary>The width of a bin.</summary>
    public double Step { get; }

    /// <summary>The share of each bin: not negative, 1 in all.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Requires a period and a number of pulses that make sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The period is not above 0 and finite, or there are negative pulses.
    /// </exception>
    internal void RequireValid()
    {
        if (Period is { } period && !(period > 0 && double.IsFinite(period)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Period), period, "The time between excitations must be above 0 and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(EarlierPulses);
    }

    private static double StepOf(IReadOnlyList<double> times)
    {
        double step = (times[^1] - times[0]) / (times.Count - 1);
        for (int i = 0; i < times.Count; i++)
        {
            if (!(step > 0) || !(Math.Abs(times[i] - times[0] - i * step) <= Rounding * step))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The bins of an instrument response must rise in equal steps, but the one at {times[i]} does not. ")
                    + "Interpolate it to equal steps first.");
            }
        }

        return step;
    }

    private static void RequireResponse(IReadOnlyList<double> times, IReadOnlyList<double> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (!(values[i] >= 0 && double.IsFinite(values[i])))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The instrument response is {values[i]} at {times[i]}, but it cannot be negative or infinite. ")
                    + "Set such bins to 0.");
            }
        }

        if (values.All(value => value == 0))
        {
            throw new ArgumentException("The instrument response is 0 everywhere.");
        }
    }
}
