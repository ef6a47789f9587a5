namespace BayesMeasure.Models;

/// <summary>
/// What a parameter is to those who read a result, whatever it is called: equal components are put in order by their positions or
/// else by their rates, a figure says where a component is, and a report tells the noise from the rest.
/// </summary>
public enum ParameterRole
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>Where something is, in units of x.</summary>
    Position,

    /// <summary>How fast something goes, in units of 1/x.</summary>
    Rate,

    /// <summary>How wide something is, in units of x.</summary>
    Width,

    /// <summary>What a component is proportional to.</summary>
    Amplitude,

    /// <summary>The level of the noise, in units of y.</summary>
    NoiseLevel,
}
