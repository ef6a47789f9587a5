using System.Collections.Concurrent;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Writes down what the sampler asks of an explorer, and moves nothing.</summary>
internal sealed record WatchedExplorer : Explorer
{
    public ConcurrentQueue<(double InverseTemperature, double Gain)> Calls { get; } = new();

    public ConcurrentQueue<double> BlendWeights { get; } = new();

    public override RungExplorer CreateRung(ITarget target) => new Rung(this);

    private sealed class Rung(WatchedExplorer watch) : RungExplorer
    {
        public override void Explore(Replica replica, double inverseTemperature, RandomStream random, double adaptationGain) =>
            watch.Calls.Enqueue((inverseTemperature, adaptationGain));

        public override void BlendFrom(RungExplorer lower, RungExplorer upper, double weight) => watch.BlendWeights.Enqueue(weight);
    }
}
