namespace BayesMeasure.Export.Contents;

/// <summary>A dimension with its coordinates, which every reader finds by its name.</summary>
/// <param name="Name">Its name, such as "chain".</param>
/// <param name="Coordinates">One number a position.</param>
internal sealed record InferenceDimension(string Name, long[] Coordinates)
{
    /// <summary>Positions that are counted.</summary>
    /// <param name="name">The name of the dimension.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="first">The first number: 0 by default.</param>
    public static InferenceDimension Counted(string name, int count, int first = 0) =>
        new(name, [.. Enumerable.Range(first, count).Select(number => (long)number)]);
}

/// <summary>A group of an InferenceData, such as the posterior.</summary>
/// <param name="Name">Its name, as the schema of ArviZ has it.</param>
/// <param name="Variables">Its variables, at least one.</param>
internal sealed record InferenceGroup(string Name, IReadOnlyList<InferenceVariable> Variables)
{
    /// <summary>The dimensions of all its variables.</summary>
    public IReadOnlyList<InferenceDimension> Dimensions =>
        [.. Variables.SelectMany(variable => variable.Dimensions).DistinctBy(dimension => dimension.Name)];
}
