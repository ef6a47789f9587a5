using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Correlation;

/// <summary>Sigmas that are too small: the jitter beside them is found, with its error.</summary>
[Trait("suite", "proofs")]
public class JitterTests(ITestOutputHelper output)
{
    private const int Spectra = 80;
    private const int FewSpectra = 20;
    private const double Sigma = 0.5;

    private static readonly ProofTable Table = new(
        "Jitter beside sigmas of 0.5", "true jitter", "spectra", "mean", "in 90 %", "sound", "sound without");

    private static readonly ReplicaExchangeOptions Options = new() { Chains = 1, Rungs = 12, BurnInSweeps = 300, Sweeps = 300 };

    private static Prior Jitter => new() { [JitterNoise.JitterName] = Prior.Uniform(0, 5) };

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.3)]
    public void Jitter_is_found_with_its_error(double jitter)
    {
        int spectra = ProofScale.Inputs(FewSpectra, Spectra);
        Result[] found = Sample(new JitterNoise(), Jitter, jitter, spectra);
        Result[] without = Sample(GaussianNoise.PerPoint, new(), jitter, spectra);
        QuantitySummary[] levels = [.. found.Select(result => result.Summary[JitterNoise.JitterName])];
        int inside = levels.Count(level => level.Quantile05 <= jitter && jitter <= level.Quantile95);
        double mean = levels.Average(level => level.Mean);
        double error = Math.Sqrt(levels.Average(level => Math.Pow(level.StandardDeviation, 2)) / spectra);
        int sound = found.Count(result => result.Criticism.IsSound);
        int soundWithout = without.Count(result => result.Criticism.IsSound);
        Table.Add(
            output, $"{jitter}", $"{spectra}", ProofTable.Number(mean, 3), $"{inside}", $"{sound}", $"{soundWithout}");
        Assert.InRange((mean - jitter) / error, -4, 4);
        Assert.InRange((inside - 0.9 * spectra) / Math.Sqrt(0.09 * spectra), -4, 4);
        Assert.InRange(sound, 0.95 * spectra, spectra);
        Assert.InRange(soundWithout, 0, jitter > Sigma ? 0 : spectra);
    }

    private static Result[] Sample(NoiseModel noise, Prior prior, double jitter, int spectra) =>
    [
        .. Runs.OfAll(Enumerable.Range(1, spectra).Select(seed => (
            (ITarget)NoisySpectra.Ask(noise, prior, NoisySpectra.Peaks).Candidates[^1]
                .Given(NoisySpectra.Simulate(new JitterNoise(), [jitter], seed, Sigma)),
            Options with { Seed = (ulong)seed }))),
    ];
}
