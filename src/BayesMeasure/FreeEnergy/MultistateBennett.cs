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
    public FreeEnergyEstimate Estimate(LogLikelihoodTraces traces)
    {
        var solution = MultistateSolution.Of(traces);
        return FreeEnergyEstimate.FromInfluences("MBAR", solution.LogEvidences[^1], Influences(traces, solution));
    }

    /// <summary>log Z at every rung, from 0 at beta = 0 to the log evidence at beta = 1.</summary>
    /// <param name="traces">The log likelihoods of the run, without its burn-in.</param>
    public static IReadOnlyList<double> LogEvidences(LogLikelihoodTraces traces) => MultistateSolution.Of(traces).LogEvidences;

    /// <summary>
    /// The equations say that the mean of w_k over the pool is 1; a deviation g of that mean moves the solution by J^-1 g.
    /// A sample x thus has the influence v . w(x) on log Z_{L-1}, with v = J^-1 e_{L-1}, less its mean at that rung.
    /// </summary>
    private static double[][] Influences(LogLikelihoodTraces traces, MultistateSolution solution)
    {
        double[][] influences = Influence.Zeros(traces);
        var tile = new MultistateTile(traces.InverseTemperatures);
        for (int chain = 0; chain < traces.Chains; chain++)
        {
            for (int rung = 0; rung < traces.Rungs; rung++)
            {
                AddInfluences(traces[chain, rung], tile, solution, influences[chain]);
            }
        }
        Influence.Centre(influences);
        return influences;
    }

    private static void AddInfluences(
        ReadOnlySpan<double> values, MultistateTile tile, MultistateSolution solution, double[] influences)
    {
        for (int start = 0; start < values.Length; start += MultistateTile.Length)
        {
            ReadOnlySpan<double> samples = values[start..Math.Min(start + MultistateTile.Length, values.Length)];
            tile.Evaluate(samples, solution.LogEvidences);
            for (int rung = tile.First; rung <= tile.Last; rung++)
            {
                ReadOnlySpan<double> weights = tile[rung];
                for (int n = 0; n < samples.Length; n++)
                {
                    influences[start + n] += solution.Direction[rung] * weights[n];
                }
            }
        }
    }
}
