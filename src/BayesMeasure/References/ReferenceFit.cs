using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// Fits a <see cref="FittedReference"/> to draws: several mixtures, with and without the conditional distribution of linear
/// coefficients, are fitted to the first half of each chain, and the one is taken under which the second half is most likely.
/// That is the one that diverges least from the posterior, D(p|q) = &lt;ln p - ln q&gt;, and it asks for nothing but ln q.
/// </summary>
internal sealed class ReferenceFit
{
    /// <summary>The random numbers of a fit belong to no rung.</summary>
    private const int Stream = int.MaxValue - 2;

    // A more complicated one has to be better by this many of the errors of the difference, and by so much.
    private const double LeastErrors = 2;
    private const double LeastGain = 0.02;
    private const int ExchangeChecks = 3;

    private static readonly int[] Counts = [1, 2, 4, 8];

    private readonly ITarget target;
    private readonly ulong seed;
    private readonly ReferenceOrder order;
    private readonly double[][][] chains;
    private readonly double[] point;

    private ReferenceFit(ITarget target, CollectedDraws draws, ulong seed)
    {
        this.target = target;
        this.seed = seed;
        chains = [.. Enumerable.Range(0, draws.Chains).Select(chain => draws.Of(chain).Where(IsFinite).ToArray())];
        order = ReferenceOrder.Of(target, [.. chains.SelectMany(chain => chain.Take(ExchangeChecks)).Select(ValuesOf)]);
        foreach (double[] draw in chains.SelectMany(chain => chain))
        {
            order.Sort(draw);
        }

        point = MostProbable();
    }

    /// <summary>Why there can be no reference for a target; null when there can be one.</summary>
    public static string? RefusalOf(ITarget target) =>
        target.Parameters.Count == 0 ? "there is no unknown."
        : target.Parameters.Any(parameter => parameter.Prior.IsDiscrete) ? "some unknowns are indicators, which have no density."
        : null;

    /// <summary>The reference that fits draws best; the former one where they are too few, or do not vary.</summary>
    /// <param name="target">The target, which is not refused.</param>
    /// <param name="draws">Draws of its posterior, in explored coordinates.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="former">One that is kept where no new one is better; null for none.</param>
    public static FittedReference? Of(ITarget target, CollectedDraws draws, ulong seed, FittedReference? former = null) =>
        Enumerable.Range(0, draws.Chains).Any(chain => draws.Of(chain).Count(IsFinite) < 2)
            ? former
            : new ReferenceFit(target, draws, seed).Best(former);

    private static bool IsFinite(double[] draw) => draw.All(double.IsFinite);

    private FittedReference? Best(FittedReference? former)
    {
        double[][] fitted = [.. chains.SelectMany(chain => chain[..(chain.Length / 2)])];
        double[][] heldOut = [.. chains.SelectMany(chain => chain[(chain.Length / 2)..])];
        int[]? coefficients = ConditionalCoefficients.UsableOf(target, point);
        (int Count, int[]? Coefficients) best = (0, null);
        double[]? bestScores = former is null ? null : Scores(former, heldOut);
        foreach (int[]? given in coefficients is null ? [null] : new[] { null, coefficients })
        {
            foreach (int count in Counts)
            {
                if (Fit(fitted, count, given) is { } candidate && Scores(candidate, heldOut) is var scores
                    && (bestScores is null || IsBetter(scores, bestScores)))
                {
                    (best, bestScores) = ((count, given), scores);
                }
            }
        }

        double[][] all = [.. chains.SelectMany(chain => chain)];
        return best.Count > 0 ? Fit(all, best.Count, best.Coefficients) : former ?? Fit(all, 1, null);
    }

    private FittedReference? Fit(double[][] draws, int count, int[]? coefficients)
    {
        int[] free = ReferenceDensity.Free(target, coefficients);
        double[][] marginal = [.. draws.Select(draw => Array.ConvertAll(free, position => draw[position]))];
        return StudentMixtureFit.Of(marginal, count, new(seed, chain: 0, Stream)) is { } mixture
            ? new(target, order, point, mixture, coefficients)
            : null;
    }

    private static double[] Scores(FittedReference candidate, double[][] draws)
    {
        ReferenceDensity density = candidate.CreateDensity();
        return [.. draws.Select(draw => density.LogDensity(draw))];
    }

    private static bool IsBetter(double[] scores, double[] others)
    {
        double[] gains = [.. scores.Zip(others, (score, other) => score - other)];
        double mean = gains.Average();
        double error = Math.Sqrt(gains.Average(gain => (gain - mean) * (gain - mean)) / gains.Length);
        return mean > Math.Max(LeastGain, LeastErrors * error);
    }

    private double[] ValuesOf(double[] draw) =>
        [.. draw.Select((coordinate, i) => target.Parameters[i].Prior.FromCoordinate(coordinate))];

    private double[] MostProbable()
    {
        ITargetState state = target.CreateState();
        double[] best = [];
        double highest = double.NegativeInfinity;
        foreach (double[] draw in chains.SelectMany(chain => chain))
        {
            double[] values = ValuesOf(draw);
            state.Set(values);
            double density = state.LogLikelihood
                + values.Select((value, i) => target.Parameters[i].Prior.LogDensity(value)).Sum();
            if (density > highest || best.Length == 0)
            {
                (best, highest) = (values, density);
            }
        }

        return best;
    }
}
