using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Scattering;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Beamline;

/// <summary>Small-angle scattering by spheres of two radii: how many are there, and how large are they?</summary>
/// <remarks>
/// The prior of an intensity is uniform. A log-uniform one from 1 count up gives much of its weight to spheres that nobody can
/// see, and the free energies of K = 2 and K = 3 are then equal within a unit.
/// </remarks>
[Trait("suite", "proofs")]
public class ParticleSizeTests(ITestOutputHelper output)
{
    private static readonly double[] Truth = [300, 2, 3000, 10, 4];

    [Fact]
    [Trait("science", "spectral-deconvolution.md: B3, R = (2, 10) nm, 400 points, q in [0.1, 3] nm^-1")]
    public void Two_radii_are_counted_and_found()
    {
        ForwardModel model = ForwardModel.Of<SphereScattering>().Repeat(2) + ForwardModel.Of<ConstantBackground>();
        Measurement data = Simulated.Counts(model, Simulated.Grid(0.1, 3, 400), Truth, seed: 1);
        ModelComparison comparison = ModelFamily.Of<SphereScattering>(
            1,
            3,
            new() { ["intensity"] = Prior.Uniform(0, 10000), ["radius"] = Prior.LogUniform(0.5, 30) },
            PoissonNoise.Counts,
            ForwardModel.Of<ConstantBackground>(),
            new() { ["offset"] = Prior.LogUniform(0.1, 100) }).Compare(
                data, new() { Chains = 2, BurnInSweeps = 1000, Sweeps = ProofScale.Sweeps(1500) });
        output.WriteLine($"{comparison}");
        Assert.Equal("K = 2", comparison.Selected?.Name);
        IReadOnlyList<QuantitySummary> found = comparison.Best.Result.SummaryBy("radius").Parameters;
        Assert.All(found.Zip(Truth), pair =>
        {
            (QuantitySummary radius, double truth) = pair;
            output.WriteLine(FormattableString.Invariant(
                $"{radius.Name,-14} {radius.Mean,10:F3} +- {radius.StandardDeviation:F3}, truth {truth}"));
            Assert.InRange(truth - radius.Mean, -3.5 * radius.StandardDeviation, 3.5 * radius.StandardDeviation);
        });
    }
}
