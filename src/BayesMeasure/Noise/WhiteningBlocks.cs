using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Noise;

/// <summary>
/// A banded recursion, as many points at a time as a vector has lanes: a point waits for the one before it, but the points of a
/// block together are a matrix times their residuals, and another times what was found before the block.
/// </summary>
internal abstract class WhiteningBlocks
{
    /// <summary>The zeros in front of the first point: whole cache lines, at least one and at least the band.</summary>
    public static int LeadOf(int band) => (Math.Max(1, band) + 7) / 8 * 8;

    /// <summary>The blocks of a recursion.</summary>
    /// <param name="rows">
    /// For each point i: l_(i, i-b), ..., l_(i, i-1) and d_i, of e_i = d_i r_i - sum over j of l_(i, i-j) e_(i-j).
    /// </param>
    /// <param name="count">The number of points.</param>
    /// <param name="band">The number b of points that one waits for.</param>
    /// <param name="lanes">The number of points of a block.</param>
    public static WhiteningBlocks Of(double[] rows, int count, int band, int lanes) =>
        LaneWidth.Use<Factory, WhiteningBlocks>(new(rows, count, band), lanes);

    /// <summary>The sum of e^2, for residuals behind a lead and padded with zeros, in whose place e is left.</summary>
    public abstract double SumOfSquares(AlignedBuffer residual, int lead);

    private readonly struct Factory(double[] rows, int count, int band) : ILaneConsumer<WhiteningBlocks>
    {
        public WhiteningBlocks Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => new WhiteningBlocks<TLanes>(rows, count, band);
    }
}

/// <inheritdoc/>
internal sealed class WhiteningBlocks<TLanes> : WhiteningBlocks
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    private readonly int count;
    private readonly int band;
    private readonly AlignedBuffer columns;

    public WhiteningBlocks(double[] rows, int count, int band)
    {
        (this.count, this.band) = (count, band);
        int blocks = (count + TLanes.Count - 1) / TLanes.Count;
        columns = new(blocks * (band + TLanes.Count) * TLanes.Count);
        double[] series = new double[band + TLanes.Count];
        for (int column = 0; column < blocks * series.Length; column++)
        {
            (int block, int input) = Math.DivRem(column, series.Length);
            Array.Clear(series);
            Respond(rows, block * TLanes.Count, input, series);
            series.AsSpan(band).CopyTo(columns.Span[(column * TLanes.Count)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double SumOfSquares(AlignedBuffer residual, int lead)
    {
        ref double e = ref Unsafe.Add(ref residual.First, lead);
        ref double column = ref columns.First;
        TLanes sum = 0.0;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TLanes even = 0.0;
            TLanes odd = 0.0;
            int input = -band;
            for (; input < TLanes.Count - 1; input += 2)
            {
                even += TLanes.Load(ref column) * Unsafe.Add(ref e, i + input);
                odd += TLanes.Load(ref Unsafe.Add(ref column, TLanes.Count)) * Unsafe.Add(ref e, i + input + 1);
                column = ref Unsafe.Add(ref column, 2 * TLanes.Count);
            }

            if (input < TLanes.Count)
            {
                even += TLanes.Load(ref column) * Unsafe.Add(ref e, i + input);
                column = ref Unsafe.Add(ref column, TLanes.Count);
            }

            TLanes found = even + odd;
            TLanes.Store(found, ref Unsafe.Add(ref e, i));
            sum += found * found;
        }

        return TLanes.Sum(sum);
    }

    /// <summary>What a block makes of one input of 1: a point before it that was found, or a residual of its own.</summary>
    private void Respond(double[] rows, int first, int input, double[] series)
    {
        bool isFound = input < band;
        series[input] = isFound ? 1 : 0;
        for (int i = Math.Max(band, input); i < series.Length && first + i - band < count; i++)
        {
            ReadOnlySpan<double> row = rows.AsSpan((first + i - band) * (band + 1), band + 1);
            double value = i == input && !isFound ? row[band] : 0;
            for (int j = 1; j <= band; j++)
            {
                value -= row[band - j] * series[i - j];
            }

            series[i] = value;
        }
    }
}
