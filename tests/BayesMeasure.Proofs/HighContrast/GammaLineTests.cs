using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>
/// The line of K-40 at 1460.8 keV in the spectrum of kelp, 33,000 counts at its top: 101 channels, one to three Gaussian lines on
/// a slope, weak priors as <see cref="WeakPriors"/> states them. So many counts show that the line is no Gaussian.
/// </summary>
[Trait("suite", "proofs")]
public class GammaLineTests(ITestOutputHelper output)
{
    private const int First = 3810;
    private const int Channels = 101;

    /// <summary>
    /// Importance sampling from a Student t about draws of the best mode, 300,000 draws; bridges from another density agree to
    /// .02.
    /// </summary>
    private static readonly KnownEvidence[] Known = [new(-1113.797, 0.002), new(-649.553, 0.002), new(-507.803, 0.009)];

    [SharedDataFact]
    public void One_to_three_lines()
    {
        var row = new JudgedRow("a gamma line of 33,000 counts", "-", output);
        row.Compare(
            MeasuredSpectra.Kelp(First, Channels, 1).Measurement,
            JudgedRow.FamilyOf(JudgedRow.Counts(2, 1, 3), lines => MeasuredSpectra.Kelp(First, Channels, lines)),
            ProofScale.Choose(1, 8),
            lines => Known[lines - 1]);
        row.Conclude(within: 0.1, largestError: JudgedRun.Harmless);
    }
}
