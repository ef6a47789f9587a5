using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// A spike within a slab in 20 dimensions (Skilling; DNest4): a wide Gaussian, and a hundred times as much mass in a narrow one
/// off its centre. The two are phases of a first-order transition: at the temperatures where replicas move freely the spike is
/// a part in exp(36) of the slab, so that a path of temperatures from the prior does not find it.
/// </summary>
internal static class SpikeAndSlab
{
    private const int Dimension = 20;
    private const double Edge = 0.5;
    private const double SpikeMass = 100;
    private const double SpikeMean = 0.031;
    private const double SpikeWidth = 0.01;
    private const double SlabWidth = 0.1;
    private static readonly Distribution Reference = Prior.TruncatedNormal(SpikeMean, 0.015, -Edge, Edge);

    public static EvidenceProblem Problem { get; } = new(
        "spikeslab_20d", EvidenceProblem.Cube(Dimension, -Edge, Edge), LogLikelihood, Math.Log(SpikeEvidence + SlabEvidence));

    /// <summary>
    /// The same posterior along another path: from a normal distribution about the best fit, which an optimiser finds (Fan et
    /// al. 2011). The prior of the run is that distribution q, its likelihood L times prior / q. It reaches the spike alone.
    /// </summary>
    public static EvidenceProblem FromBestFit { get; } = new(
        "spikeslab_20d, from the spike",
        new Prior { ["x"] = Reference }.Repeat(Dimension),
        x => LogLikelihood(x) - LogReference(x),
        Math.Log(SpikeEvidence));

    private static double LogLikelihood(ReadOnlySpan<double> x) =>
        Formulas.LogSum(Math.Log(SpikeMass) + LogNormals(x, SpikeMean, SpikeWidth), LogNormals(x, 0, SlabWidth));

    private static double SpikeEvidence =>
        SpikeMass * Math.Pow(Formulas.NormalBetween(-Edge, Edge, SpikeMean, SpikeWidth), Dimension);

    private static double SlabEvidence => Math.Pow(Formulas.NormalBetween(-Edge, Edge, 0, SlabWidth), Dimension);

    private static double LogNormals(ReadOnlySpan<double> x, double mean, double width)
    {
        double sum = 0;
        foreach (double coordinate in x)
        {
            sum += (coordinate - mean) * (coordinate - mean);
        }
        return x.Length * Formulas.LogNormal(0, 0, width) - sum / (2 * width * width);
    }

    private static double LogReference(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double coordinate in x)
        {
            sum += Reference.LogDensity(coordinate);
        }
        return sum;
    }
}
