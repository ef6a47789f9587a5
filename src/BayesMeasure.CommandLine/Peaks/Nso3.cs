using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Peaks;

/// <summary>
/// The benchmark of Nagata, Sugita and Okada, Neural Networks 28, 82-89 (2012): three Gaussian peaks in noise of known level,
/// with their published priors. The noise is that of a fixed generator, so that every run, anywhere, has the same data.
/// </summary>
public static class Nso3
{
    /// <summary>The standard deviation of the noise.</summary>
    public const double Sigma = 0.1;

    private const int Points = 301;
    private const double Spacing = 0.01;

    /// <summary>
    /// The peaks that made the data: amplitude, precision and center, as <see cref="GaussianPrecisionPeak"/> takes them.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<double>> Truth { get; } =
    [
        [0.587, 95.689, 1.210],
        [1.522, 146.837, 1.455],
        [1.183, 164.469, 1.703],
    ];

    /// <summary>The published prior of one peak: the variance of the center is 0.2.</summary>
    public static Prior Peak { get; } = new()
    {
        ["amplitude"] = Prior.Gamma(5, 5),
        ["precision"] = Prior.Gamma(5, 0.04),
        ["center"] = Prior.Normal(1.5, Math.Sqrt(0.2)),
    };

    /// <summary>The true value of a parameter of the model with three peaks in order; null where there is none.</summary>
    public static double? TruthOf(ComparedModel model, Parameter parameter)
    {
        int position = Peak.Entries.ToList().FindIndex(entry => entry.Name == parameter.BaseName);
        return model.Components == Truth.Count && position >= 0 && parameter.Component is { } component
            ? Truth[component - 1][position]
            : null;
    }

    /// <summary>The data: the truth, and normal numbers of legacy NumPy.</summary>
    /// <param name="seed">The seed of the noise; that of the benchmark is 0.</param>
    public static Measurement CreateData(int seed = 0)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => Spacing * i)];
        double[] truth = [.. Truth.SelectMany(peak => peak)];
        double[] curve = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(Truth.Count).Evaluate(x, truth);
        var normals = new PolarNormals(seed);
        return new Measurement(x, curve.Select(value => value + Sigma * normals.Next()))
        {
            Name = seed == 0 ? "NSO-3" : $"NSO-3, noise {seed}",
        };
    }
}
