namespace BayesMeasure.Priors;

/// <summary>Draws from a distribution that is given as numbers: one text for processors and for kernels of a GPU.</summary>
/// <typeparam name="TFunctions">The functions of the engine.</typeparam>
/// <typeparam name="TRandom">Where the random numbers come from.</typeparam>
internal static class DistributionDraw<TFunctions, TRandom>
    where TFunctions : struct, IDistributionFunctions
    where TRandom : struct, IRandomDraws
{
    /// <summary>The smallest number that a logarithm still takes at full precision.</summary>
    private const double SmallestDraw = 2.2250738585072014e-308;

    /// <summary>The exponential of more than this may be infinite.</summary>
    private const double LargestExponent = 700;

    /// <summary>The largest number below 1.</summary>
    private const double LargestFraction = 1 - 1.0 / (1L << 53);

    /// <summary>One exact, independent draw.</summary>
    /// <param name="table">The distribution.</param>
    /// <param name="functions">The functions of the engine, with its list of probabilities.</param>
    /// <param name="random">The random numbers, which move on by what the draw takes.</param>
    public static double From(in DistributionTable table, TFunctions functions, ref TRandom random)
    {
        switch (table.Kind)
        {
            case DistributionKind.Uniform:
                return table.Minimum + (table.Maximum - table.Minimum) * random.NextUniform();
            case DistributionKind.LogUniform:
                return Inside(table, Raised(table, table.Second * random.NextUniform()));
            case DistributionKind.Normal:
            case DistributionKind.LogNormal:
            case DistributionKind.HalfNormal:
                return FromNormal(table, table.Center + table.Scale * random.NextNormal());
            case DistributionKind.Exponential:
                return random.NextLogUniform() / table.ValueSlope;
            case DistributionKind.Gamma:
                return Math.Max(random.NextGamma(table.CoordinateSlope) / -table.ValueSlope, SmallestDraw);
            case DistributionKind.Beta:
                return Fraction(table, ref random);
            case DistributionKind.Bernoulli:
                return random.NextUniform() < table.Second ? 1 : 0;
            case DistributionKind.Categorical:
                return Category(table, functions, ref random);
            default:
                return Inside(table, table.Center + table.Scale * Truncated(table, ref random));
        }
    }

    /// <summary>The minimum times e^exponent, in two steps where one would be beyond any double.</summary>
    private static double Raised(in DistributionTable table, double exponent)
    {
        if (exponent < LargestExponent)
        {
            return table.Minimum * TFunctions.Exp(exponent);
        }

        double half = TFunctions.Exp(0.5 * exponent);
        return table.Minimum * half * half;
    }

    private static double Inside(in DistributionTable table, double value) => Clamp(value, table.Minimum, table.Maximum);

    private static double Clamp(double value, double minimum, double maximum) => Math.Min(Math.Max(value, minimum), maximum);

    /// <summary>What a normal draw means: made in one place, because each place costs a kernel a generator's worth of
    /// code.</summary>
    private static double FromNormal(in DistributionTable table, double draw)
    {
        if (table.Kind == DistributionKind.LogNormal)
        {
            return TFunctions.Exp(draw);
        }

        return table.Kind == DistributionKind.HalfNormal ? Math.Abs(draw) : draw;
    }

    /// <summary>
    /// A ratio of gamma draws, taken between their logarithms. A draw within rounding of 0 or 1 stays inside.
    /// </summary>
    private static double Fraction(in DistributionTable table, ref TRandom random)
    {
        double logOdds = random.NextLogGamma(table.CoordinateSlope);
        logOdds -= random.NextLogGamma(table.Second);
        return Clamp(table.FromCoordinate<TFunctions>(logOdds), SmallestDraw, LargestFraction);
    }

    private static double Category(in DistributionTable table, TFunctions functions, ref TRandom random)
    {
        double rest = random.NextUniform();
        int last = (int)table.Maximum;
        int first = table.FirstProbability + last + 1;
        int category = 0;
        while (category < last && rest >= functions.ProbabilityAt(first + category))
        {
            rest -= functions.ProbabilityAt(first + category);
            category++;
        }

        return category;
    }

    /// <summary>
    /// The distance from the peak, in scales: by rejection from a uniform where the interval is narrow, from the whole normal
    /// where it holds the peak of the normal, and from an exponential in a tail (C. P. Robert, Statistics and Computing 5
    /// (1995) 121).
    /// </summary>
    private static double Truncated(in DistributionTable table, ref TRandom random)
    {
        double lowest = (table.Minimum - table.Center) / table.Scale;
        double highest = (table.Maximum - table.Center) / table.Scale;
        if (table.Kind == DistributionKind.NarrowNormal)
        {
            return FromUniform(table.Offset, lowest, highest, ref random);
        }

        if (table.Kind == DistributionKind.PeakedNormal)
        {
            return FromWholeNormal(lowest, highest, ref random);
        }

        double distance = FromTail(Math.Abs(table.Offset), highest - lowest, ref random);
        return table.Offset < 0 ? -distance : distance;
    }

    private static double FromUniform(double offset, double lowest, double highest, ref TRandom random)
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

    private static double FromWholeNormal(double lowest, double highest, ref TRandom random)
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

    /// <summary>The distance from the peak: the tail falls off on one side only.</summary>
    private static double FromTail(double offset, double length, ref TRandom random)
    {
        double rate = 0.5 * (offset + Math.Sqrt(offset * offset + 4));
        double within = 1 - TFunctions.Exp(-rate * length);
        double best = rate - offset;
        double shortfall = Math.Min(length, best) - best;
        while (true)
        {
            double t = -TFunctions.Log(1 - within * random.NextUniform()) / rate;
            double distance = t - best;
            if (random.NextLogUniform() < 0.5 * (shortfall * shortfall - distance * distance))
            {
                return t;
            }
        }
    }
}
