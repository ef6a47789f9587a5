using BayesMeasure.Inference;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The multistate Bennett acceptance ratio, MBAR (Shirts and Chodera 2008, J. Chem. Phys. 129, 124105): the estimate of
/// log Z at every rung that uses the samples of all rungs at once and has the least variance of all such estimates.
/// </summary>
/// <remarks>
/// States of zero likelihood at beta = 0 count as what they are: samples that no other rung could have drawn. Neighbouring
/// rungs must overlap; where they hardly do, the result is NaN rather than a wrong number with a small error.
/// </remarks>
public sealed class MultistateBennett : IFreeEnergyEstimator
{
    /// <inheritdoc/>
    public FreeEnergyEstimate Estimate(LogLikelihoodTraces traces) => Estimate(traces, MultistateSolution.Of(traces));

    /// <summary>The same of a solution that is known.</summary>
    internal static FreeEnergyEstimate Estimate(
        LogLikelihoodTraces traces, MultistateSolution solution, CancellationToken cancellation = default) =>
        FreeEnergyEstimate
            .FromInfluences("MBAR", solution.LogEvidences[^1], Influences(traces, solution, cancellation))
            .LeftOutSince(LadderOverlap.Fault(traces));

    /// <summary>log Z at every rung, from 0 at beta = 0 to the log evidence at beta = 1.</summary>
    /// <param name="traces">The log likelihoods of the run, without its burn-in.</param>
    public static IReadOnlyList<double> LogEvidences(LogLikelihoodTraces traces) => MultistateSolution.Of(traces).LogEvidences;

    private static double[][] Influences(
        LogLikelihoodTraces traces, MultistateSolution solution, CancellationToken cancellation)
    {
        double[][] influences = Influence.Zeros(traces);
        var tile = new MultistateTile(traces.InverseTemperatures, cancellation);
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            for (int rung = 0; rung < traces.Rungs; rung++)
            {
                ReadOnlySpan<double> values = traces[chain, rung];
                for (int start = 0; start < values.Length; start += MultistateTile.Length)
                {
                    ReadOnlySpan<double> samples = values[start..Math.Min(start + MultistateTile.Length, values.Length)];
                    solution.AddInfluences(samples, tile, influences[chain].AsSpan(start));
                }
            }
        }
        Influence.Centre(influences);
        return influences;
    }
}
