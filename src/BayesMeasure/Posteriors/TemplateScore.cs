using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Where in the prior of a component the residual asks for it: probabilities g_m of the cells of a bank, from the matched filter
/// S_m = sum of w phi_m r. They depend on the residual without the component, so that they are the same for a move and for its
/// way back.
/// </summary>
/// <remarks>
/// g_m = 0.9 e^(l_m) / sum of e^l + 0.1 v_m. With the best amplitude a = S_m / G_m, bounded by its prior, and the gain
/// a S_m - a^2 G_m / 2, which is half of what the misfit loses,
/// <code>
/// l_m = ln v_m + beta c gain + ln(s / (s + A)),          s = sqrt(2 pi / (beta c G_m))                   (precision c)
/// l_m = ln v_m - (beta n / 2) ln(R / R_0) + ln(s / (s + A)),  s = sqrt(2 pi R / (beta n G_m)),  R = R_0 - 2 gain (level free)
/// </code>
/// approximate the likelihood of the cell with the amplitude integrated over a prior of width A. Where the best amplitude is
/// beyond its prior, s is smaller: s / (1 + d) for a distance of d standard deviations, times sqrt(2 pi).
/// </remarks>
/// <param name="bank">The templates.</param>
/// <param name="noise">The noise.</param>
/// <param name="amplitude">The bounds and the width of the amplitude's prior.</param>
internal abstract class TemplateScore(TemplateBank bank, QuadraticNoise noise, AmplitudeRange amplitude)
{
    /// <summary>The part of the draws that follows the prior, so that no place is ever out of reach.</summary>
    private const double PriorShare = 0.1;

    private readonly float[] sums = new float[bank.Pyramid.Length];
    private double total;

    /// <summary>The sum of w r^2 of the residual that was scored last, in units of the weight that its points keep.</summary>
    public double SumOfSquares { get; private set; }

    /// <summary>For each cell, S_m, and then l_m - ln(v_m s / (s + A)).</summary>
    protected double[] Scores { get; } = new double[bank.Mass.Length];

    /// <summary>For each cell, v_m s / (s + A), and then e^l up to a factor.</summary>
    protected double[] Weights { get; } = new double[bank.Mass.Length];

    protected TemplateBank Bank => bank;

    protected AmplitudeRange Amplitude => amplitude;

    /// <summary>A score that computes with the widest lanes.</summary>
    public static TemplateScore Create(TemplateBank bank, QuadraticNoise noise, AmplitudeRange amplitude) =>
        LaneWidth.UseWidest<Factory, TemplateScore>(new(bank, noise, amplitude));

    /// <summary>Scores a residual without the component.</summary>
    /// <param name="residual">The residual.</param>
    /// <param name="inverseTemperature">The inverse temperature beta.</param>
    /// <param name="precision">The precision c of the noise; not read where its level is free.</param>
    public void Score(AlignedBuffer residual, double inverseTemperature, double precision)
    {
        SumOfSquares = bank.Pyramid.Fill(noise.Weight, residual, sums) / noise.Share;
        if (bank.Count == 1)
        {
            total = 0;
            return;
        }

        Filter();
        double largest = noise.IsLevelFree
            ? LevelFree(0.5 * inverseTemperature * noise.Count, SumOfSquares)
            : Precise(inverseTemperature * precision);
        total = Exponentiate(largest);
    }

    /// <summary>Draws a cell; -1 where it follows the prior, which draws it best.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Draw(RandomStream random)
    {
        double uniform = random.NextUniform();
        if (!IsInformed || uniform < PriorShare)
        {
            return -1;
        }

        double rest = (uniform - PriorShare) / (1 - PriorShare) * total;
        int last = bank.Count - 1;
        int cell = 0;
        while (cell < last && (rest -= Weights[cell]) >= 0)
        {
            cell++;
        }

        return cell;
    }

    /// <summary>ln(g_m / v_m): the density in the prior's probabilities.</summary>
    public double LogDensity(int cell) =>
        IsInformed ? Math.Log((1 - PriorShare) * Weights[cell] / total / bank.Mass[cell] + PriorShare) : 0;

    /// <summary>The largest exponent of the cells, with a known precision; leaves exponents and factors.</summary>
    protected abstract double Precise(double precision);

    /// <summary>The largest exponent of the cells, with the level integrated out; leaves exponents and factors.</summary>
    protected abstract double LevelFree(double halfOfPoints, double sumOfSquares);

    /// <summary>Turns exponents and factors into weights; returns their sum.</summary>
    protected abstract double Exponentiate(double largest);

    private bool IsInformed => total > 0 && double.IsFinite(total);

    /// <summary>S_m of all cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Filter()
    {
        ref float templates = ref MemoryMarshal.GetArrayDataReference(bank.Templates);
        ref float residual = ref MemoryMarshal.GetArrayDataReference(sums);
        int[] start = bank.Start;
        int[] source = bank.Source;
        double[] scores = Scores;
        for (int cell = 0; cell < source.Length; cell++)
        {
            scores[cell] = SingleProduct.Sum(
                ref Unsafe.Add(ref templates, start[cell]),
                ref Unsafe.Add(ref residual, source[cell]),
                start[cell + 1] - start[cell]);
        }

        scores.AsSpan(source.Length).Fill(scores[source.Length - 1]);
    }

    private readonly struct Factory(TemplateBank bank, QuadraticNoise noise, AmplitudeRange amplitude)
        : ILaneConsumer<TemplateScore>
    {
        public TemplateScore Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => new LaneTemplateScore<TLanes>(bank, noise, amplitude);
    }
}

/// <summary>The prior of an amplitude, as far as a score reads it.</summary>
/// <param name="Minimum">The smallest value; may be -infinity.</param>
/// <param name="Maximum">The largest value; may be +infinity.</param>
/// <param name="Width">The width of a uniform distribution of the same standard deviation.</param>
internal readonly record struct AmplitudeRange(double Minimum, double Maximum, double Width);
