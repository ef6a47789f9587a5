using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Variational;

/// <summary>
/// Independent draws of q with their log weights ln L + ln p - ln q, of all chains one after the other; and, beside every four of
/// them, one of the Student t of the same guides, so that importance sampling knows what lies in tails that a normal distribution
/// hardly has: their weights are those of the mixture of both (T. Hesterberg, Technometrics 37 (1995) 185).
/// </summary>
internal sealed class GuideDraws
{
    private const int DrawsOfOneWide = 4;

    private readonly ITarget target;
    private readonly GuideMixture mixture;
    private readonly VariationalInference settings;
    private readonly double[][] values;
    private readonly double[][] logLikelihoods;
    private readonly double[][] logPriors;
    private readonly double[] boundWeights;
    private readonly double logShare;
    private readonly double logWideShare;
    private int weights;

    public GuideDraws(ITarget target, GuideMixture mixture, VariationalInference settings)
    {
        this.target = target;
        this.mixture = mixture;
        this.settings = settings;
        values = [.. Enumerable.Range(0, settings.Chains).Select(_ => new double[settings.Draws * target.Parameters.Count])];
        logLikelihoods = [.. values.Select(_ => new double[settings.Draws])];
        logPriors = [.. values.Select(_ => new double[settings.Draws])];
        boundWeights = new double[settings.Chains * settings.Draws];
        LogWeights = new double[boundWeights.Length + boundWeights.Length / DrawsOfOneWide];
        logShare = Math.Log((double)boundWeights.Length / LogWeights.Length);
        logWideShare = Math.Log(1 - (double)boundWeights.Length / LogWeights.Length);
    }

    /// <summary>
    /// The log weights of q and the Student t together; -infinity where the posterior is zero, and for draws out of order.
    /// </summary>
    public double[] LogWeights { get; }

    /// <summary>The shape of the tail of the weights.</summary>
    public double TailIndex
    {
        get
        {
            double greatest = LogWeights.Max();
            return ParetoTail.Shape(LogWeights.Select(weight => Math.Exp(weight - greatest)));
        }
    }

    /// <summary>Draws.</summary>
    public void Draw(CancellationToken cancellation)
    {
        int count = target.Parameters.Count;
        ITargetState state = target.CreateState();
        for (int chain = 0; chain < settings.Chains; chain++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new RandomStream(settings.Seed, GuideStreams.Draws + chain, replica: 0);
            for (int draw = 0; draw < settings.Draws; draw++)
            {
                random.BeginSweep(draw);
                Span<double> point = values[chain].AsSpan(draw * count, count);
                DrawnDensities? drawn = Weigh(state, random, isWide: false, point);
                logLikelihoods[chain][draw] = state.LogLikelihood;
                logPriors[chain][draw] = target.Parameters.LogPrior(point);
                boundWeights[chain * settings.Draws + draw] = drawn is { } densities
                    ? state.LogLikelihood + densities.Prior - densities.Guide
                    : double.NegativeInfinity;
            }
        }

        DrawWide(state, new double[count]);
    }

    private void DrawWide(ITargetState state, double[] point)
    {
        var random = new RandomStream(settings.Seed, GuideStreams.Draws, replica: 1);
        for (int draw = 0; weights < LogWeights.Length; draw++)
        {
            random.BeginSweep(draw);
            Weigh(state, random, isWide: true, point);
        }
    }

    /// <summary>A draw, and its weight under the mixture of q and the Student t.</summary>
    private DrawnDensities? Weigh(ITargetState state, RandomStream random, bool isWide, Span<double> point)
    {
        DrawnDensities? drawn = mixture.Draw(random, isWide, point);
        state.Set(point);
        double logLikelihood = ExploredUnknowns.RequireNumber(state.LogLikelihood, point, target);
        LogWeights[weights++] = drawn is { } densities
            ? logLikelihood + densities.Prior - LogSum.Of(logShare + densities.Guide, logWideShare + densities.Wide)
            : double.NegativeInfinity;
        return drawn;
    }

    /// <summary>
    /// The bound of q without what is out of order: the mean of the log weights of those in order, plus the logarithm of their
    /// share of q.
    /// </summary>
    public FreeEnergyEstimate LowerBound()
    {
        double[] kept = [.. boundWeights.Where(weight => !double.IsNegativeInfinity(weight))];
        double share = (double)kept.Length / boundWeights.Length;
        double mean = kept.Length == 0 ? double.NegativeInfinity : kept.Average();
        double squares = kept.Sum(weight => (weight - mean) * (weight - mean));
        double error = kept.Length < 2 ? double.NaN : Math.Sqrt((squares / (kept.Length - 1) + 1 - share) / kept.Length);
        return new()
        {
            Method = "evidence lower bound",
            LogEvidence = mean + Math.Log(share),
            StandardError = error,
            IndependentError = error,
            EffectiveSamples = kept.Length,
            Fitness = new(false, "a bound from below is no estimate"),
        };
    }

    /// <summary>The draws, chain by chain.</summary>
    public Draws ToDraws() => new(target.Parameters, values, logLikelihoods, logPriors);
}
