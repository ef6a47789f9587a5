using System.Globalization;
using BayesMeasure.Comparison;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;

namespace BayesMeasure.DataIntegration;

/// <summary>Which measurements should be joined, by their free energies, and what is gained by it.</summary>
public sealed class IntegrationComparison
{
    /// <summary>Partitions are counted for so many measurements at most: there are 4,140 of eight.</summary>
    private const int MostForPartitions = 8;

    private readonly JointPosterior joint;

    /// <param name="joint">The measurements, and what they would share.</param>
    /// <param name="groups">Each by itself, then groups of several, all of them last.</param>
    internal IntegrationComparison(JointPosterior joint, IReadOnlyList<MeasurementGroup> groups)
    {
        this.joint = joint;
        Groups = groups;
        Separate = [.. groups.Take(joint.Parts.Count)];
        Whole = OddsOf(groups[^1]);
        Pairs = [.. groups.Where(group => group.Members.Count == 2).Select(OddsOf)];
        Partitions = FindPartitions();
        Widths = [.. FindWidths()];
    }

    /// <summary>All that was solved: each measurement by itself, then groups of several, all of them last.</summary>
    public IReadOnlyList<MeasurementGroup> Groups { get; }

    /// <summary>Each measurement by itself.</summary>
    public IReadOnlyList<MeasurementGroup> Separate { get; }

    /// <summary>All measurements together.</summary>
    public MeasurementGroup Joint => Whole.Together;

    /// <summary>Whether all measurements should be joined, against each by itself.</summary>
    public IntegrationOdds Whole { get; }

    /// <summary>Which pairs should be joined; those that were asked.</summary>
    public IReadOnlyList<IntegrationOdds> Pairs { get; }

    /// <summary>
    /// The ways to part the measurements into the groups that were solved, the most probable first; empty for more than 8
    /// measurements.
    /// </summary>
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>
    /// The best partition where it is told apart from all others by at least <see cref="ModelComparison.DecisionSigmas"/>
    /// standard errors of the difference and all free energies can be trusted; null otherwise.
    /// </summary>
    public Partition? SelectedPartition => Partitions.Count > 0 && Groups.All(group => group.IsSound)
        && Partitions.Skip(1).All(other => IsBeaten(other, Partitions[0])) ? Partitions[0] : null;

    /// <summary>
    /// The posterior widths of what is shared, for each measurement that reads it: alone, and from all together.
    /// </summary>
    /// <remarks>Equal components are ordered by "center" in either, as in <see cref="PosteriorSummary"/>.</remarks>
    public IReadOnlyList<SharedWidth> Widths { get; }

    /// <summary>The decision about all measurements in a sentence.</summary>
    public string Verdict => Whole.Decision switch
    {
        IntegrationDecision.Join => $"Join {Joint.Name}: the joint free energy is lower by {Gap}.",
        IntegrationDecision.KeepSeparate => $"Keep {string.Join(" and ", Separate.Select(group => group.Name))} separate: "
            + $"the sum of their free energies is lower by {Gap}.",
        _ => $"Undecided: the joint free energy is {(Whole.LogOdds >= 0 ? "lower" : "higher")} by {Gap}. "
            + (Groups.FirstOrDefault(group => !group.IsSound) is { } doubtful
                ? $"See the warnings of {doubtful.Name}."
                : "Use more sweeps."),
    };

    private string Gap => $"{new ValueWithError(Math.Abs(Whole.LogOdds), Whole.StandardError)}";

    /// <summary>Tables in plain text: the groups and their odds, the partitions, the widths, and the decision.</summary>
    public override string ToString()
    {
        IEnumerable<IntegrationOdds> questions = Pairs.Count > 0 && joint.Parts.Count > 2 ? [.. Pairs, Whole] : [Whole];
        string[] partitions = joint.Parts.Count < 3 ? [] :
        [
            $"{"partition",-32} {"F",14} {"+-",8} {"p",8}",
            .. Partitions.Select(item => Invariant(
                $"{item.Name,-32} {item.FreeEnergy,14:F3} {item.StandardError,8:F3} {item.Probability,8:F4}")),
        ];
        return string.Join(
            Environment.NewLine,
            [
                $"{"measurements",-24} {"F",14} {"+-",8} {"unknowns",9}",
                .. Groups.Select(group => Invariant(
                    $"{group.Name,-24} {group.Result.FreeEnergy.FreeEnergy,14:F3} {group.Result.FreeEnergy.StandardError,8:F3} ")
                    + Invariant($"{group.Result.Draws.Parameters.Count,9}")),
                $"{"join?",-24} {"ln odds",14} {"+-",8} {"p(join)",9}",
                .. questions.Select(odds => Invariant(
                    $"{odds.Together.Name,-24} {odds.LogOdds,14:F3} {odds.StandardError,8:F3} {odds.Probability,9:F4}  ")
                    + odds.Verdict),
                .. partitions,
                $"{"shared",-16} {"measurement",-12} {"sd alone",12} {"sd joint",12} {"gain",14}",
                .. Widths.Select(width => Invariant(
                    $"{width.Parameter,-16} {width.Measurement,-12} {width.Separate,12:G4} {width.Joint,12:G4} ")
                    + $"{new ValueWithError(width.Gain, width.GainError),14}"),
                Verdict,
            ]);
    }

    private IntegrationOdds OddsOf(MeasurementGroup together) =>
        new(together, together.Members.Select(member => Separate[member]));

    private static bool IsBeaten(Partition other, Partition best) => other.FreeEnergy - best.FreeEnergy is var gap
        && gap > 0 && gap >= ModelComparison.DecisionSigmas * best.ErrorOfDifference(other);

    private Partition[] FindPartitions()
    {
        if (joint.Parts.Count > MostForPartitions)
        {
            return [];
        }

        Partition[] found = [.. Part([.. Enumerable.Range(0, joint.Parts.Count)]).Select(groups => new Partition(groups))];
        double[] probabilities = ProbabilityErrors.Probabilities([.. found.Select(partition => -partition.FreeEnergy)]);
        return
        [
            .. found
                .Select((partition, i) => partition with { Probability = probabilities[i] })
                .OrderBy(partition => partition.FreeEnergy),
        ];
    }

    /// <summary>All ways to part some measurements: the group of the first one, with all ways to part the others.</summary>
    private IEnumerable<MeasurementGroup[]> Part(int[] rest) => rest.Length == 0 ? [[]] :
        from first in Groups
        where first.Members.Contains(rest[0]) && first.Members.All(rest.Contains)
        from others in Part([.. rest.Except(first.Members)])
        select (MeasurementGroup[])[first, .. others];

    private IEnumerable<SharedWidth> FindWidths()
    {
        var together = Joint.Result.Summary;
        var alone = Separate.Select(group => group.Result.Summary).ToList();
        return
            from position in Enumerable.Range(0, joint.Parameters.Count)
            let readers = Enumerable.Range(0, joint.Parts.Count)
                .Where(part => joint.Curves[part].Positions.Contains(position)).ToArray()
            where readers.Length > 1
            from part in readers
            select WidthOf(together.Parameters[position], alone[part], joint.Parts[part].Name);
    }

    private static SharedWidth WidthOf(QuantitySummary together, PosteriorSummary alone, string measurement)
    {
        QuantitySummary own = alone.Parameters.Single(item => item.Name == together.Name);
        return new(
            together.Name,
            measurement,
            own.StandardDeviation,
            own.Convergence.StandardErrorOfStandardDeviation,
            together.StandardDeviation,
            together.Convergence.StandardErrorOfStandardDeviation);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
