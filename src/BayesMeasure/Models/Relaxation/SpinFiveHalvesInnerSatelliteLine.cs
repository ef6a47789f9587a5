using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>An inner satellite, 3/2 to 1/2, of a spin 5/2, saturated or inverted alone.</summary>
/// <remarks>1/35 exp(-Wt) + 3/56 exp(-3Wt) + 1/40 exp(-6Wt) + 25/56 exp(-10Wt) + 25/56 exp(-15Wt).</remarks>
public readonly struct SpinFiveHalvesInnerSatelliteLine : IRelaxingLine
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Deviation<T>(NormalModes<T> modes)
        where T : unmanaged, IReal<T> =>
        1.0 / 35 * modes.Decay(1) + 3.0 / 56 * modes.Decay(3) + 0.025 * modes.Decay(6)
        + 25.0 / 56 * modes.Decay(10) + 25.0 / 56 * modes.Decay(15);
}
