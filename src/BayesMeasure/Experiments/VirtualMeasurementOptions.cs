using BayesMeasure.Inference;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Experiments;

/// <summary>The settings of a <see cref="VirtualMeasurement"/>. They are checked before anything runs.</summary>
public sealed record VirtualMeasurementOptions
{
    /// <summary>The number of measurements that are simulated of each design. 20 by default; at least 1.</summary>
    public int Measurements { get; init; } = 20;

    /// <summary>The seed of the simulated measurements; that of the sampler is its own. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// The true model is identifiable where it is selected in at least this share of the measurements. 0.9 by default; above 0,
    /// at most 1.
    /// </summary>
    public double Share { get; init; } = 0.9;

    /// <summary>
    /// A model counts as selected where the comparison is decided and p(model | data) is at least this much. 0.75 by default,
    /// odds of 3, below which evidence is "not worth more than a bare mention" (Kass and Raftery 1995, JASA 90, 773); from
    /// 0 to 1. Without it, a design would look the better the longer its measurements are sampled.
    /// </summary>
    public double LeastProbability { get; init; } = 0.75;

    /// <summary>
    /// The parameter by which equal components are ordered, as in <see cref="PosteriorSummary"/>; null, the default, for the
    /// center of a peak or the rate of a decay.
    /// </summary>
    public string? OrderedBy { get; init; }

    /// <summary>
    /// The method that answers the simulated measurements: by default replica exchange, with its default settings,
    /// <see cref="ReplicaExchangeOptions.SideBySide"/>. All candidates of all measurements of all designs are asked at once, so
    /// that seeds count up from that of the method, and no two runs share one.
    /// </summary>
    public IInference Inference { get; init; } = new ReplicaExchange(new() { SideBySide = true });

    /// <summary>Throws when a setting is impossible.</summary>
    /// <exception cref="ArgumentException">A setting is outside its range; the message names it.</exception>
    public void RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Measurements, 1);
        if (!(Share is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Share), Share, "The share is above 0 and at most 1.");
        }

        if (!(LeastProbability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(LeastProbability), LeastProbability, "The probability is from 0 to 1.");
        }

        ArgumentNullException.ThrowIfNull(Inference);
    }
}
