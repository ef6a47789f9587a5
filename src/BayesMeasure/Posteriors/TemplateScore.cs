using System.Runtime.CompilerServices;
using BayesMeasure.Numerics.Lanes;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Where in the prior of a component the residuals ask for it: probabilities g_m of the cells of a bank, from the matched filter
/// S_m = sum of w phi_m r. They depend on the residuals without the component, so that they are the same for a move and for its
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
/// beyond its prior, s is smaller: s / (1 + d) for a distance of d standard deviations, times sqrt(2 pi). Where several curves
/// are measured, gains add up, and so do the logarithms of the factors s / (s + A) of all amplitudes; curves that share an
/// amplitude count for it by their precisions, which are n / R where the level is free.
/// </remarks>
/// <param name="components">The components.</param>
/// <param name="amplitudes">The bounds and the width of the prior of each amplitude.</param>
internal abstract class TemplateScore(MatchedComponents components, AmplitudeRange[] amplitudes)
{
    /// <summary>The part of the draws that follows the prior, so that no place is ever out of reach.</summary>
    private const double PriorShare = 0.1;

    private readonly TemplateBank bank = components.Bank;
    private readonly int[][] curvesOf = [.. amplitudes.Select((_, amplitude) => components.CurvesOf(amplitude))];
    private double total;

    /// <summary>For each curve, the residual that was scored last.</summary>
    public ScoredCurve[] Curves { get; } = [.. components.Bank.Curves.Select(
        (templates, curve) => new ScoredCurve(templates, components.Curves[curve].Noise))];

    /// <summary>For each cell, l_m - ln(v_m s / (s + A)).</summary>
    protected double[] Exponents { get; } = new double[components.Bank.Mass.Length];

    /// <summary>For each cell, v_m s / (s + A), and then e^l up to a factor.</summary>
    protected double[] Weights { get; } = new double[components.Bank.Mass.Length];

    /// <summary>A score that computes with the lanes of the target.</summary>
    public static TemplateScore Create(MatchedComponents components, AmplitudeRange[] amplitudes) =>
        LaneWidth.Use<Factory, TemplateScore>(new(components, amplitudes), components.Lanes);

    /// <summary>Scores residuals without the component.</summary>
    /// <param name="residuals">The residual of each curve.</param>
    /// <param name="inverseTemperature">The inverse temperature beta.</param>
    /// <param name="precisions">The precision c of the noise of each curve; not read where its level is free.</param>
    public void Score(AlignedBuffer[] residuals, double inverseTemperature, ReadOnlySpan<double> precisions)
    {
        for (int curve = 0; curve < Curves.Length; curve++)
        {
            Curves[curve].Take(residuals[curve], inverseTemperature, precisions[curve]);
        }

        if (bank.Count == 1)
        {
            total = 0;
            return;
        }

        Exponents.AsSpan().Clear();
        bank.Mass.CopyTo(Weights, 0);
        foreach (ScoredCurve curve in Curves)
        {
            curve.Filter();
        }

        for (int amplitude = 0; amplitude < amplitudes.Length; amplitude++)
        {
            Weigh(curvesOf[amplitude], amplitudes[amplitude]);
        }

        total = Exponentiate();
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

    /// <summary>Adds the exponents, and multiplies the factors, of the curves that are proportional to one amplitude.</summary>
    protected abstract void Weigh(int[] curves, AmplitudeRange amplitude);

    /// <summary>Turns exponents and factors into weights; returns their sum.</summary>
    protected abstract double Exponentiate();

    private bool IsInformed => total > 0 && double.IsFinite(total);

    private readonly struct Factory(MatchedComponents components, AmplitudeRange[] amplitudes) : ILaneConsumer<TemplateScore>
    {
        public TemplateScore Use<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes> => new LaneTemplateScore<TLanes>(components, amplitudes);
    }
}

/// <summary>The prior of an amplitude, as far as a score reads it.</summary>
/// <param name="Minimum">The smallest value; may be -infinity.</param>
/// <param name="Maximum">The largest value; may be +infinity.</param>
/// <param name="Width">The width of a uniform distribution of the same standard deviation.</param>
internal readonly record struct AmplitudeRange(double Minimum, double Maximum, double Width);
