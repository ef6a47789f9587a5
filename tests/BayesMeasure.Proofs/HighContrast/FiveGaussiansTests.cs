using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>One spectrum at four levels of noise: where the shoulder cannot be seen, and where it cannot be missed.</summary>
[Trait("suite", "proofs")]
[Trait("science", "high-contrast.md: synthetic, 5 Gaussians, SNR 10 to 1000")]
public class FiveGaussiansTests(ITestOutputHelper output)
{
    private const int Fewest = 4;

    /// <summary>
    /// log Z of K = 4 to 7, means of three runs of the program of that page on this very spectrum: by a bridge from a fitted
    /// reference and, for redundant lines, by an insertion from K - 1. The page's own numbers are of another spectrum.
    /// </summary>
    private static readonly Dictionary<int, KnownEvidence[]> Known = new()
    {
        [10] = [new(215.24, 0.01), new(213.84, 0.07), new(211.83, 0.08), new(209.65, 0.08)],
        [100] = [new(795.834, 0.01), new(868.422, 0.01), new(865.49, 0.15), new(862.23, 0.2)],
        [300] = [new(887.862, 0.01), new(1181.477, 0.01), new(1177.58, 0.06), new(1173.28, 0.15)],
        [1000] = [new(901.622, 0.01), new(1524.627, 0.01), new(1519.29, 0.07), new(1513.70, 0.1)],
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
