using System.Globalization;
using BayesMeasure.Inference;

namespace BayesMeasure.Sampling;

/// <summary>
/// Whether a run gave the same numbers, bit for bit, when its recorded sweeps were run once more: what a model with a state that
/// its replicas share, or with random numbers of its own, cannot promise.
/// </summary>
public sealed record ReproducibilityReport
{
    internal ReproducibilityReport(int sweeps, ReproducibilityDifference? first)
    {
        Sweeps = sweeps;
        First = first;
    }

    /// <summary>The recorded sweeps of each chain that were compared.</summary>
    public int Sweeps { get; }

    /// <summary>Whether all numbers are the same.</summary>
    public bool IsIdentical => First is null;

    /// <summary>
    /// The first difference, by sweep, in words: which number it is, in which chain, rung and sweep, counted from 1, and both its
    /// values with all digits. Null when there is none.
    /// </summary>
    public string? FirstDifference => First?.ToString();

    /// <summary>The first difference.</summary>
    internal ReproducibilityDifference? First { get; }

    /// <summary>
    /// Runs the recorded sweeps of a run once more, in one thread and from the state in which they began, and compares the draws
    /// and the log likelihoods at all rungs with those of the result, bit for bit.
    /// </summary>
    /// <param name="result">A result of <see cref="ReplicaExchange"/>.</param>
    /// <param name="sweeps">
    /// The draws of each chain that are compared, from 2 to all; null, the default, for all. All sweeps up to the last of
    /// them are run once more.
    /// </param>
    /// <exception cref="ArgumentException">The result was not sampled by <see cref="ReplicaExchange"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer sweeps in the result, or fewer than 2 are asked for.
    /// </exception>
    /// <exception cref="InferenceException">The model fails now.</exception>
    public static ReproducibilityReport Of(Result result, int? sweeps = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        int count = sweeps ?? result.Draws.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2, nameof(sweeps));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, result.Draws.Count, nameof(sweeps));
        return (result.Report as LadderRun)?.Recorded?.Repeat(result, count)
            ?? throw new ArgumentException(
                "The result was not sampled by replica exchange: there is nothing to repeat.", nameof(result));
    }

    /// <summary>The verdict in a sentence.</summary>
    public override string ToString() => First is null
        ? $"Identical, bit for bit, in {Sweeps} sweeps that were run once more."
        : $"Not reproducible: {First}. The model has a state that its replicas share, or random numbers without a seed.";
}

/// <summary>A number that came out otherwise when a run was repeated.</summary>
/// <param name="Chain">The chain, from 0.</param>
/// <param name="Rung">The rung, from 0 at beta = 0.</param>
/// <param name="Sweep">The recorded sweep, from 0.</param>
/// <param name="Quantity">"log likelihood", "log prior", or the name of a parameter.</param>
/// <param name="Recorded">The number in the result.</param>
/// <param name="Repeated">The number that came out when it was computed once more.</param>
internal sealed record ReproducibilityDifference(
    int Chain, int Rung, int Sweep, string Quantity, double Recorded, double Repeated)
{
    /// <summary>The difference in words, counted from 1.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Quantity} was {Recorded:R} and came out as {Repeated:R} "
        + $"(chain {Chain + 1}, rung {Rung + 1}, recorded sweep {Sweep + 1})");
}
