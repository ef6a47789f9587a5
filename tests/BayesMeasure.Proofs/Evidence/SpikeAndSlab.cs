namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// A spike within a slab in 20 dimensions (Skilling; DNest4): a wide Gaussian, and a hundred times as much mass in a narrow one
/// off its centre. The two are phases of a first-order transition: between them lies a bottleneck that no temperature opens.
/// </summary>
internal static class SpikeAndSlab
{
    public const int Dimension = 20;

    /// <summary>The edge of the prior's cube: -0.5 to 0.5.</summary>
    public const double Edge = 0.5;

    private const double SpikeMass = 100;
    private const double SpikeMean = 0.031;
    private const double SpikeWidth = 0.01;
    private const double SlabWidth = 0.1;

    public static EvidenceProblem Problem { get; } = new(
        "spikeslab_20d", EvidenceProblem.Cube(Dimension, -Edge, Edge), LogLikelihood, LogEvidence);

    public static double LogLikelihood(ReadOnlySpan<double> x) =>
        Formulas.LogSum(Math.Log(SpikeMass) + LogNormals(x, SpikeMean, SpikeWidth), LogNormals(x, 0, SlabWidth));

    private static double LogEvidence => Math.Log(
        SpikeMass * Math.Pow(Formulas.NormalBetween(-Edge, Edge, SpikeMean, SpikeWidth), Dimension)
        + Math.Pow(Formulas.NormalBetween(-Edge, Edge, 0, SlabWidth), Dimension));

    private static double LogNormals(ReadOnlySpan<double> x, double mean, double width)
    {
        double sum = 0;
        foreach (double coordinate in x)
            sum += (coordinate - mean) * (coordinate - mean);
        return x.Length * Formulas.LogNormal(0, 0, width) - sum / (2 * width * width);
    }
}
