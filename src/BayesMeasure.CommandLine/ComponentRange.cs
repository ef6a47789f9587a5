namespace BayesMeasure.CommandLine;

/// <summary>The numbers of components that are compared.</summary>
/// <param name="Fewest">The smallest number; 0 is background and noise alone.</param>
/// <param name="Most">The largest number.</param>
public sealed record ComponentRange(int Fewest, int Most)
{
    /// <summary>More components than this are a slip of the keyboard.</summary>
    public const int Limit = 100;

    /// <inheritdoc/>
    public override string ToString() => Fewest == Most ? $"{Fewest}" : $"{Fewest}..{Most}";
}
