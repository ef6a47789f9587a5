using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Optimization.Modes;

/// <summary>The sums of the matched filter over the points where a curve is not negligible, in vectors.</summary>
internal static class ShapeSums
{
    /// <summary>The sum of phi r and that of w phi^2.</summary>
    /// <param name="shape">The memory that holds the curve phi.</param>
    /// <param name="weights">The weights w of all points.</param>
    /// <param name="residuals">The weighted residuals r of all points.</param>
    /// <param name="piece">Where the curve lies.</param>
    /// <param name="lanes">In how many partial sums side by side.</param>
    public static (double Product, double Norm) Of(
        AlignedBuffer shape, AlignedBuffer weights, AlignedBuffer residuals, in ShapePiece piece, int lanes) =>
        LaneWidth.Use<Sums, (double, double)>(new(shape, weights, residuals, piece), lanes);

    private readonly struct Sums(AlignedBuffer shape, AlignedBuffer weights, AlignedBuffer residuals, ShapePiece piece)
        : ILaneConsumer<(double, double)>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public (double, double) Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes>
        {
            int count = piece.Count;
            ref double curve = ref Unsafe.Add(ref shape.First, piece.Start);
            ref double weight = ref Unsafe.Add(ref weights.First, piece.First);
            ref double residual = ref Unsafe.Add(ref residuals.First, piece.First);
            TLanes product = default;
            TLanes norm = default;
            for (int i = 0; i < count; i += TLanes.Count)
            {
                TLanes phi = TLanes.Load(ref Unsafe.Add(ref curve, i));
                product += phi * TLanes.Load(ref Unsafe.Add(ref residual, i));
                norm += phi * phi * TLanes.Load(ref Unsafe.Add(ref weight, i));
            }

            return (TLanes.Sum(product), TLanes.Sum(norm));
        }
    }
}
