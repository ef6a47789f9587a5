using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Moessbauer;

/// <summary>The Lorentzian that a thin absorber takes away.</summary>
internal static class AbsorptionLine
{
    /// <summary>What a parameter of a site is: the shift is where its lines are.</summary>
    public static ParameterRole RoleOf(string parameterName) =>
        parameterName == "shift" ? ParameterRole.Position : UsualRole.Of(parameterName);

    /// <summary>
    /// A Lorentzian of area 1: (2/(pi w))/(1 + (2d/w)^2), where d is the distance from its center and w the full width at half
    /// maximum.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T At<T>(T distance, T width)
        where T : unmanaged, IReal<T>
    {
        T scaled = 2.0 * distance / width;
        return 2.0 / Math.PI / (width * (1.0 + scaled * scaled));
    }
}
