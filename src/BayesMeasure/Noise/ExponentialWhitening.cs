using System.Runtime.CompilerServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Noise;

/// <summary>
/// Correlations exp(-|x_i - x_j| / length): the process of Ornstein and Uhlenbeck, AR(1) on an even axis. It is Markov, so that a
/// residual is told by the one before: with rho_i = exp(-|x_i - x_(i-1)| / length),
/// <code>(W r)_i = (r_i - rho_i r_(i-1)) / sqrt(1 - rho_i^2),    (W r)_1 = r_1,    ln |W| = -1/2 sum of ln(1 - rho_i^2)</code>
/// exactly, on any axis whose points stand in their order.
/// </summary>
internal static class ExponentialWhitening
{
    /// <summary>The whitening for an axis.</summary>
    /// <param name="gaps">The distances of the points, and the length.</param>
    /// <param name="lanes">In how many partial sums side by side it sums.</param>
    public static Whitening Of(ExponentialGaps gaps, int lanes) => LaneWidth.Use<Factory, Whitening>(new(gaps), lanes);

    private readonly struct Factory(ExponentialGaps gaps) : ILaneConsumer<Whitening>
    {
        public Whitening Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => new ExponentialWhitening<TLanes>(gaps);
    }
}

/// <inheritdoc cref="ExponentialWhitening"/>
internal sealed class ExponentialWhitening<TLanes> : Whitening
    where TLanes : unmanaged, ILanes<TLanes>, IReal<TLanes>
{
    /// <summary>Below this ratio of gap to length, 1 - exp(-2 t) has lost digits, and its series has none to lose.</summary>
    private const double SmallRatio = 1e-4;

    private readonly ExponentialGaps gaps;
    private readonly int parameter;
    private readonly int count;
    private readonly AlignedBuffer gap;
    private readonly AlignedBuffer own;
    private readonly AlignedBuffer before;
    private double length = double.NaN;
    private double logDeterminant;

    public ExponentialWhitening(ExponentialGaps gaps)
    {
        this.gaps = gaps;
        (parameter, count, gap) = (gaps.Parameter, gaps.Count, gaps.Values);
        (own, before) = (new(count), new(count));
        if (gaps.Length is double known)
        {
            MoveTo(known);
        }
    }

    public override bool IsFixed => parameter < 0;

    public override int LengthParameter => parameter;

    public override double LogDeterminant => logDeterminant;

    public override double LogDeterminantSlope
    {
        get
        {
            // d ln a / d length = rho rho' a^2, with a = (1 - rho^2)^(-1/2), b = rho a and rho' = rho gap / length^2.
            double sum = 0;
            for (int i = 1; i < count; i++)
            {
                sum += before.Span[i] * before.Span[i] * gap.Span[i];
            }

            return sum / (length * length);
        }
    }

    public override double ShareAt(ReadOnlySpan<double> parameters) =>
        Math.Tanh(0.5 * gaps.Mean / (parameter < 0 ? length : parameters[parameter]));

    public override Whitening Copy(int lanes) => ExponentialWhitening.Of(gaps, lanes);

    public override bool IsAt(ReadOnlySpan<double> parameters) => parameter < 0 || parameters[parameter] == length;

    public override void MoveTo(ReadOnlySpan<double> parameters)
    {
        if (!IsAt(parameters))
        {
            MoveTo(parameters[parameter]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MoveTo(double length)
    {
        this.length = length;
        TLanes inverse = 1 / length;
        TLanes sum = 0.0;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TLanes ratio = TLanes.Load(ref Unsafe.Add(ref gap.First, i)) * inverse;
            TLanes rho = TLanes.Exp(-ratio);
            TLanes series = 2.0 * ratio * (1.0 - ratio * (1.0 - ratio * (2.0 / 3 - ratio / 3)));
            TLanes variance = TLanes.Select(ratio, SmallRatio, series, 1.0 - rho * rho);
            TLanes a = 1.0 / TLanes.Sqrt(variance);
            TLanes.Store(a, ref Unsafe.Add(ref own.First, i));
            TLanes.Store(rho * a, ref Unsafe.Add(ref before.First, i));
            sum += TLanes.Log(variance);
        }

        logDeterminant = -0.5 * TLanes.Sum(sum);
    }

    public override void Whiten(Span<double> residual)
    {
        ReadOnlySpan<double> a = own.Span;
        ReadOnlySpan<double> b = before.Span;
        for (int i = count - 1; i > 0; i--)
        {
            residual[i] = a[i] * residual[i] - b[i] * residual[i - 1];
        }
    }

    public override void Color(Span<double> independent)
    {
        for (int i = 1; i < count; i++)
        {
            independent[i] = (independent[i] + before.Span[i] * independent[i - 1]) / own.Span[i];
        }
    }

    // d(W r)_i / d length = rho' a^3 (rho r_i - r_(i-1)) = b a gap / length^2 (b r_i - a r_(i-1)).
    public override void WhitenByLength(Span<double> residual)
    {
        double inverse = 1 / (length * length);
        for (int i = count - 1; i > 0; i--)
        {
            (double a, double b) = (own.Span[i], before.Span[i]);
            residual[i] = inverse * gap.Span[i] * a * b * (b * residual[i] - a * residual[i - 1]);
        }

        residual[0] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double SumOfSquares(AlignedBuffer residual)
    {
        ref double r = ref Unsafe.Add(ref residual.First, Lead);
        ref double a = ref own.First;
        ref double b = ref before.First;
        TLanes sum = 0.0;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TLanes e = TLanes.Load(ref Unsafe.Add(ref a, i)) * TLanes.Load(ref Unsafe.Add(ref r, i))
                - TLanes.Load(ref Unsafe.Add(ref b, i)) * TLanes.Load(ref Unsafe.Add(ref r, i - 1));
            sum += e * e;
        }

        // In the padding b is 0, and so is r.

        return TLanes.Sum(sum);
    }
}
