using BayesMeasure.Noise;
using BayesMeasure.Posteriors;

namespace BayesMeasure.References;

/// <summary>
/// Fits a <see cref="FittedReference"/> to draws: several are fitted to the first half of each chain, and the one is taken under
/// which the second half is most likely. That is the one that diverges least from the posterior, D(p|q) = &lt;ln p - ln q&gt;,
/// and it asks for nothing but ln q.
/// </summary>
/// <remarks>
/// First the order of alike components, and whether linear coefficients have their conditional distribution, are chosen with one
/// Student t; then components are added, as long as that pays. What is taken is improved on all draws.
/// </remarks>
internal sealed class ReferenceFit
{
    /// <summary>The random numbers of a fit belong to no rung.</summary>
    private const int Stream = int.MaxValue - 2;

    private const int MostDraws = 1024;
    private const int ExchangeChecks = 3;
    private const int MostLooks = 32;
    private const int MostTemplates = 256;

    // What is tried later has to be better by so much.
    private const double LeastGain = 0.02;

    private static readonly int[] Counts = [2, 4, 8];

    private readonly ITarget target;
    private readonly ulong seed;
    private readonly double[][][] chains;
    private readonly double[] point;
    private Candidate? best;

    private ReferenceFit(ITarget target, double[][][] chains, ulong seed)
    {
        this.target = target;
        this.seed = seed;
        this.chains = chains;
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
    public static FittedReference? Of(ITarget target, CollectedDraws draws, ulong seed, FittedReference? former = null)
    {
        double[][][] chains = [.. Enumerable.Range(0, draws.Chains).Select(chain => Spread(draws, chain))];
        return chains.Any(chain => chain.Length < 2) ? former : new ReferenceFit(target, chains, seed).Best(former);
    }

    /// <summary>Draws of a chain that are spread evenly over it, without those at the very end of a scale.</summary>
    private static double[][] Spread(CollectedDraws draws, int chain)
    {
        double[][] all = [.. draws.Of(chain).Where(draw => draw.All(double.IsFinite))];
        int stride = Math.Max(1, (all.Length * draws.Chains + MostDraws - 1) / MostDraws);
        return [.. all.Where((_, i) => i % stride == 0)];
    }

    private FittedReference? Best(FittedReference? former)
    {
        LinearUnknowns?[] choices = Choices();
        foreach (ReferenceOrder order in Orders())
        {
            double[][][] sorted = [.. chains.Select(chain => Array.ConvertAll(chain, draw => Sorted(order, draw)))];
            foreach (LinearUnknowns? coefficients in choices)
            {
                var sample = new FitSample(target, order, coefficients, point, sorted);
                Try(sample, sample.Margins(), count: 1);
            }
        }

        foreach (int count in best is null ? [] : Counts)
        {
            Candidate before = best!;
            Try(before.Sample, before.Margins, count);
            if (best == before)
            {
                break;
            }
        }

        return best is null || best.Score <= ScoreOf(former) + LeastGain ? former ?? best?.OnAllDraws() : best.OnAllDraws();
    }

    /// <summary>The mean log density of the second halves, in order, as that of candidates is.</summary>
    private double ScoreOf(FittedReference? former)
    {
        if (former is null)
        {
            return double.NegativeInfinity;
        }

        ReferenceDensity density = former.CreateDensity();
        double mean = chains.SelectMany(chain => chain[(chain.Length / 2)..]).Average(draw => density.LogDensity(draw));
        return mean + Orders().First().LogPermutations;
    }

    /// <summary>By a parameter; and where that is not how the draws fall into components, by what these look like.</summary>
    private IEnumerable<ReferenceOrder> Orders()
    {
        double[][] all = [.. chains.SelectMany(chain => chain)];
        var byKey = ReferenceOrder.Of(target, [.. chains.SelectMany(chain => chain.Take(ExchangeChecks)).Select(ValuesOf)]);
        double[][] some = [.. all.Where((_, i) => i % (1 + all.Length / MostTemplates) == 0).Select(draw => Sorted(byKey, draw))];
        ReferenceOrder byTemplates = byKey.ByTemplates(some);
        return some.All(draw => byTemplates.IsOrdered(draw)) ? [byKey] : [byKey, byTemplates];
    }

    private static double[] Sorted(ReferenceOrder order, double[] draw)
    {
        double[] sorted = [.. draw];
        order.Sort(sorted);
        return sorted;
    }

    private void Try(FitSample sample, ReferenceMargins margins, int count)
    {
        margins.Forward(sample.Fitted, out double[][] mixed);
        if (StudentMixtureFit.Of(mixed, count, sample.Expected, new(seed, chain: 0, Stream)) is { } mixture
            && sample.Scores(margins, mixture).SelectMany(chain => chain).Average() is var score
            && (best is null || score > best.Score + LeastGain))
        {
            best = new(sample, margins, mixture, score);
        }
    }

    /// <summary>
    /// Which coefficients may have their conditional distribution. Under Gaussian noise it is their own, and always taken.
    /// </summary>
    private LinearUnknowns?[] Choices() =>
        ConditionalCoefficients.UsableOf(target, point) is not { } found ? [null]
        : MeasuredCurve.Whole(target)!.Noise is GaussianNoise or CorrelatedNoise ? [found]
        : [found, null];

    private double[] ValuesOf(double[] draw) => target.Parameters.ValuesAt(draw);

    /// <summary>The most probable of some of the draws: a likely point.</summary>
    private double[] MostProbable()
    {
        ITargetState state = target.CreateState();
        double[][] all = [.. chains.SelectMany(chain => chain)];
        return all.Where((_, i) => i % (1 + all.Length / MostLooks) == 0).Select(ValuesOf).MaxBy(values =>
        {
            state.Set(values);
            return state.LogLikelihood + target.Parameters.LogPrior(values);
        })!;
    }

    /// <summary>A density that was fitted to the first halves, and the mean log density of the second halves under it.</summary>
    private sealed record Candidate(FitSample Sample, ReferenceMargins Margins, StudentMixture Mixture, double Score)
    {
        public FittedReference OnAllDraws()
        {
            ReferenceMargins margins = Margins.Refitted(Sample.All);
            margins.Forward(Sample.All, out double[][] mixed);
            return Sample.Reference(margins, StudentMixtureFit.Of(mixed, Mixture, Sample.Expected));
        }
    }
}
