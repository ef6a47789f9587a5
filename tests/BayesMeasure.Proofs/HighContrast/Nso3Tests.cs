using Xunit.Abstractions;

namespace BayesMeasure.Proofs.HighContrast;

/// <summary>The published benchmark, of low contrast, with one to six peaks: it must not pay for the others.</summary>
[Trait("suite", "proofs")]
[Trait("science", "spectral-deconvolution.md: A, NSO-3, log Z and F of K = 1 to 6")]
public class Nso3Tests(ITestOutputHelper output)
{
    private const double ReferenceError = 0.02;
    private static readonly double[] References = [49.185, 147.551, 244.226, 243.986, 242.131, 239.376];

    [Fact]
    public void One_to_six_peaks()
    {
        var row = new JudgedRow("NSO-3", "half of 0.2.0's for K = 1 to 6", output);
        row.Compare(
            Nso3.Measurement,
            JudgedRow.FamilyOf(JudgedRow.Counts(3, 1, 6), Nso3.WithPeaks),
            ProofScale.Choose(1, 5),
            peaks => new(References[peaks - 1], ReferenceError));
        Assert.Multiple(
            row.Conclude,
            () => Assert.All(row.Runs, run => Assert.InRange(Math.Abs(run.Deviation), 0, 0.1)));
    }
}
