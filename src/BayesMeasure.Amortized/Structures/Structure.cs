using BayesMeasure.Measurements;

namespace BayesMeasure.Amortized.Structures;

/// <summary>
/// A structure: an option of every part of a <see cref="StructureFamily"/>, as a sequence of decisions. What it is in words says
/// <see cref="StructureFamily.NameOf"/>.
/// </summary>
/// <param name="Decisions">The decisions, one bit each, the first one lowest.</param>
public readonly record struct Structure(ulong Decisions)
{
    /// <summary>Whether a decision is yes.</summary>
    /// <param name="decision">The number of the decision, from 0.</param>
    public bool Has(int decision) => (Decisions >> decision & 1) != 0;
}

/// <summary>A simulated curve and what it was made of.</summary>
/// <param name="Lambda">The parsimony.</param>
/// <param name="Structure">The structure.</param>
/// <param name="Curve">The curve.</param>
public sealed record SimulatedCurve(double Lambda, Structure Structure, Measurement Curve)
{
    /// <summary>
    /// The values of its parameters, in the order of <see cref="StructureFamily.ParameterNamesOf"/>; none where a simulator of
    /// one's own does not tell them.
    /// </summary>
    public IReadOnlyList<double> Parameters { get; init; } = [];
}
