using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Problems.Smooth;

/// <summary>
/// One peak of known width that may stand at two places of a curved background of known bend: center, amplitude and, where it is
/// not known, the level of the noise are integrated by quadrature over dense algebra.
/// </summary>
public sealed class WeakPeakOnSmooth
{
    /// <summary>Between the two places.</summary>
    public const double Middle = 5;

    private const double Width = 0.9;
    private const double HighestAmplitude = 20;
    private const double KnownLevel = 1;
    private const double Lowest = 0.3;
    private const double Highest = 3;
    private const int Points = 81;
    private const int Centers = 2000;
    private const int Levels = 32;

    private readonly SmoothBackground background;
    private readonly double bend;
    private readonly bool isNoiseUnknown;

    /// <param name="isNoiseUnknown">Whether the level of the noise is sampled.</param>
    public WeakPeakOnSmooth(bool isNoiseUnknown)
    {
        this.isNoiseUnknown = isNoiseUnknown;
        var random = new RandomStream(11, 3, 0);
        double[] x = [.. Enumerable.Range(0, Points).Select(i => 10.0 * i / (Points - 1))];
        var data = new Measurement(x, x.Select(at => 60 * Math.Exp(-at / 4) + 8 * Math.Sin(0.5 * at)
            + 2.6 * Peak(at, 3) + 2.4 * Peak(at, 7.3) + random.NextNormal()));
        background = new(data.X, data.Y, 20);
        bend = 0.1 * background.Scale;
        Posterior = new(
            data,
            ForwardModel.Of<GaussianPeak>() + ForwardModel.Curve(background),
            isNoiseUnknown ? GaussianNoise.Unknown : GaussianNoise.Known(KnownLevel),
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, HighestAmplitude),
                ["width"] = Prior.Fixed(Width),
                ["center"] = Prior.Uniform(0, 10),
                ["bend"] = Prior.Fixed(bend),
            }
            + (isNoiseUnknown ? new Prior { ["noise"] = Prior.LogUniform(Lowest, Highest) } : new Prior()));
    }

    /// <summary>The posterior.</summary>
    public Posterior Posterior { get; }

    /// <summary>ln Z, and the probability that the peak is left of the middle.</summary>
    public (double LogEvidence, double Left) Quadrature()
    {
        if (!isNoiseUnknown)
        {
            return Sum([(KnownLevel, 1)]);
        }

        var rule = new GaussLegendreRule(Math.Log(0.6), Math.Log(1.7), Levels);
        return Sum([.. Enumerable.Range(0, Levels)
            .Select(i => (Math.Exp(rule.Abscissas[i]), rule.Weights[i] / Math.Log(Highest / Lowest)))]);
    }

    private (double LogEvidence, double Left) Sum((double Level, double Weight)[] levels)
    {
        (double Log, double Center)[] terms = [.. levels.SelectMany(level =>
            OfCenters(level.Level).Select(term => (term.Log + Math.Log(level.Weight / Centers), term.Center)))];
        double largest = terms.Max(term => term.Log);
        double all = terms.Sum(term => Math.Exp(term.Log - largest));
        double left = terms.Where(term => term.Center < Middle).Sum(term => Math.Exp(term.Log - largest));
        return (largest + Math.Log(all), left / all);
    }

    /// <summary>At each center the integral over a uniform amplitude of a normal function of it.</summary>
    private IEnumerable<(double Log, double Center)> OfCenters(double level)
    {
        Measurement data = Posterior.Measurement;
        var dense = new DenseSmooth(background, data);
        double[] deviations = [.. Enumerable.Repeat(level, Points)];
        double without = dense.LogLikelihood(new double[Points], deviations, bend);
        Matrix<double> precision = dense.Covariance(deviations, bend).Inverse();
        var residual = Vector<double>.Build.Dense(Points, i => data.Y[i] - background.Center);
        Vector<double> projected = precision * residual;
        for (int k = 0; k < Centers; k++)
        {
            double center = 10 * (k + 0.5) / Centers;
            var template = Vector<double>.Build.Dense(Points, i => Peak(data.X[i], center));
            double norm = template * precision * template;
            double mean = template * projected / norm;
            double inside = SpecialFunctions.Erf((HighestAmplitude - mean) * Math.Sqrt(norm / 2))
                + SpecialFunctions.Erf(mean * Math.Sqrt(norm / 2));
            double integral = Math.Sqrt(Math.PI / (2 * norm)) * inside / HighestAmplitude;
            yield return (without + 0.5 * mean * mean * norm + Math.Log(integral), center);
        }
    }

    private static double Peak(double x, double center) => Math.Exp(-4 * Math.Log(2) * Math.Pow((x - center) / Width, 2));
}
