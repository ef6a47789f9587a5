using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>The central line, 1/2 to -1/2, of a spin 5/2, saturated or inverted alone.</summary>
/// <remarks>1/35 exp(-Wt) + 8/45 exp(-6Wt) + 50/63 exp(-15Wt).</remarks>
public readonly struct SpinFiveHalvesCentralLine : IRelaxingLine
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Deviation<T>(NormalModes<T> modes)
        where T : unmanaged, IReal<T> =>
        1.0 / 35 * modes.Decay(1) + 8.0 / 45 * modes.Decay(6) + 50.0 / 63 * modes.Decay(15);
}
