using BayesMeasure.Conformance.Answers;
using BayesMeasure.Diagnostics;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Conformance;

/// <summary>
/// What every engine that samples a posterior by replica exchange must do. A project of tests inherits it once for each engine;
/// seeds are fixed, and statistical tolerances are four standard errors.
/// </summary>
public abstract partial class ConformanceSuite
{
    private const double Errors = 4;

    /// <summary>
    /// An error of log Z beyond this proves nothing; about 0.1 is usual here, and the error itself is uncertain.
    /// </summary>
    private const double LargestError = 0.2;

    /// <summary>What the number of sweeps is multiplied by: a faster engine can be held to narrower tolerances.</summary>
    protected virtual double Effort => 1;

    /// <summary>
    /// How far log likelihoods may be from those of the posterior itself, in parts of their value and at least in these units.
    /// </summary>
    protected virtual double LogLikelihoodTolerance => 1e-9;

    /// <summary>The settings of most runs, short of their seed.</summary>
    private ReplicaExchangeOptions Options => new()
    {
        Seed = 1,
        Chains = 2,
        Rungs = 6,
        BurnInSweeps = 400,
        Sweeps = (int)(1500 * Effort),
    };

    /// <summary>The engine.</summary>
    protected abstract IReplicaEngine Engine { get; }

    /// <summary>Samples posteriors with the engine, the i-th, from 0, with the seed <c>Seed + i</c>.</summary>
    /// <param name="posteriors">What is asked.</param>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Told, from the thread that runs, which part of all sweeps is done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the runs early.</param>
    /// <returns>One result a posterior, in their order.</returns>
    /// <exception cref="InferenceException">A model failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before anything was recorded.</exception>
    protected virtual IReadOnlyList<Result> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        var sampler = new ReplicaExchange(options with { Engine = Engine });
        Fraction? fraction = progress is null ? null : new(progress);
        IEnumerable<InferenceRun> runs = sampler.RunAll(posteriors, fraction, cancellation);
        return [.. runs.OrderBy(run => run.Index).Select(run => run.ResultOrThrow())];
    }

    private Result Run(Posterior posterior, ReplicaExchangeOptions options) => Assert.Single(Run([posterior], options));

    /// <summary>log Z, and the mean and the variance of every unknown, are the known ones within their errors.</summary>
    private void AssertRight(KnownAnswer answer, Result result)
    {
        FreeEnergyEstimate estimate = result.FreeEnergy;
        Assert.InRange(estimate.StandardError, 0, LargestError);
        AssertWithin(answer.LogEvidence, estimate.LogEvidence, estimate.StandardError, "log Z");
        for (int k = 0; k < result.Draws.Parameters.Count; k++)
        {
            string name = result.Draws.Parameters[k].Name;
            IReadOnlyList<double[]> series = result.Draws.Of(k);
            double mean = answer.Means[k];
            AssertMean(mean, series, $"the mean of {name}");
            double[][] squares = [.. series.Select(chain => chain.Select(value => Math.Pow(value - mean, 2)).ToArray())];
            AssertMean(Math.Pow(answer.StandardDeviations[k], 2), squares, $"the variance of {name}");
        }
    }

    private void AssertMean(double expected, IReadOnlyList<double[]> chains, string name) => AssertWithin(
        expected, chains.Average(chain => chain.Average()), Autocorrelation.StandardErrorOfMean(chains), name);

    /// <summary>An exact answer has no error, and is right but for rounding.</summary>
    private void AssertWithin(double expected, double actual, double standardError, string name)
    {
        double tolerance = Errors * standardError + LogLikelihoodTolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(
            Math.Abs(actual - expected) <= tolerance,
            FormattableString.Invariant($"{name} is {actual:G6}, not {expected:G6}; one standard error is {standardError:G3}."));
    }

    private sealed class Fraction(IProgress<double> all) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => all.Report(value.FractionOfAll);
    }
}
