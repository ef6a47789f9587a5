namespace BayesMeasure.DataIntegration;

/// <summary>
/// A way to part measurements into groups that share within and not between: F is the sum of those of the groups.
/// </summary>
public sealed record Partition
{
    internal Partition(IReadOnlyList<MeasurementGroup> groups) => Groups = groups;

    /// <summary>The groups: each measurement is in one of them.</summary>
    public IReadOnlyList<MeasurementGroup> Groups { get; }

    /// <summary>The groups by name, such as "A + B | C".</summary>
    public string Name => string.Join(" | ", Groups.Select(group => group.Name));

    /// <summary>The free energy F of all measurements.</summary>
    public double FreeEnergy => Groups.Sum(group => group.Result.FreeEnergy.FreeEnergy);

    /// <summary>The standard error of <see cref="FreeEnergy"/>.</summary>
    public double StandardError => ErrorOf(Groups);

    /// <summary>Its probability, all partitions that were compared equally probable beforehand.</summary>
    public double Probability { get; internal init; }

    /// <summary>The standard error of the difference to another partition: groups that both have do not count.</summary>
    internal double ErrorOfDifference(Partition other) =>
        ErrorOf(Groups.Except(other.Groups).Concat(other.Groups.Except(Groups)));

    private static double ErrorOf(IEnumerable<MeasurementGroup> groups) =>
        Math.Sqrt(groups.Sum(group => Math.Pow(group.Result.FreeEnergy.StandardError, 2)));
}
