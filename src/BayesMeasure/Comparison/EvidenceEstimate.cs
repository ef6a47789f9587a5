using BayesMeasure.Inference;

namespace BayesMeasure.Comparison;

/// <summary>
/// An estimate of the ln Z of one model, or of the difference of two, with what it shares with others: the fluctuations of the
/// draws that it was made of.
/// </summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="More">The model whose ln Z enters with a plus, by its position.</param>
/// <param name="Fewer">The model whose ln Z enters with a minus; -1 where there is none.</param>
internal sealed record EvidenceEstimate(double Value, double StandardError, int More, int Fewer = -1)
{
    private const int BatchesPerChain = 8;

    /// <summary>Correlations that are told from a few dozen batches are not to be relied on altogether.</summary>
    private const double ShareOfCorrelation = 0.9;

    private readonly double[] ofMore = [];
    private readonly double[] ofFewer = [];
    private readonly double independent;

    private EvidenceEstimate(
        double value, double standardError, (int Model, double[] Batches) more, (int Model, double[] Batches) fewer, double own)
        : this(value, standardError, more.Model, fewer.Model)
    {
        ofMore = more.Batches;
        ofFewer = fewer.Batches;
        independent = own;
    }

    private double Variance => Product(ofMore, ofMore) + Product(ofFewer, ofFewer) + independent * independent;

    /// <summary>The ln Z of one model.</summary>
    public static EvidenceEstimate Of(FreeEnergyEstimate estimate, int model) => new(
        estimate.LogEvidence,
        estimate.StandardError,
        (model, BatchMeans(estimate.Influences)),
        (-1, []),
        estimate.IndependentError);

    /// <summary>The difference of two.</summary>
    public static EvidenceEstimate Of(NeighbourOdds odds, int more, int fewer) => new(
        odds.LogOdds,
        odds.StandardError,
        (more, BatchMeans(odds.Bridge?.InfluencesOfMore ?? [])),
        (fewer, BatchMeans(odds.Bridge?.InfluencesOfFewer ?? [])),
        0);

    /// <summary>How often the ln Z of a model enters: 1, -1 or not at all.</summary>
    public int Times(int model) => model == More ? 1 : model == Fewer ? -1 : 0;

    /// <summary>
    /// The covariance of two: their errors, times the correlation of the means of their influences over batches of the same
    /// sweeps.
    /// </summary>
    public double CovarianceWith(EvidenceEstimate other)
    {
        if (ReferenceEquals(this, other))
        {
            return StandardError * StandardError;
        }

        double shared = Shared(More, ofMore, other) + Shared(Fewer, ofFewer, other);
        return shared == 0
            ? 0
            : ShareOfCorrelation * shared / Math.Sqrt(Variance * other.Variance) * StandardError * other.StandardError;
    }

    private static double Shared(int model, double[] batches, EvidenceEstimate other) => model < 0 ? 0
        : model == other.More ? Product(batches, other.ofMore)
        : model == other.Fewer ? Product(batches, other.ofFewer)
        : 0;

    /// <summary>What is not in batches of the same sweeps is taken for independent.</summary>
    private static double Product(double[] first, double[] second) =>
        first.Length == second.Length ? first.Zip(second).Sum(pair => pair.First * pair.Second) : 0;

    /// <summary>
    /// The means over batches, less that over all, in such units that the sum of their squares is the squared error of the
    /// latter.
    /// </summary>
    private static double[] BatchMeans(IReadOnlyList<double[]> influences)
    {
        if (influences.Count == 0 || influences[0].Length < BatchesPerChain)
        {
            return [];
        }

        double[] means = [.. influences.SelectMany(chain => Enumerable.Range(0, BatchesPerChain).Select(batch =>
            chain[(batch * chain.Length / BatchesPerChain)..((batch + 1) * chain.Length / BatchesPerChain)].Average()))];
        double mean = means.Average();
        double unit = Math.Sqrt(means.Length * (means.Length - 1.0));
        return Array.ConvertAll(means, value => (value - mean) / unit);
    }
}
