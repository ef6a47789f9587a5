namespace BayesMeasure.Models;

/// <summary>The convention of this library: what a parameter of a usual name is where nothing else is said.</summary>
internal static class UsualRole
{
    /// <summary>The role of a parameter, told from its name without its label.</summary>
    public static ParameterRole Of(string name) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "center" => ParameterRole.Position,
        "rate" or "frequency" => ParameterRole.Rate,
        "amplitude" => ParameterRole.Amplitude,
        "noise" => ParameterRole.NoiseLevel,
        "width" => ParameterRole.Width,
        string other => other.EndsWith("Width", StringComparison.Ordinal) ? ParameterRole.Width : ParameterRole.Other,
    };
}
