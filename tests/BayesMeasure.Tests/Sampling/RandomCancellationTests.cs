using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling.Checkpoints;

namespace BayesMeasure.Tests.Sampling;

/// <summary>
/// Runs that are cancelled at any moment: in the search for modes, at the start, in burn-in, while recording. They hear of it
/// soon, leave no lock behind, and go on from their checkpoint to the result of a run that nobody disturbed.
/// </summary>
public class RandomCancellationTests
{
    /// <summary>The evaluations of a few sweeps of all replicas, by far more than a few steps of a climb.</summary>
    private const int MostEvaluationsAfterwards = 2000;

    private const int Points = 15;

    private static readonly double[] X = [.. Enumerable.Range(0, Points).Select(i => -1.4 + 0.2 * i)];

    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 3,
        Chains = 2,
        Rungs = 4,
        BurnInSweeps = 60,
        Sweeps = 60,
        Modes = new() { Restarts = 6, Threads = 1 },
        Threads = 1,
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_is_cancelled_at_any_moment_loses_nothing(bool ofCurve) => CancelAtRandom(ofCurve, 6, seed: 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("suite", "proofs")]
    public void Two_hundred_cancellations_lose_nothing(bool ofCurve) => CancelAtRandom(ofCurve, 200, seed: 2);

    private static void CancelAtRandom(bool ofCurve, int times, int seed)
    {
        var watched = new Watched();
        ReplicaExchangeOptions settings = Options with { Modes = ofCurve ? Options.Modes : null };
        string[] whole = [.. ResultNumbers.Of(new ReplicaExchange(settings).Run(Create(ofCurve, watched)))];
        var random = new Random(seed);
        for (int trial = 0; trial < times; trial++)
        {
            using var folder = new CheckpointFolder();
            using var source = new CancellationTokenSource();
            long moment = random.NextInt64(watched.Calls);
            var cancelling = new Watched { Moment = moment, Source = source };
            ReplicaExchangeOptions options = settings with { Threads = 1 + trial % 2, Checkpoint = folder.Always };
            string told = $"call {moment} of {watched.Calls}";
            try
            {
                _ = new ReplicaExchange(options).Run(Create(ofCurve, cancelling), null, source.Token);
            }
            catch (OperationCanceledException)
            {
                long most = MostEvaluationsAfterwards * (ofCurve ? Points : 1);
                Assert.True(cancelling.CallsAfterwards < most, $"{told}: {cancelling.CallsAfterwards} evaluations afterwards.");
            }

            Assert.All(folder.Names, name => Assert.Equal("run.checkpoint", name));
            Result resumed = new ReplicaExchange(options).Run(Create(ofCurve, new Watched()));
            Assert.Equal(whole, ResultNumbers.Of(resumed));
        }
    }

    private static ITarget Create(bool ofCurve, Watched watched)
    {
        if (!ofCurve)
        {
            Prior pair = new() { ["alpha"] = Prior.Normal(0, 1), ["beta"] = Prior.Gamma(2, 2) };
            return new LogLikelihoodTarget(pair, values =>
            {
                watched.Hear();
                return -values[0] * values[0] - values[1];
            });
        }

        ForwardModel offset = ForwardModel.Function((double x, double offset) =>
        {
            watched.Hear();
            return offset;
        });
        Prior prior = new()
        {
            ["amplitude"] = Prior.Uniform(0, 4),
            ["precision"] = Prior.LogUniform(0.2, 20),
            ["center"] = Prior.Uniform(-1, 1),
            ["offset"] = Prior.Normal(0, 0.1),
        };
        return new Posterior(
            new(X, X.Select((x, i) => 1.5 * Math.Exp(-2 * x * x) + 0.1 * Math.Cos(7 * i))),
            ForwardModel.Of<GaussianPrecisionPeak>() + offset,
            GaussianNoise.Known(0.1),
            prior);
    }

    /// <summary>Counts evaluations, and cancels at one of them.</summary>
    private sealed class Watched
    {
        private long calls;

        public long Calls => Volatile.Read(ref calls);

        public long Moment { get; init; } = long.MaxValue;

        public CancellationTokenSource? Source { get; init; }

        public long CallsAfterwards => Math.Max(0, Calls - Moment);

        public void Hear()
        {
            if (Interlocked.Increment(ref calls) == Moment)
            {
                Source!.Cancel();
            }
        }
    }
}
