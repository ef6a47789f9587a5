using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Plotting;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Benchmarks.Gallery;

/// <summary>
/// The figures of the gallery: each kind once, of a measured spectrum, the X-ray fluorescence of cobalt and nickel.
/// </summary>
internal static class GalleryFigures
{
    private const int Width = 900;

    /// <summary>Writes all figures.</summary>
    /// <param name="data">The spectrum: channel, counts, sigma.</param>
    /// <param name="folder">Where they go.</param>
    public static void Save(string data, string folder)
    {
        Directory.CreateDirectory(folder);
        ModelComparison comparison = Compare(data);
        foreach ((string name, Figure figure) in FiguresOf(comparison, comparison.Best.Result))
        {
            figure.SavePng(Path.Combine(folder, $"{name}.png"), Width);
        }
    }

    private static IEnumerable<(string Name, Figure Figure)> FiguresOf(ModelComparison comparison, Result best) =>
    [
        ("fit", comparison.Plot()),
        ("models", comparison.PlotModels()),
        ("corner", best.PlotCorner(["amplitude[1]", "width[1]", "center[1]", "center[2]"])),
        ("priors", best.PlotPriors(["center[1]", "center[2]", "width[2]"])),
        ("predictive", best.PlotPredictive()),
        ("traces", best.PlotTraces(["center[1]", "width[2]"])),
        ("ladder", best.PlotLadder()),
        ("running-log-z", best.PlotRunningLogZ()),
    ];

    private static ModelComparison Compare(string path)
    {
        Measurement data = Measurement.ReadCsv(path, new() { SigmaColumn = "sigma" }) with { Name = "Co and Ni, fluorescence" };
        Prior peak = new()
        {
            ["amplitude"] = Prior.LogUniform(50, 50_000),
            ["width"] = Prior.LogUniform(3, 60),
            ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
        };
        Prior level = new() { ["offset"] = Prior.Uniform(0, 300) };
        return ModelFamily.Of<GaussianPeak>(2, 4, peak, GaussianNoise.PerPoint, ForwardModel.Of<ConstantBackground>(), level)
            .Compare(data, new ReplicaExchangeOptions { Seed = 1 });
    }
}
