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

namespace BayesMeasure.Conformance.Answers;

/// <summary>Models that are linear in their unknowns, with normal priors and known noise: posteriors are Gaussian.</summary>
internal static class LinearAnswers
{
    public static KnownAnswer Line() => Of(
        Curve.Of(16, x => 0.4 + 1.3 * x, 0.2),
        ForwardModel.Of<LinearBackground>(),
        new() { ["offset"] = Prior.Normal(0, 1), ["slope"] = Prior.Normal(1, 2), ["reference"] = Prior.Fixed(0.25) },
        0.2);

    public static KnownAnswer LineOfOnesOwn() => Of(
        Curve.Of(13, x => 0.4 - 1.3 * x, 0.2, i => 0.1 + 0.02 * i),
        ForwardModel.Of<StraightLine>(),
        new() { ["intercept"] = Prior.Normal(0, 1), ["slope"] = Prior.Normal(0, 2) },
        null);

    public static KnownAnswer PeakHeight() => Of(
        Curve.Of(20, x => Math.Exp(-50 * (x - 0.5) * (x - 0.5)), 0.3),
        ForwardModel.Of<GaussianPrecisionPeak>(),
        new() { ["amplitude"] = Prior.Normal(0.5, 1), ["precision"] = Prior.Fixed(100), ["center"] = Prior.Fixed(0.5) },
        0.3);

    public static KnownAnswer TiedHeights() => Of(
        Curve.Of(24, x => Math.Exp(-200 * Math.Pow(x - 0.3, 2)) + 0.5 * Math.Exp(-200 * Math.Pow(x - 0.7, 2)), 0.2),
        ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>(),
        new()
        {
            ["amplitude[1]"] = Prior.Normal(0, 1),
            ["precision[1]"] = Prior.Fixed(400),
            ["center[1]"] = Prior.Fixed(0.3),
            ["amplitude[2]"] = Prior.TiedTo("amplitude[1]", factor: 0.5, offset: 0.05),
            ["precision[2]"] = Prior.Fixed(400),
            ["center[2]"] = Prior.Fixed(0.7),
            ["offset"] = Prior.Normal(0, 0.3),
        },
        0.2);

    /// <summary>A line with noise of one level.</summary>
    public static Posterior LinePosterior(Measurement measurement, NoiseModel noise) => new(
        measurement, ForwardModel.Of<StraightLine>(), noise, new()
        {
            ["intercept"] = Prior.Normal(0, 1),
            ["slope"] = Prior.Normal(0, 2),
        });

    private static KnownAnswer Of(Measurement measurement, ForwardModel model, Prior prior, double? sigma)
    {
        NoiseModel noise = sigma is { } level ? GaussianNoise.Known(level) : GaussianNoise.PerPoint;
        var posterior = new Posterior(measurement, model, noise, prior);
        Distribution[] priors = [.. posterior.Parameters.Select(parameter => parameter.Prior)];
        var mean = Vector<double>.Build.DenseOfEnumerable(priors.Select(one => one.Mean));
        var variance =
            Vector<double>.Build.DenseOfEnumerable(priors.Select(one => one.StandardDeviation * one.StandardDeviation));
        var normal = LinearPrior.Normal(mean, Matrix<double>.Build.DenseOfDiagonalVector(variance), sigma ?? 1);
        LinearPosterior exact = RegressionOf(posterior).Posterior(normal);
        return new(posterior, exact.FreeEnergy!.LogEvidence, [.. exact.Mean], [.. exact.StandardDeviations]);
    }

    /// <summary>Its columns are the predictions of one unknown at 1 and the others at 0, less that of all at 0.</summary>
    private static LinearRegression RegressionOf(Posterior posterior)
    {
        int unknowns = posterior.Parameters.Count;
        Vector<double> constant = Predict(new double[unknowns]);
        Vector<double> y = Vector<double>.Build.DenseOfEnumerable(posterior.Measurement.Y) - constant;
        var design = Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, unknowns).Select(k =>
            Predict([.. Enumerable.Range(0, unknowns).Select(i => i == k ? 1.0 : 0)]) - constant));
        return new(design, [.. y], posterior.Measurement.Sigma);

        Vector<double> Predict(double[] values) =>
            Vector<double>.Build.Dense(posterior.Predict(values, posterior.Measurement.X.AsSpan()));
    }
}
