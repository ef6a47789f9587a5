using System.Collections.Concurrent;
using BayesMeasure.Explorers;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Writes down what the sampler asks of an explorer, and moves nothing.</summary>
internal sealed record WatchedExplorer : Explorer
{
    public ConcurrentQueue<(double InverseTemperature, double Gain)> Calls { get; } = new();

    public ConcurrentQueue<double> BlendWeights { get; } = new();

    public override RungExplorer CreateRung(ITarget target) => new Rung(this);

    private sealed class Rung(WatchedExplorer watch) : RungExplorer
    {
        public override void Explore(Replica replica, in Sweep sweep) =>
            watch.Calls.Enqueue((sweep.InverseTemperature, sweep.AdaptationGain));

        public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight) =>
            watch.BlendWeights.Enqueue(weight);
    }
}
