namespace BayesMeasure.Models.Backgrounds;

/// <summary>What the axis of a photoelectron spectrum counts, and hence to which side electrons go that lost energy.</summary>
public enum EnergyAxis
{
    /// <summary>Binding energy: losses lie at larger x.</summary>
    Binding,

    /// <summary>Kinetic energy: losses lie at smaller x.</summary>
    Kinetic,
}
