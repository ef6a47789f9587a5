using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// Sinusoids in noise of 0.5 that is known: 200 points from 0 to 10. Amplitude ~ U(0, 3), frequency ~ U(0, 8), phase ~
/// U(0, 2 pi).
/// </summary>
internal static class Sinusoids
{
    private const double Sigma = 0.5;
    private const int Points = 200;
    private const double LargestAmplitude = 3;
    private const double LargestFrequency = 8;

    /// <summary>Amplitude, frequency and phase of each.</summary>
    private static readonly double[] First = [1, 2.3, 1];
    private static readonly double[] Second = [0.7, 3.1, 4];

    private static double[] X { get; } = [.. Enumerable.Range(0, Points).Select(i => 10.0 * i / Points)];

    /// <summary>One in the noise, and one in the model: log Z by a rule over frequency and phase.</summary>
    public static EvidenceProblem One
    {
        get
        {
            Measurement data = Simulate(First);
            return new("a sinusoid", WithWaves(data, 1), LogEvidence([.. data.Y]));
        }
    }

    /// <summary>Two of each, 0.8 apart where 0.1 is the resolution.</summary>
    public static Posterior Two => WithWaves(Simulate([.. First, .. Second]), 2);

    private static Measurement Simulate(double[] truth)
    {
        double[] clean = ForwardModel.Of<Sinusoid>().Repeat(truth.Length / 3).Evaluate(X, truth);
        return new(X, clean.Zip(LegacyNormals.Take(1, Points), (value, normal) => value + Sigma * normal)) { Name = "sinusoids" };
    }

    private static Posterior WithWaves(Measurement data, int count) => new(
        data,
        ForwardModel.Of<Sinusoid>().Repeat(count),
        GaussianNoise.Known(Sigma),
        new Prior
        {
            ["amplitude"] = Prior.Uniform(0, LargestAmplitude),
            ["frequency"] = Prior.Uniform(0, LargestFrequency),
            ["phase"] = Prior.Uniform(0, 2 * Math.PI),
        }.Repeat(count));

    /// <summary>
    /// The mean over frequency and phase: of each frequency the sums of cosine and sine give score and norm of every phase.
    /// </summary>
    private static double LogEvidence(double[] y)
    {
        const int frequencies = 16_000;
        const int phases = 128;
        var amplitude = new UniformAmplitude(y, Sigma, LargestAmplitude);
        double[] logs = [.. Enumerable.Range(0, frequencies).Select(i =>
        {
            double[] cosine = Wave(LargestFrequency * (i + 0.5) / frequencies, 0);
            double[] sine = Wave(LargestFrequency * (i + 0.5) / frequencies, -Math.PI / 2);
            return Formulas.LogMean([.. Enumerable.Range(0, phases).Select(j =>
            {
                (double s, double c) = Math.SinCos(2 * Math.PI * (j + 0.5) / phases);
                return amplitude.LogEvidence(
                    c * Dot(cosine, y) - s * Dot(sine, y),
                    c * c * Dot(cosine, cosine) - 2 * s * c * Dot(cosine, sine) + s * s * Dot(sine, sine));
            })]);
        })];
        return Formulas.LogMean(logs);
    }

    private static double[] Wave(double frequency, double phase) =>
        ForwardModel.Of<Sinusoid>().Evaluate(X, [1, frequency, phase]);

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
