namespace BayesMeasure.Diffraction.Lines;

/// <summary>
/// What a pure phase shows in a powder, on the scale of I/Ic that all phases share: lines of a structure or of a list, or a whole
/// pattern that was measured. Candidates of a search may be of both kinds.
/// </summary>
public abstract class ReferencePattern
{
    private protected ReferencePattern(string name) => Name = name;

    /// <summary>The phase.</summary>
    public string Name { get; }

    /// <summary>
    /// The reference intensity ratio I/Ic: the strongest line over that of corundum, at equal weights. Snyder, Powder Diffr. 7
    /// (1992) 186.
    /// </summary>
    public abstract double ReferenceIntensityRatio { get; }
}
