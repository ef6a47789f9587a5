using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Edges;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Beamline;

/// <summary>An absorption edge near which there are peaks: how many, and where is the edge?</summary>
[Trait("suite", "proofs")]
public class AbsorptionEdgeTests(ITestOutputHelper output)
{
    private const double Sigma = 0.01;

    /// <summary>
    /// A pre-edge peak and a white line (height, full width, position in eV from 7100), the edge, and a constant.
    /// </summary>
    private static readonly double[] Truth = [0.12, 2.2, 13.1, 0.55, 4.5, 27.3, 1, 3, 24, 0.05];

    [Fact]
    [Trait("science", "spectral-deconvolution.md: B3, XANES, arctan edge plus Gaussians plus a constant")]
    public void Peaks_at_an_edge_are_counted_and_the_edge_is_found()
    {
        ForwardModel edge = ForwardModel.Of<ArctanEdge>().Labelled("edge") + ForwardModel.Of<ConstantBackground>();
        Measurement data = Simulated.WithNoise(
            ForwardModel.Of<GaussianPeak>().Repeat(2) + edge, Simulated.Grid(0, 80, 161), Truth, Sigma, seed: 1);
        Prior common = new()
        {
            ["edge.amplitude"] = Prior.Uniform(0.5, 2),
            ["edge.width"] = Prior.LogUniform(0.5, 20),
            ["edge.center"] = Prior.Uniform(10, 40),
            ["offset"] = Prior.Normal(0, 0.2),
        };
        ModelComparison comparison = ModelFamily.Of<GaussianPeak>(
            1,
            3,
            new() { ["amplitude"] = Prior.Uniform(0, 1), ["width"] = Prior.LogUniform(1, 10), ["center"] = Prior.Uniform(5, 45) },
            GaussianNoise.Known(Sigma),
            edge,
            common).Compare(data, new() { Chains = 2, BurnInSweeps = 1000, Sweeps = ProofScale.Sweeps(2000) });
        output.WriteLine($"{comparison}");
        Assert.Equal("K = 2", comparison.Best.Name);
        foreach ((QuantitySummary found, double truth) in comparison.Best.Result.Summary.Parameters.Zip(Truth))
        {
            output.WriteLine(FormattableString.Invariant(
                $"{found.Name,-14} {found.Mean,10:F4} +- {found.StandardDeviation:F4}, truth {truth}"));
            Assert.InRange(truth - found.Mean, -3.5 * found.StandardDeviation, 3.5 * found.StandardDeviation);
        }
    }
}
