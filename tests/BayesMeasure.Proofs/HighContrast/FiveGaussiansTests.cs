using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>One spectrum at four levels of noise: where the shoulder cannot be seen, and where it cannot be missed.</summary>
[Trait("suite", "proofs")]
[Trait("science", "high-contrast.md: synthetic, 5 Gaussians, SNR 10 to 1000")]
public class FiveGaussiansTests(ITestOutputHelper output)
{
    private const int Fewest = 4;

    /// <summary>
    /// log Z of K = 4 to 7 on this very spectrum; the page's own numbers are of another one. K = 4 and 5, and all of SNR 10, are
    /// means of three runs of the program of that page. K = 6 from SNR 100 on is importance sampling with 250,000 to 500,000
    /// independent draws: of the five lines about their mode with either a sixth line, of a place, width and height that the
    /// residual suggests, or one of the five split in two that keep its area, mean and variance. Kish shares are 9 to 11 %,
    /// tail indices .2 to .4 (2 % and .7 at SNR 100), and the same draws give 1181.474 and 1524.620 for K = 5. In a third to
    /// nearly a half of it the weakest line is higher than five times the noise: two lines in place of one. Insertion from
    /// K - 1, by which 1177.58 and 1519.29 had been found, hardly sees these, so nothing is known of K = 7.
    /// </summary>
    private static readonly Dictionary<int, KnownEvidence?[]> Known = new()
    {
        [10] = [new(215.24, 0.01), new(213.84, 0.07), new(211.83, 0.08), new(209.65, 0.08)],
        [100] = [new(795.834, 0.01), new(868.422, 0.01), new(865.64, 0.03), null],
        [300] = [new(887.862, 0.01), new(1181.477, 0.01), new(1177.76, 0.01), null],
        [1000] = [new(901.622, 0.01), new(1524.627, 0.01), new(1519.88, 0.01), null],
    };

    /// <summary>The ratios of signal to noise.</summary>
    public static TheoryData<int> Levels => [.. ProofScale.Choose<int[]>([300], [10, 100, 300, 1000])];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Gaussian_lines(int signalToNoise)
    {
        var row = new JudgedRow($"five Gaussians, SNR {signalToNoise}", "-", output);
        row.Compare(
            FiveGaussians.At(signalToNoise, 1).Measurement,
            JudgedRow.FamilyOf(JudgedRow.Counts(5, Fewest, 7), lines => FiveGaussians.At(signalToNoise, lines)),
            ProofScale.Choose(1, 8),
            lines => Known[signalToNoise][lines - Fewest]);
        row.Conclude(within: JudgedRun.Harmless, largestError: JudgedRun.Harmless);
    }
}
