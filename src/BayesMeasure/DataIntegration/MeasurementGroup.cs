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

    internal static string NameOf(ITarget joint) => string.Join(" + ", joint.Curves.Select(curve => curve.Name));
}
