using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Comparison;

/// <summary>
/// Samples several targets one after the other: number i (from 0) with the seed Seed + i, with a checkpoint of its own, and with
/// an equal share of what is left of a time budget.
/// </summary>
/// <param name="targets">The targets.</param>
/// <param name="options">The settings for all of them.</param>
internal sealed class TargetRuns(IReadOnlyList<ITarget> targets, ReplicaExchangeOptions options)
{
    /// <summary>Samples one after the other, as the results are asked for.</summary>
    /// <param name="report">Told the number of the target, and how far its sampling has come; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    public IEnumerable<Result> Run(Action<int, SamplingProgress>? report, CancellationToken cancellation)
    {
        options.RequireValid();
        options.Until.RequireKnown([.. targets.SelectMany(target => target.Parameters)]);
        long start = options.Until.Clock.GetTimestamp();
        for (int i = 0; i < targets.Count; i++)
        {
            int index = i;
            var sampler = new ReplicaExchange(options with
            {
                Seed = options.Seed + (ulong)index,
                Checkpoint = options.Checkpoint?.ForRun(index + 1),
                Until = options.Until.For(targets[index].Parameters, ShareOfTime(start, targets.Count - index)),
            });
            Relay? relay = report is null ? null : new(state => report(index, state));
            yield return sampler.Run(targets[index], relay, cancellation);
        }
    }

    /// <summary>An equal share of the time that is left; the shortest time there is when nothing is left.</summary>
    private TimeSpan? ShareOfTime(long start, int targetsToGo) => options.Until.TimeBudget is { } budget
        ? TimeSpan.FromTicks(Math.Max(1, (budget - options.Until.Clock.GetElapsedTime(start)).Ticks / targetsToGo))
        : null;

    private sealed class Relay(Action<SamplingProgress> report) : IProgress<SamplingProgress>
    {
        public void Report(SamplingProgress value) => report(value);
    }
}
