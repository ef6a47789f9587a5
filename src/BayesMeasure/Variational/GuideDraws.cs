using BayesMeasure.Diagnostics;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Variational;

/// <summary>Independent draws of q with their log weights ln L + ln p - ln q: of all chains, one after the other.</summary>
internal sealed class GuideDraws
{
    private readonly ITarget target;
    private readonly GuideMixture mixture;
    private readonly VariationalInference settings;
    private readonly double[][] values;
    private readonly double[][] logLikelihoods;
    private readonly double[][] logPriors;

    public GuideDraws(ITarget target, GuideMixture mixture, VariationalInference settings)
    {
        this.target = target;
        this.mixture = mixture;
        this.settings = settings;
        values = [.. Enumerable.Range(0, settings.Chains).Select(_ => new double[settings.Draws * target.Parameters.Count])];
        logLikelihoods = [.. values.Select(_ => new double[settings.Draws])];
        logPriors = [.. values.Select(_ => new double[settings.Draws])];
        LogWeights = new double[settings.Chains * settings.Draws];
    }

    /// <summary>The log weights; -infinity where the posterior is zero, and for draws out of order.</summary>
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
                double? logRatio = mixture.Draw(random, point);
                state.Set(point);
                double logLikelihood = ExploredUnknowns.RequireNumber(state.LogLikelihood, point, target);
                logLikelihoods[chain][draw] = logLikelihood;
                logPriors[chain][draw] = target.Parameters.LogPrior(point);
                LogWeights[chain * settings.Draws + draw] = logRatio + logLikelihood ?? double.NegativeInfinity;
            }
        }
    }

    /// <summary>
    /// The bound of q without what is out of order: the mean of the log weights of those in order, plus the logarithm of their
    /// share of q.
    /// </summary>
    public FreeEnergyEstimate LowerBound()
    {
        double[] kept = [.. LogWeights.Where(weight => !double.IsNegativeInfinity(weight))];
        double share = (double)kept.Length / LogWeights.Length;
        double mean = kept.Length == 0 ? double.NegativeInfinity : kept.Average();
        double variance = kept.Length < 2 ? double.NaN : kept.Sum(weight => (weight - mean) * (weight - mean)) / (kept.Length - 1);
        double error = Math.Sqrt(variance / kept.Length + (1 - share) / kept.Length);
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
