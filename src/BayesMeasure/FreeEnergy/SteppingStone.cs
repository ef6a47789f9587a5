using BayesMeasure.Results;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// Stepping-stone sampling (Xie, Lewis, Fan, Kuo and Chen 2011, Systematic Biology 60, 150): log Z is the sum over the
/// intervals of the ladder of the logarithm of an average over one of the two rungs.
/// </summary>
/// <remarks>
/// Its bias is -1/2 of the squared error of each interval (forward; + reverse), far below the error once that is small.
/// Where the prior holds states of zero likelihood, the reverse direction cannot see them from beta > 0; their share of the
/// prior is then taken from the draws at beta = 0.
/// </remarks>
/// <param name="direction">The rung of each interval over which to average.</param>
public sealed class SteppingStone(SteppingDirection direction = SteppingDirection.Forward) : IFreeEnergyEstimator
{
    /// <inheritdoc/>
    public FreeEnergyEstimate Estimate(LogLikelihoodTraces traces)
    {
        double[][] influences = Influence.Zeros(traces);
        bool forward = direction == SteppingDirection.Forward;
        double logEvidence = forward ? 0 : ExponentialAverage.LogPossibleShare(traces, influences);
        for (int rung = 0; rung + 1 < traces.Rungs; rung++)
        {
            double step = traces.InverseTemperatures[rung + 1] - traces.InverseTemperatures[rung];
            logEvidence += forward
                ? ExponentialAverage.Log(traces, rung, step, sign: 1, influences)
                : ExponentialAverage.Log(traces, rung + 1, -step, sign: -1, influences);
        }
        return FreeEnergyEstimate.FromInfluences(forward ? "stepping stone" : "reverse stepping stone", logEvidence, influences);
    }
}
