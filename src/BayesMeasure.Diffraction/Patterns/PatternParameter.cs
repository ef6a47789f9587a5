namespace BayesMeasure.Diffraction.Patterns;

/// <summary>What a pattern can be derived by: the rows of the derivatives, in this order.</summary>
public enum PatternParameter
{
    /// <summary><see cref="InstrumentProfile.Zero"/>.</summary>
    Zero,

    /// <summary><see cref="InstrumentProfile.Displacement"/>.</summary>
    Displacement,

    /// <summary><see cref="InstrumentProfile.Width"/>.</summary>
    Width,

    /// <summary><see cref="InstrumentProfile.WidthSlope"/>.</summary>
    WidthSlope,

    /// <summary><see cref="InstrumentProfile.Mixing"/>.</summary>
    Mixing,

    /// <summary><see cref="InstrumentProfile.Overflow"/>.</summary>
    Overflow,

    /// <summary><see cref="PhaseShape.Strain"/>.</summary>
    Strain,

    /// <summary><see cref="PhaseShape.SizeBroadening"/>.</summary>
    SizeBroadening,

    /// <summary><see cref="PhaseShape.Texture"/>; 0 without a texture plane.</summary>
    Texture,
}
