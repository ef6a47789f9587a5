using BayesMeasure.Priors;

namespace BayesMeasure.Gpu.Priors;

/// <summary>Collects the probabilities of the indicators of a batch, to which the tables of their distributions point.</summary>
internal sealed class DevicePriorTable
{
    private readonly List<double> values = [];

    /// <summary>For each indicator the log probabilities of its values, then their probabilities.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>The table of a distribution, which has one.</summary>
    /// <param name="distribution">The distribution.</param>
    public DistributionTable Add(Distribution distribution)
    {
        DistributionTable table = distribution.Table!.Value with { FirstProbability = values.Count };
        values.AddRange(distribution.TableProbabilities);
        return table;
    }
}
