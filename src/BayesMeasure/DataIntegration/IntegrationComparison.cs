using BayesMeasure.Comparison;
using BayesMeasure.Posteriors;
using BayesMeasure.Reports;
using BayesMeasure.Summaries;

namespace BayesMeasure.DataIntegration;

/// <summary>Which measurements should be joined, by their free energies, and what is gained by it.</summary>
[TypeFormatterSource]
public sealed class IntegrationComparison : INotebookView
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
    /// standard errors of the difference, all free energies can be trusted, and its models describe the data; null otherwise.
    /// </summary>
    public Partition? SelectedPartition => Partitions.Count > 0 && Groups.All(group => group.IsSound)
        && Partitions[0].Groups.All(group => group.Objection is null)
        && Partitions.Skip(1).All(other => IsBeaten(other, Partitions[0])) ? Partitions[0] : null;

    /// <summary>
    /// The posterior widths of what is shared, for each measurement that reads it: alone, and from all together.
    /// </summary>
    /// <remarks>Equal components are ordered by "center" in either, as in <see cref="PosteriorSummary"/>.</remarks>
    public IReadOnlyList<SharedWidth> Widths { get; }

    /// <summary>The decision about all measurements in a sentence.</summary>
    public string Verdict => Whole.Decision switch
    {
        IntegrationDecision.Join => $"Join {Joint.Name}: the joint free energy is lower by {Gap}.{Reserve}",
        IntegrationDecision.KeepSeparate => $"Keep {string.Join(" and ", Separate.Select(group => group.Name))} separate: "
            + $"the sum of their free energies is lower by {Gap}.{Reserve}",
        _ when Whole.Objection is { } objection && Groups.All(group => group.IsSound) => $"Undecided. {objection}",
        _ => $"Undecided: the joint free energy is {(Whole.LogOdds >= 0 ? "lower" : "higher")} by {Gap}. "
            + (Groups.FirstOrDefault(group => !group.IsSound) is { } doubtful
                ? $"See the warnings of {doubtful.Name}."
                : "Use more sweeps."),
    };

    private ValueWithError Gap => new(Math.Abs(Whole.LogOdds), Whole.StandardError);

    /// <summary>What is to be said of a decision that more data might turn; empty when there is nothing.</summary>
    private string Reserve => Decision.IsBareMention(Gap) ? $" But the data themselves hardly tell: {Decision.SmallOdds}." : "";

    /// <summary>The decision, then the groups and their odds, the partitions and the widths, as plain text.</summary>
    public override string ToString() => Page.ToString();

    /// <summary>The same as <see cref="ToString"/>, as a fragment of HTML that needs nothing else.</summary>
    public string ToHtml() => Page.ToHtml();

    private ReportPage Page => new()
    {
        Answer = [Verdict],
        Tables =
        [
            new(
                [ReportColumn.OfText("measurements"), "F = -log Z", "unknowns"],
                [.. Groups.Select(GroupRow)]),
            new(
                [ReportColumn.OfText("join?"), "ln odds", "p(join)", ReportColumn.OfText("decision")],
                [.. Questions.Select(OddsRow)]),
            .. joint.Parts.Count < 3 ? Array.Empty<ReportTable>() :
            [
                new([ReportColumn.OfText("partition"), "F", "p(partition | data)"], [.. Partitions.Select(PartitionRow)]),
            ],
            new(
                [ReportColumn.OfText("shared"), ReportColumn.OfText("measurement"), "sd alone", "sd joint", "gain"],
                [.. Widths.Select(WidthRow)]),
        ],
        Warnings =
        [
            .. from part in Groups from warning in part.Result.Warnings select $"{part.Name}: {warning}",
            .. Whole.Preferred.SelectMany(group => group.Findings).Select(finding => finding.Text),
        ],
    };

    private IEnumerable<IntegrationOdds> Questions => Pairs.Count > 0 && joint.Parts.Count > 2 ? [.. Pairs, Whole] : [Whole];

    private static ReportCell[] GroupRow(MeasurementGroup item) =>
    [
        item.Name,
        new ValueWithError(item.Result.FreeEnergy.FreeEnergy, item.Result.FreeEnergy.StandardError),
        item.Result.Draws.Parameters.Count,
    ];

    private static ReportCell[] OddsRow(IntegrationOdds odds) =>
    [
        odds.Together.Name, new ValueWithError(odds.LogOdds, odds.StandardError), ReportCell.Probability(odds.Probability),
        odds.Verdict,
    ];

    private static ReportCell[] PartitionRow(Partition item) =>
        [item.Name, new ValueWithError(item.FreeEnergy, item.StandardError), ReportCell.Probability(item.Probability)];

    private static ReportCell[] WidthRow(SharedWidth width) =>
    [
        width.Parameter, width.Measurement, new ValueWithError(width.Separate, width.SeparateError),
        new ValueWithError(width.Joint, width.JointError), new ValueWithError(width.Gain, width.GainError),
    ];

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
}
