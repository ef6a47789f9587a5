using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Criticism;

namespace BayesMeasure.Benchmarks.Trust;

/// <summary>Answers in milliseconds, one of which is spoilt as a run can be that found too little.</summary>
/// <param name="Position">The target whose answer is spoilt.</param>
/// <param name="Spoil">What becomes of its log evidence.</param>
internal sealed record AlteredInference(int Position, Func<double, double> Spoil) : IInference
{
    private readonly LaplaceInference laplace = new() { Restarts = 8 };

    /// <inheritdoc/>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public IInference WithSeed(ulong seed) => this with { Seed = seed };

    /// <inheritdoc/>
    public string? RefusalOf(ITarget target) => laplace.RefusalOf(target);

    /// <inheritdoc/>
    public IEnumerable<InferenceRun> RunAll(
        IReadOnlyList<ITarget> targets,
        IProgress<InferenceProgress>? progress = null,
        CancellationToken cancellation = default) => laplace.RunAll(targets, progress, cancellation)
            .Select(run => run.Index == Position ? run with { Result = Spoilt(run.Result!) } : run);

    private Result Spoilt(Result result)
    {
        FreeEnergyEstimate spoilt = result.FreeEnergy with { LogEvidence = Spoil(result.FreeEnergy.LogEvidence) };
        return result with { FreeEnergy = spoilt, FreeEnergies = [spoilt] };
    }
}
