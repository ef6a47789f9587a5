using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

namespace BayesMeasure.DataIntegration;

/// <summary>Measurements that were asked together, with what was found.</summary>
public sealed record MeasurementGroup
{
    /// <param name="members">The positions of the measurements, ascending.</param>
    /// <param name="result">What was found; its target is a joint posterior.</param>
    internal MeasurementGroup(IReadOnlyList<int> members, Result result)
    {
        Members = members;
        Result = result;
        Name = NameOf(result.Target);
    }

    /// <summary>The names of the measurements, such as "A + B".</summary>
    public string Name { get; }

    /// <summary>The positions of the measurements in <see cref="JointPosterior.Parts"/> of the whole, ascending.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>Draws and free energy.</summary>
    public Result Result { get; }

    /// <summary>
    /// Whether its free energy can be relied on: all was sampled, and log Z is decided.
    /// </summary>
    internal bool IsSound => !Result.IsPartial && Result.IsDecided;

    /// <summary>
    /// What speaks against every number of it, each measurement by its name: its model does not describe the data, or its noise
    /// is correlated. Null where nothing does.
    /// </summary>
    internal string? Objection => Findings.FirstOrDefault(finding => finding.IsObjection)?.Text;

    /// <summary>What its criticism found, each measurement by its name.</summary>
    internal IEnumerable<CriticismFinding> Findings => Result.Criticism.Findings.Select(finding =>
        Members.Count > 1 ? finding : finding with { Text = $"{Name}: {finding.Text}" });

    internal static string NameOf(ITarget joint) => string.Join(" + ", joint.Curves.Select(curve => curve.Name));
}
