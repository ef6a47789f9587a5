namespace SpectralDeconvolution;

/// <summary>The numbers of peaks that are compared.</summary>
/// <param name="Fewest">The smallest number; 0 is background and noise alone.</param>
/// <param name="Most">The largest number.</param>
public sealed record PeakRange(int Fewest, int Most)
{
    /// <summary>More peaks than this are a slip of the keyboard.</summary>
    public const int Limit = 100;

    /// <inheritdoc/>
    public override string ToString() => Fewest == Most ? $"{Fewest}" : $"{Fewest}..{Most}";
}
