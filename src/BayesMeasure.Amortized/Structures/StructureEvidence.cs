using System.Collections.Concurrent;
using BayesMeasure.Inference;

namespace BayesMeasure.Amortized.Structures;

/// <summary>The evidence p(curve | structure) of the structures of one curve, each found once, where it is asked for.</summary>
public sealed class StructureEvidence
{
    private readonly ConcurrentDictionary<Structure, FreeEnergyEstimate> found = [];
    private readonly Func<Structure, FreeEnergyEstimate> find;

    internal StructureEvidence(Func<Structure, FreeEnergyEstimate> find) => this.find = find;

    /// <summary>The number of structures whose evidence was found.</summary>
    public int Count => found.Count;

    /// <summary>The free energy of a structure, ln p(curve | structure) with its standard error.</summary>
    /// <param name="structure">A structure of the family.</param>
    public FreeEnergyEstimate Of(Structure structure) => found.GetOrAdd(structure, find);
}
