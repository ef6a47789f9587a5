using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Relaxation;

/// <summary>The central line, 1/2 to -1/2, of a spin 3/2, saturated or inverted alone.</summary>
/// <remarks>1/10 exp(-Wt) + 9/10 exp(-6Wt).</remarks>
public readonly struct SpinThreeHalvesCentralLine : IRelaxingLine
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Deviation<T>(NormalModes<T> modes)
        where T : unmanaged, IReal<T> =>
        0.1 * modes.Decay(1) + 0.9 * modes.Decay(6);
}
