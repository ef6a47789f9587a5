using BayesMeasure.Batch.Sources;
using BayesMeasure.Comparison;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Priors;

namespace BayesMeasure.Batch.Tests.Work;

/// <summary>Measurements of four points that are made up when they are read, of a level.</summary>
internal sealed class TinySource(int count) : IMeasurementSource
{
    private const double Sigma = 0.5;

    private static readonly double[] X = [0, 1, 2, 3];

    /// <summary>The level.</summary>
    public static ModelFamily Family { get; } = new(new Candidate(
        "level",
        1,
        ForwardModel.Function((double x, double level) => level),
        GaussianNoise.Known(Sigma),
        new Prior { ["level"] = Prior.Normal(0, 1) }));

    /// <summary>As short as runs can be: what is measured is all but them.</summary>
    public static BatchOptions Options { get; } = new()
    {
        Sampling = new() { Chains = 1, Rungs = 3, BurnInSweeps = 4, Sweeps = 8, SearchTo = 1, Modes = null, Reference = null },
        Cores = 1,
        Trials = 100,
        Heartbeat = TimeSpan.FromSeconds(2),
    };

    /// <inheritdoc/>
    public string Name => "tiny";

    /// <inheritdoc/>
    public IReadOnlyList<int> Shape => [count];

    /// <inheritdoc/>
    public IReadOnlyList<SourcedMeasurement> Read(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(index => new SourcedMeasurement(new(X, X.Select(x => ValueOf(index, x)))))];

    private static double ValueOf(int index, double x) =>
        Math.Sin(0.001 * index) + Sigma * Math.Sin(12.9898 * (index + 1) * (x + 3));
}
