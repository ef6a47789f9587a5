using BayesMeasure.Amortized.Structures;

namespace BayesMeasure.Amortized.Network;

/// <summary>Structures with the parsimony that they are asked under, as a network reads them.</summary>
internal sealed class StructureBatch
{
    /// <param name="family">The family.</param>
    /// <param name="structures">The structures; a decision that is not taken yet is no.</param>
    /// <param name="lambdas">The parsimony of each.</param>
    public StructureBatch(StructureFamily family, IReadOnlyList<Structure> structures, IReadOnlyList<double> lambdas)
    {
        int decisions = family.Decisions;
        Count = structures.Count;
        Taken = new float[Count * decisions];
        PriorLogOdds = new float[Count * decisions];
        Lambdas = [.. lambdas.Select(lambda => (float)lambda)];
        Span<double> odds = stackalloc double[decisions];
        for (int row = 0; row < Count; row++)
        {
            family.Prior.LogOdds(family.Layout, structures[row], lambdas[row], odds);
            for (int decision = 0; decision < decisions; decision++)
            {
                PriorLogOdds[row * decisions + decision] = (float)odds[decision];
                Taken[row * decisions + decision] = structures[row].Has(decision) ? 1 : 0;
            }
        }
    }

    /// <summary>The number of structures.</summary>
    public int Count { get; }

    /// <summary>1 for yes and 0 for no, structure by structure.</summary>
    public float[] Taken { get; }

    /// <summary>The log odds of each decision beforehand, given those before it.</summary>
    public float[] PriorLogOdds { get; }

    /// <summary>The parsimony of each structure.</summary>
    public float[] Lambdas { get; }
}
