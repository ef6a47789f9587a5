using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BayesMeasure.Numerics.Lanes;

/// <summary>The sine and the cosine of lanes with angles too large for three parts of pi, by the runtime's functions.</summary>
internal static class LargeAngles
{
    /// <summary>The lanes of <paramref name="fast"/>, replaced where x is beyond the largest fast angle.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Replace<T>(T x, T fast, bool cosine)
        where T : unmanaged, ILanes<T>
    {
        Span<double> angles = stackalloc double[T.Count];
        Span<double> results = stackalloc double[T.Count];
        T.Store(x, ref MemoryMarshal.GetReference(angles));
        T.Store(fast, ref MemoryMarshal.GetReference(results));
        for (int lane = 0; lane < T.Count; lane++)
        {
            if (Math.Abs(angles[lane]) > LaneTrigonometry.LargestFastAngle)
            {
                results[lane] = cosine ? Math.Cos(angles[lane]) : Math.Sin(angles[lane]);
            }
        }

        return T.Load(in MemoryMarshal.GetReference(results));
    }
}
