namespace BayesMeasure.Diffraction.Patterns;

/// <summary>How a phase differs from its structure.</summary>
public readonly record struct PhaseShape()
{
    /// <summary>The relative change of all spacings, such as 0.001; between -0.1 and 0.1, and 0 by default.</summary>
    public double Strain { get; init; }

    /// <summary>
    /// What small crystallites add to the width, times 1 / cos(theta), in degrees of 2 theta: 180/pi K lambda / size; 0 or more,
    /// and 0 by default. Scherrer, Nachr. Ges. Wiss. Goettingen (1918) 98.
    /// </summary>
    public double SizeBroadening { get; init; }

    /// <summary>
    /// r > 0 of March and Dollase for the texture plane: below 1 for plates that lie flat, above 1 for needles; 1, no texture, by
    /// default.
    /// </summary>
    public double Texture { get; init; } = 1;

    internal void RequireValid()
    {
        bool isFinite = double.IsFinite(SizeBroadening + Texture);
        if (!isFinite || Strain is not (> -0.1 and < 0.1) || SizeBroadening < 0 || Texture <= 0)
        {
            throw new ArgumentException($"The strain is below 0.1, size broadening is not negative, and r is above 0: {this}.");
        }
    }
}
