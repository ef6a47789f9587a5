using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The weighted basis of a smooth curve as vector loops read it: neighbouring points of one piece are a run, whose functions
/// stand in planes of whole vectors, with zeros for the points of other pieces.
/// </summary>
internal sealed class SmoothBasis
{
    private const int Vector = 8;
    private const int Support = 4;

    private readonly int[] points;
    private readonly int[] planes;
    private readonly int[] coefficients;
    private readonly AlignedBuffer[] functions;

    /// <param name="first">For each point, the first of its coefficients.</param>
    /// <param name="basis">For each point, the values of its functions.</param>
    /// <param name="weights">The weights of the points.</param>
    /// <param name="support">How many functions a point has.</param>
    public SmoothBasis(int[] first, double[] basis, double[] weights, int support)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(support, Support);
        int[] starts = [.. Enumerable.Range(0, first.Length).Where(i => i == 0 || first[i] != first[i - 1])];
        int[] ends = [.. starts.Skip(1), first.Length];
        points = Array.ConvertAll(starts, start => start / Vector * Vector);
        planes = new int[starts.Length + 1];
        coefficients = Array.ConvertAll(starts, start => first[start]);
        for (int run = 0; run < starts.Length; run++)
        {
            int length = (ends[run] - points[run] + Vector - 1) / Vector * Vector;
            planes[run + 1] = planes[run] + length;
        }

        functions = [.. Enumerable.Range(0, support).Select(_ => new AlignedBuffer(planes[^1]))];
        for (int run = 0; run < starts.Length; run++)
        {
            for (int i = starts[run]; i < ends[run]; i++)
            {
                for (int k = 0; k < support; k++)
                {
                    functions[k].Span[planes[run] + i - points[run]] = weights[i] * basis[i * support + k];
                }
            }
        }
    }

    /// <summary>B'w (y - f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Project<TLanes>(AlignedBuffer measured, AlignedBuffer prediction, Span<double> projection)
        where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
    {
        ref double first = ref functions[0].First;
        ref double second = ref functions[1].First;
        ref double third = ref functions[2].First;
        ref double fourth = ref functions[3].First;
        projection.Clear();
        for (int run = 0; run < points.Length; run++)
        {
            ref double y = ref Unsafe.Add(ref measured.First, points[run]);
            ref double f = ref Unsafe.Add(ref prediction.First, points[run]);
            int plane = planes[run];
            int length = planes[run + 1] - plane;
            TLanes a = 0.0, b = 0.0, c = 0.0, d = 0.0;
            for (int i = 0; i < length; i += TLanes.Count)
            {
                TLanes residual = TLanes.Load(ref Unsafe.Add(ref y, i)) - TLanes.Load(ref Unsafe.Add(ref f, i));
                a += TLanes.Load(ref Unsafe.Add(ref first, plane + i)) * residual;
                b += TLanes.Load(ref Unsafe.Add(ref second, plane + i)) * residual;
                c += TLanes.Load(ref Unsafe.Add(ref third, plane + i)) * residual;
                d += TLanes.Load(ref Unsafe.Add(ref fourth, plane + i)) * residual;
            }

            Span<double> own = projection.Slice(coefficients[run], Support);
            own[0] += TLanes.Sum(a);
            own[1] += TLanes.Sum(b);
            own[2] += TLanes.Sum(c);
            own[3] += TLanes.Sum(d);
        }
    }
}
