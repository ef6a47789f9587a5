using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Random;
using BayesMeasure.Priors;
using ILGPU;

namespace BayesMeasure.Gpu.Priors;

/// <summary>
/// Draws from a prior inside a kernel: those of <see cref="Distribution.Draw"/> on the same stream, to rounding.
/// </summary>
internal static class DevicePriorDraws
{
    /// <summary>One exact, independent draw.</summary>
    /// <typeparam name="TDraws">Where the random draws come from.</typeparam>
    /// <param name="prior">The distribution.</param>
    /// <param name="table">The probabilities of the indicators of the whole batch.</param>
    /// <param name="random">The stream, which moves on by what the draw takes.</param>
    public static double Draw<TDraws>(
        this in DevicePrior prior, ArrayView<double> table, ref DeviceRandom<TDraws> random)
        where TDraws : struct, IDraws
    {
        switch (prior.Kind)
        {
            case DevicePriorKind.Uniform:
                return prior.Minimum + (prior.Maximum - prior.Minimum) * random.NextUniform();
            case DevicePriorKind.LogUniform:
                return Inside(prior, prior.Minimum * DeviceDouble.Exp(prior.Second * random.NextUniform()).Value);
            case DevicePriorKind.Normal:
            case DevicePriorKind.LogNormal:
            case DevicePriorKind.HalfNormal:
                return FromNormal(prior, prior.Center + prior.Scale * random.NextNormal());
            case DevicePriorKind.Exponential:
                return random.NextLogUniform() / prior.ValueSlope;
            case DevicePriorKind.Gamma:
                return Math.Max(random.NextGamma(prior.CoordinateSlope) / -prior.ValueSlope, GammaDistribution.SmallestDraw);
            case DevicePriorKind.Beta:
                return DrawFraction(prior, ref random);
            case DevicePriorKind.Bernoulli:
                return random.NextUniform() < prior.Second ? 1 : 0;
            case DevicePriorKind.Categorical:
                return DrawCategory(prior, table, ref random);
            default:
                return Inside(prior, prior.Center + prior.Scale * DrawTruncated(prior, ref random));
        }
    }

    private static double Inside(in DevicePrior prior, double value) => Clamp(value, prior.Minimum, prior.Maximum);

    private static double Clamp(double value, double minimum, double maximum) => Math.Min(Math.Max(value, minimum), maximum);

    /// <summary>
    /// What a normal draw means: made in one place, because each place costs a generator's worth of instructions.
    /// </summary>
    private static double FromNormal(in DevicePrior prior, double draw)
    {
        if (prior.Kind == DevicePriorKind.LogNormal)
        {
            return DeviceDouble.Exp(draw).Value;
        }

        return prior.Kind == DevicePriorKind.HalfNormal ? Math.Abs(draw) : draw;
    }

    /// <summary>A ratio of gamma draws, taken between their logarithms.</summary>
    private static double DrawFraction<TDraws>(in DevicePrior prior, ref DeviceRandom<TDraws> random)
        where TDraws : struct, IDraws
    {
        double logOdds = random.NextLogGamma(prior.CoordinateSlope);
        logOdds -= random.NextLogGamma(prior.Second);
        return Clamp(prior.FromCoordinate(logOdds), BetaDistribution.SmallestDraw, BetaDistribution.LargestDraw);
    }

    private static double DrawCategory<TDraws>(
        in DevicePrior prior, ArrayView<double> table, ref DeviceRandom<TDraws> random)
        where TDraws : struct, IDraws
    {
        double rest = random.NextUniform();
        int last = (int)prior.Maximum;
        int probabilities = prior.TableOffset + last + 1;
        int category = 0;
        while (category < last && rest >= table[probabilities + category])
        {
            rest -= table[probabilities + category++];
        }

        return category;
    }

    /// <summary>The distance from the peak, in scales (C. P. Robert, Statistics and Computing 5 (1995) 121).</summary>
    private static double DrawTruncated<TDraws>(in DevicePrior prior, ref DeviceRandom<TDraws> random)
        where TDraws : struct, IDraws
    {
        double lowest = (prior.Minimum - prior.Center) / prior.Scale;
        double highest = (prior.Maximum - prior.Center) / prior.Scale;
        if (prior.Kind == DevicePriorKind.NarrowNormal)
        {
            return DrawFromUniform(prior.Offset, lowest, highest, ref random);
        }

        if (prior.Kind == DevicePriorKind.PeakedNormal)
        {
            return DrawFromNormal(lowest, highest, ref random);
        }

        double distance = DrawFromTail(Math.Abs(prior.Offset), highest - lowest, ref random);
        return prior.Offset < 0 ? -distance : distance;
    }

    private static double DrawFromUniform<TDraws>(
        double offset, double lowest, double highest, ref DeviceRandom<TDraws> random)
        where TDraws : struct, IDraws
    {
        while (true)
        {
            double t = lowest + (highest - lowest) * random.NextUniform();
            if (random.NextLogUniform() < -t * (0.5 * t + offset))
            {
                return t;
            }
        }
    }

    private static double DrawFromNormal<TDraws>(double lowest, double highest, ref DeviceRandom<TDraws> random)
        where TDraws : struct, IDraws
    {
        while (true)
        {
            double t = random.NextNormal();
            if (t >= lowest && t <= highest)
            {
                return t;
            }
        }
    }

    private static double DrawFromTail<TDraws>(double offset, double length, ref DeviceRandom<TDraws> random)
        where TDraws : struct, IDraws
    {
        double rate = 0.5 * (offset + Math.Sqrt(offset * offset + 4));
        double within = 1 - DeviceDouble.Exp(-rate * length).Value;
        double best = rate - offset;
        double shortfall = Math.Min(length, best) - best;
        while (true)
        {
            double t = -DeviceDouble.Log(1 - within * random.NextUniform()).Value / rate;
            double distance = t - best;
            if (random.NextLogUniform() < 0.5 * (shortfall * shortfall - distance * distance))
            {
                return t;
            }
        }
    }
}
