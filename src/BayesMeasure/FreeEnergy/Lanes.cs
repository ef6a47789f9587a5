using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BayesMeasure.FreeEnergy;

/// <summary>Sums over the samples of a tile, whose number is a multiple of the lanes.</summary>
internal static class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = Vector512<double>.Zero;
        foreach (Vector512<double> lanes in MemoryMarshal.Cast<double, Vector512<double>>(values))
            sum += lanes;
        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector512<double>> a = MemoryMarshal.Cast<double, Vector512<double>>(left);
        ReadOnlySpan<Vector512<double>> b = MemoryMarshal.Cast<double, Vector512<double>>(right);
        var sum = Vector512<double>.Zero;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return Vector512.Sum(sum);
    }
}
