using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Cpu.Tests;

/// <summary>A broken twin: the right engine asked something else, or with spoilt results. Unbroken unless told how.</summary>
internal sealed class BrokenEngine : CpuConformance
{
    /// <summary>What is asked instead of a posterior.</summary>
    public Func<Posterior, Posterior> Ask { get; init; } = posterior => posterior;

    /// <summary>The settings that are taken instead of those asked for.</summary>
    public Func<ReplicaExchangeOptions, ReplicaExchangeOptions> With { get; init; } = options => options;

    /// <summary>What becomes of a result.</summary>
    public Func<Result, Result> Spoil { get; init; } = result => result;

    /// <summary>What becomes of the results of a batch.</summary>
    public Func<IReadOnlyList<Result>, IEnumerable<Result>> Deal { get; init; } = results => results;

    /// <summary>Whether it cannot be cancelled.</summary>
    public bool IsDeaf { get; init; }

    protected override IReadOnlyList<Result> Run(
        IReadOnlyList<Posterior> posteriors,
        ReplicaExchangeOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        Posterior[] asked = [.. posteriors.Select(Ask)];
        IReadOnlyList<Result> results = base.Run(asked, With(options), progress, IsDeaf ? CancellationToken.None : cancellation);
        return [.. Deal([.. results.Select(Spoil)])];
    }
}
