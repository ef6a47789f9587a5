using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Plotting;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Criticism;
using BayesMeasure.Sampling;

namespace BayesMeasure.Benchmarks.Trust;

/// <summary>The figures of "Is the answer to be trusted?": one for each warning, of data that are made by formula.</summary>
internal static class TrustFigures
{
    private const int Width = 640;
    private const ulong Seed = 3;

    private static readonly LaplaceInference Laplace = new() { Restarts = 8 };

    /// <summary>The figures, by the names of their files.</summary>
    private static IEnumerable<(string Name, Func<Figure> Draw)> All =>
    [
        ("misfit", () => Of("another shape")),
        ("correlated-noise", () => Of("smoothed over 7 points")),
        ("dips", () => Of("dips asked as peaks")),
        ("rising", () => Of("recovery, the data rise")),
        ("swapped-columns", () => Of("columns exchanged")),
        ("saturated", () => Of("saturated")),
        ("outliers", () => Of("three spikes, a peak each")),
        ("overstated-noise", () => Of("sigma twice the truth")),
        ("prior-edge", () => Of("noise below its prior")),
        ("largest-tried", () => Compared(1, 2, Laplace)),
        ("stuck", () => Compared(1, 4, new AlteredInference(2, value => value - 200))),
        ("without-a-number", () => Compared(1, 4, new AlteredInference(2, _ => double.NaN))),
        ("too-close", () => Compared(1, 4, new AlteredInference(2, value => value + 3))),
        ("unreliable", () => Sampled(
            new() { Seed = 3, Sweeps = 30, BurnInSweeps = 10, Chains = 2, Modes = null, Reference = null })),
        ("chains-disagree", () => Sampled(new() { Seed = 5, Sweeps = 60, BurnInSweeps = 20, Chains = 4, Modes = null })),
        ("few-draws", () => Sampled(new() { Seed = 7, Sweeps = 40, BurnInSweeps = 200, Chains = 2 })),
    ];

    /// <summary>Writes all figures.</summary>
    /// <param name="folder">Where they go.</param>
    public static void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, Func<Figure> draw) in All)
        {
            draw().SavePng(Path.Combine(folder, $"{name}.png"), Width);
        }
    }

    private static Figure Of(string kind)
    {
        Posterior posterior = WrongCurves.Kinds.Single(curve => curve.Name == kind).Create(Seed);
        return Laplace.RunAll([posterior]).Single().Result!.Plot();
    }

    /// <summary>Two peaks, asked with several numbers of them.</summary>
    private static Figure Compared(int fewest, int most, IInference inference)
    {
        Measurement data = TwoPeaks;
        return ReportedCases.Peaks(data, fewest, most).Compare(data, inference).Plot();
    }

    private static Figure Sampled(ReplicaExchangeOptions options)
    {
        Measurement data = TwoPeaks;
        return ReportedCases.Peaks(data, 1, 3).Compare(data, options with { Threads = 1 }).Plot();
    }

    private static Measurement TwoPeaks =>
        WrongCurves.Kinds.Single(curve => curve.Name == "a peak too few").Create(Seed).Measurement;
}
