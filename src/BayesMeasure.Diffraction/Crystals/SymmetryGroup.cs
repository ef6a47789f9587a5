namespace BayesMeasure.Diffraction.Crystals;

/// <summary>The operations of a space group, modulo whole translations of its cell.</summary>
internal sealed class SymmetryGroup
{
    // F m -3 m has 192; a cell that is centred beyond that is not met.
    private const int MostOperations = 192;

    // How far a cell may be from what its symmetry asks, as a share of its edges: rounding and errors of a refinement.
    private const double MostDistortion = 5e-3;

    private SymmetryGroup(SymmetryOperation[] operations) => Operations = operations;

    /// <summary>The operations; the identity is among them.</summary>
    public IReadOnlyList<SymmetryOperation> Operations { get; }

    /// <summary>Translations of the lattice within the cell, without the identity.</summary>
    public IEnumerable<SymmetryOperation> Centrings => Operations
        .Where(operation => operation.IsTranslation && operation.Key != SymmetryOperation.Identity.Key);

    /// <summary>A group that is listed in full; null where it is none, because an operation is missing or wrong.</summary>
    public static SymmetryGroup? OfAll(IReadOnlyList<SymmetryOperation> operations)
    {
        Dictionary<long, SymmetryOperation> known = [];
        foreach (SymmetryOperation operation in operations)
        {
            known[operation.Key] = operation;
        }

        return known.Count <= MostOperations
            && known.Values.All(first => known.Values.All(second => known.ContainsKey(second.After(first).Key)))
            ? new([.. known.Values])
            : null;
    }

    /// <summary>The group that operations generate; null where it does not end.</summary>
    public static SymmetryGroup? Of(IReadOnlyList<SymmetryOperation> generators)
    {
        List<SymmetryOperation> all = [SymmetryOperation.Identity];
        HashSet<long> known = [SymmetryOperation.Identity.Key];
        for (int i = 0; i < all.Count; i++)
        {
            foreach (SymmetryOperation generator in generators)
            {
                SymmetryOperation product = generator.After(all[i]);
                if (known.Add(product.Key))
                {
                    all.Add(product);
                }
            }

            if (all.Count > MostOperations)
            {
                return null;
            }
        }

        return new([.. all]);
    }

    /// <summary>Whether the operations leave the metric of a cell as it is: R' G R = G.</summary>
    public bool Fits(UnitCell cell)
    {
        Metric metric = cell.Direct();
        return Operations.All(operation => IsIsometry(operation, metric));
    }

    private static bool IsIsometry(SymmetryOperation operation, Metric metric)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = i; j < 3; j++)
            {
                double turned = metric.Product(Column(operation, i), Column(operation, j));
                double scale = Math.Sqrt(metric[i, i] * metric[j, j]);
                if (Math.Abs(turned - metric[i, j]) > 2 * MostDistortion * scale)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static (double X, double Y, double Z) Column(SymmetryOperation operation, int i) =>
        (operation.Rotation[i], operation.Rotation[3 + i], operation.Rotation[6 + i]);
}
