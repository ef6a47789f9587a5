using BayesMeasure.Conformance.Models;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.LinearAlgebra;
using static BayesMeasure.Priors.Distributions;

namespace BayesMeasure.Conformance.Answers;

/// <summary>Models that are linear in their unknowns, with normal priors and known noise: the exact posterior is Gaussian.</summary>
internal static class LinearAnswers
{
    public static KnownAnswer Line() => Of(
        Curve.Of(16, x => 0.4 + 1.3 * x, 0.2),
        ForwardModel.Of<LinearBackground>(),
        new() { ["offset"] = Normal(0, 1), ["slope"] = Normal(1, 2), ["reference"] = Fixed(0.25) },
        0.2);

    public static KnownAnswer LineOfOnesOwn() => Of(
        Curve.Of(13, x => 0.4 - 1.3 * x, 0.2, i => 0.1 + 0.02 * i),
        ForwardModel.Of<StraightLine>(),
        new() { ["intercept"] = Normal(0, 1), ["slope"] = Normal(0, 2) },
        null);

    public static KnownAnswer PeakHeight() => Of(
        Curve.Of(20, x => Math.Exp(-50 * (x - 0.5) * (x - 0.5)), 0.3),
        ForwardModel.Of<GaussianPeak>(),
        new() { ["amplitude"] = Normal(0.5, 1), ["precision"] = Fixed(100), ["center"] = Fixed(0.5) },
        0.3);

    public static KnownAnswer TiedHeights() => Of(
        Curve.Of(24, x => Math.Exp(-200 * Math.Pow(x - 0.3, 2)) + 0.5 * Math.Exp(-200 * Math.Pow(x - 0.7, 2)), 0.2),
        ForwardModel.Of<GaussianPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>(),
        new()
        {
            ["amplitude[1]"] = Normal(0, 1),
            ["precision[1]"] = Fixed(400),
            ["center[1]"] = Fixed(0.3),
            ["amplitude[2]"] = TiedTo("amplitude[1]", factor: 0.5, offset: 0.05),
            ["precision[2]"] = Fixed(400),
            ["center[2]"] = Fixed(0.7),
            ["offset"] = Normal(0, 0.3),
        },
        0.2);

    /// <summary>A line with noise of one level.</summary>
    public static Posterior LinePosterior(Measurement measurement, NoiseModel noise) => new(
        measurement, ForwardModel.Of<StraightLine>(), noise, new() { ["intercept"] = Normal(0, 1), ["slope"] = Normal(0, 2) });

    /// <summary>The design matrix is read off the predictions, of each unknown at 1 and the others at 0, less that of all at 0.</summary>
    private static KnownAnswer Of(Measurement measurement, ForwardModel model, Prior prior, double? sigma)
    {
        var posterior = new Posterior(measurement, model, sigma is { } level ? GaussianNoise.Known(level) : GaussianNoise.PerPoint, prior);
        int unknowns = posterior.Parameters.Count;
        var build = Vector<double>.Build;
        Vector<double> constant = build.Dense(posterior.Predict(new double[unknowns], measurement.X.AsSpan()));
        var design = Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, unknowns).Select(k =>
            build.Dense(posterior.Predict([.. Enumerable.Range(0, unknowns).Select(i => i == k ? 1.0 : 0)], measurement.X.AsSpan())) - constant));
        Vector<double> mean = build.DenseOfEnumerable(posterior.Parameters.Select(parameter => parameter.Prior.Mean));
        Vector<double> variance = build.DenseOfEnumerable(posterior.Parameters.Select(parameter => Math.Pow(parameter.Prior.StandardDeviation, 2)));
        var regression = new LinearRegression(design, (build.DenseOfEnumerable(measurement.Y) - constant).ToArray(), measurement.Sigma);
        LinearPosterior exact = regression.Posterior(new NormalPrior(mean, Matrix<double>.Build.DenseOfDiagonalVector(variance), sigma ?? 1));
        return new(posterior, exact.FreeEnergy!.LogEvidence, [.. exact.Mean], [.. exact.StandardDeviations]);
    }
}
