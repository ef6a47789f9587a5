using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Posteriors;
using BayesMeasure.Problems.Optimization;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// How C depends on the point, which the law takes for a constant: hardly in the sum of cosines, by orders of magnitude in a fit
/// of peaks and in an evidence lower bound.
/// </summary>
[Trait("suite", "proofs")]
public class GradientNoiseMapTests(ITestOutputHelper output)
{
    private static readonly ProofTable Table = new(
        "The gradient noise C over the points of each example",
        "example", "points", "least C", "greatest C", "ratio", "largest L", "K");

    [Fact]
    public void Noise_is_constant_in_the_sum_and_nowhere_else()
    {
        double[][] line = [.. Enumerable.Range(0, 41).Select(i => new[] { i / 8.0 - 2.5 })];
        double wide = Ratio("cosines, s = 0.35", CosineSum.OfNormalShifts(4096, 0.35, seed: 1).Objective, line);
        double middle = Ratio("cosines, s = 0.2", CosineSum.OfNormalShifts(4096, 0.2, seed: 1).Objective, line);
        Posterior peaks = Nso3.WithPeaks(3);
        StochasticObjective spectrum = StochasticObjective.OfPosterior(peaks);
        var random = new RandomStream(5, 0, 0);
        double[][] prior = [.. Enumerable.Range(0, 40).Select(_ => spectrum.PointOf(
            [.. peaks.Parameters.Select(parameter => parameter.Prior.Draw(random))]))];
        double fit = Ratio("NSO-3, 3 peaks, from the prior", spectrum, prior);
        double[] values = [0.587, 95.689, 1.210, 1.522, 146.837, 1.455, 1.183, 164.469, 1.703];
        double truth = Ratio("NSO-3, 3 peaks, at the truth", spectrum, [spectrum.PointOf(values)]);
        MeanField field = MeanField.Create();
        double bound = Ratio("mean-field bound", field.Objective, [field.Start, field.Optimum]);
        Assert.InRange(wide, 1, 1.05);
        Assert.InRange(middle, 1, 1.5);
        Assert.True(fit > 2);
        Assert.Equal(1, truth, 10);
        Assert.True(bound > 2);
    }

    private double Ratio(string name, StochasticObjective objective, double[][] points)
    {
        GradientNoise noise = GradientNoise.Of(objective, points);
        double ratio = noise.Range.Greatest / noise.Range.Least;
        Table.Add(
            output, name, $"{points.Length}", ProofTable.Number(noise.Range.Least, 2), ProofTable.Number(noise.Range.Greatest, 2),
            ProofTable.Number(ratio, 2), ProofTable.Number(noise.Curvature, 1), ProofTable.Number(noise.GradientBound, 1));
        return ratio;
    }
}
