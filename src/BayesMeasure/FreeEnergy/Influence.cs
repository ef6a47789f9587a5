namespace BayesMeasure.FreeEnergy;

/// <summary>
/// The influence series psi of a run, one value a sweep: the sum over the rungs of what each sample adds to log Z, scaled
/// so that the estimate is, to first order, the truth plus the mean of psi.
/// </summary>
internal static class Influence
{
    public static double[][] Zeros(LogLikelihoodTraces traces) =>
        [.. Enumerable.Range(0, traces.Chains).Select(_ => new double[traces.Sweeps])];

    /// <summary>
    /// Subtracts the mean over all sweeps: where means over the rungs add up to a constant, the sum over the rungs is centred as
    /// a whole.
    /// </summary>
    public static void Centre(double[][] influences)
    {
        double mean = influences.Average(chain => chain.Average());
        foreach (double[] chain in influences)
        {
            for (int sweep = 0; sweep < chain.Length; sweep++)
            {
                chain[sweep] -= mean;
            }
        }
    }
}
