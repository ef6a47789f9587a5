using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>An outer satellite, 5/2 to 3/2, of a spin 5/2, saturated or inverted alone.</summary>
/// <remarks>1/35 exp(-Wt) + 3/14 exp(-3Wt) + 2/5 exp(-6Wt) + 2/7 exp(-10Wt) + 1/14 exp(-15Wt).</remarks>
public readonly struct SpinFiveHalvesOuterSatelliteLine : IRelaxingLine
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Deviation<T>(NormalModes<T> modes)
        where T : unmanaged, IReal<T> =>
        1.0 / 35 * modes.Decay(1) + 3.0 / 14 * modes.Decay(3) + 0.4 * modes.Decay(6)
        + 2.0 / 7 * modes.Decay(10) + 1.0 / 14 * modes.Decay(15);
}
