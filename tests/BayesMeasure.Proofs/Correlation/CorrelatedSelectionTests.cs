using BayesMeasure.Comparison;
using BayesMeasure.Criticism;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Correlation;

/// <summary>
/// How many peaks spectra have whose noise is correlated: white noise finds peaks in the noise, and the criticism objects;
/// correlated noise finds those that are there, and nothing speaks against it.
/// </summary>
[Trait("suite", "proofs")]
public class CorrelatedSelectionTests(ITestOutputHelper output)
{
    private const int Spectra = 20;
    private const int FewSpectra = 4;
    private const int Most = 4;

    private static readonly ProofTable Table = new(
        "K of spectra with two peaks and correlated noise",
        "noise of the data",
        "asked with",
        "spectra",
        "K = 1",
        "K = 2",
        "K > 2",
        "K = 2 decided",
        "criticised");

    private static readonly ReplicaExchangeOptions Options =
        new() { Chains = 1, Rungs = 14, BurnInSweeps = 300, Sweeps = 300 };

    private static readonly double[] Boxcar = [1, 1, 1, 1, 1, 1, 1];

    private static readonly Dictionary<string, (NoiseModel Noise, double[] Parameters)> Truths = new()
    {
        ["exponential, length 1.5"] = (CorrelatedNoise.Exponential(GaussianNoise.Known(1), 1.5), []),
        ["averaged over 7 points"] = (CorrelatedNoise.MovingAverage(GaussianNoise.Known(1), Boxcar), []),
    };

    private static Prior Level => new() { [GaussianNoise.LevelName] = Prior.LogUniform(0.01, 30) };

    private static Prior Length => new() { [CorrelatedNoise.LengthName] = Prior.LogUniform(0.05, 10) };

    public static TheoryData<string> Names => [.. Truths.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Correlated_noise_finds_the_peaks_that_are_there(string name)
    {
        ModelComparison[] exponential =
            Compare(name, "exponential, sampled", CorrelatedNoise.Exponential(GaussianNoise.Unknown), Level + Length);
        ModelComparison[] white = Compare(name, "white", GaussianNoise.Unknown, Level);
        Assert.InRange(exponential.Count(IsRight), 3 * exponential.Length / 4, exponential.Length);
        Assert.InRange(exponential.Count(IsCriticised), 0, exponential.Length / 10);
        Assert.InRange(white.Count(IsRight), 0, white.Length / 4);
        Assert.Equal(white.Length, white.Count(IsCriticised));
    }

    private ModelComparison[] Compare(string name, string asked, NoiseModel noise, Prior prior)
    {
        (NoiseModel truth, double[] parameters) = Truths[name];
        ModelFamily family = NoisySpectra.Ask(noise, prior, Most);
        ModelComparison[] found = [.. Enumerable.Range(1, ProofScale.Inputs(FewSpectra, Spectra)).Select(seed =>
            family.Compare(NoisySpectra.Simulate(truth, parameters, seed), Options with { Seed = (ulong)seed }))];
        Table.Add(
            output,
            name,
            asked,
            $"{found.Length}",
            $"{found.Count(one => Best(one).Components < NoisySpectra.Peaks)}",
            $"{found.Count(IsRight)}",
            $"{found.Count(one => Best(one).Components > NoisySpectra.Peaks)}",
            $"{found.Count(one => one.Selected?.Components == NoisySpectra.Peaks)}",
            $"{found.Count(IsCriticised)}");
        return found;
    }

    private static WeighedModel Best(ModelComparison comparison) => comparison.Models.MaxBy(model => model.Probability)!;

    private static bool IsRight(ModelComparison comparison) => Best(comparison).Components == NoisySpectra.Peaks;

    private static bool IsCriticised(ModelComparison comparison) => !Best(comparison).Result.Criticism.IsSound;
}
