namespace BayesMeasure.Export.Contents;

/// <summary>A variable: numbers along dimensions, the last of which runs fastest.</summary>
/// <param name="Name">Its name, as <see cref="DataNames"/> make it.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Values">Its numbers.</param>
internal sealed record InferenceVariable(string Name, IReadOnlyList<InferenceDimension> Dimensions, double[] Values)
{
    /// <summary>What it is, in words: a name with characters that files do not take.</summary>
    public string? LongName { get; init; }

    /// <summary>Its unit; null where there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>The lengths of its dimensions.</summary>
    public IEnumerable<int> Shape => Dimensions.Select(dimension => dimension.Coordinates.Length);

    /// <summary>What is said of it.</summary>
    public IEnumerable<(string Name, string Text)> Attributes
    {
        get
        {
            if (LongName is not null)
            {
                yield return ("long_name", LongName);
            }

            if (Unit is not null)
            {
                yield return ("units", Unit);
            }
        }
    }
}
