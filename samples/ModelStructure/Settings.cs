namespace ModelStructure;

/// <summary>Which curves it is about.</summary>
public enum StructureTask
{
    /// <summary>Spectra with an unknown number of peaks.</summary>
    Peaks,

    /// <summary>Sums of columns, of which every answer is known.</summary>
    Symbols,
}

/// <summary>What the user asks for.</summary>
/// <param name="Task">Which curves.</param>
/// <param name="Noise">How spectra scatter.</param>
/// <param name="Lambda">The parsimony of the map.</param>
/// <param name="Size">The number of pixels of a side of the map.</param>
/// <param name="Draws">The number of draws of a pixel.</param>
/// <param name="Judged">The number of curves that the report rests on.</param>
/// <param name="Refereed">The number of these that replica exchange judges.</param>
/// <param name="Training">How the network is trained.</param>
/// <param name="Network">The file of the network; null for none.</param>
public sealed record Settings(
    StructureTask Task,
    ScatterKind Noise,
    double Lambda,
    int Size,
    int Draws,
    int Judged,
    int Refereed,
    TrainingOptions Training,
    string? Network)
{
    /// <summary>The family of curves.</summary>
    public StructureFamily Family => Task == StructureTask.Peaks ? PeakCurves.Of(Noise) : SymbolCurves.Family;
}
