using System.Globalization;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// Stepping-stone sampling (Xie, Lewis, Fan, Kuo and Chen 2011, Systematic Biology 60, 150): log Z is the sum over the
/// intervals of the ladder of the logarithm of an average over one of the two rungs.
/// </summary>
/// <remarks>
/// Its bias is -1/2 of the squared error of each interval (forward; + reverse), far below the error once that is small.
/// The interval next to the prior is averaged over the prior in both directions. Under a wide prior most states are as good as
/// impossible, some of them truly so; seen from beta > 0 they never occur, and 1/L of what occurs says nothing of them.
/// </remarks>
public sealed class SteppingStone : IFreeEnergyEstimator
{
    private readonly bool forward;

    private SteppingStone(bool forward) => this.forward = forward;

    /// <summary>
    /// Averages over the hotter rung of each interval: Z_{l+1} / Z_l = &lt;L^(beta_{l+1} - beta_l)&gt; at beta_l. The better
    /// choice.
    /// </summary>
    public static SteppingStone Forward { get; } = new(forward: true);

    /// <summary>
    /// Averages over the colder rung of each interval: Z_l / Z_{l+1} = &lt;L^-(beta_{l+1} - beta_l)&gt; at beta_{l+1}. A check on
    /// the other one; with few rungs its average has heavy tails and its error is too small.
    /// </summary>
    public static SteppingStone Reverse { get; } = new(forward: false);

    /// <inheritdoc/>
    public FreeEnergyEstimate Estimate(LogLikelihoodTraces traces)
    {
        double[][] influences = Influence.Zeros(traces);
        double logEvidence = 0;
        for (int rung = 0; rung + 1 < traces.Rungs; rung++)
        {
            double step = traces.InverseTemperatures[rung + 1] - traces.InverseTemperatures[rung];
            logEvidence += forward || rung == 0
                ? ExponentialAverage.Log(traces, rung, step, sign: 1, influences)
                : ExponentialAverage.Log(traces, rung + 1, -step, sign: -1, influences);
        }
        return FreeEnergyEstimate
            .FromInfluences(forward ? "stepping stone" : "reverse stepping stone", logEvidence, influences)
            .LeftOutSince(Fault(traces));
    }

    /// <summary>Why the averages are not to be trusted: weights without a finite variance; null where they are.</summary>
    private string? Fault(LogLikelihoodTraces traces)
    {
        IReadOnlyList<double> ladder = traces.InverseTemperatures;
        (double shape, int rung) = Enumerable.Range(0, traces.Rungs - 1)
            .Select(rung => (forward || rung == 0
                ? ExponentialAverage.TailShape(traces, rung, ladder[rung + 1] - ladder[rung])
                : ExponentialAverage.TailShape(traces, rung + 1, ladder[rung] - ladder[rung + 1]), rung))
            .Max();
        return shape < ParetoTail.Heaviest ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"its weights between rungs {rung + 1} and {rung + 2} (beta = {ladder[rung]:G4} and {ladder[rung + 1]:G4}) "
            + $"have a tail of shape {shape:F2}, where below {ParetoTail.Heaviest} they have a variance");
    }
}
