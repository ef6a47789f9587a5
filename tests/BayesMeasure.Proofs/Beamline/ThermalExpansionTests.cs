using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Beamline;

/// <summary>
/// A diffraction line in twenty frames of a heated sample. Do its positions lie on a straight line, or is each its own? Height
/// and width are shared by all frames.
/// </summary>
[Trait("suite", "proofs")]
public class ThermalExpansionTests(ITestOutputHelper output)
{
    private const int Frames = 20;
    private const double Sigma = 0.1;
    private const double Start = 30;
    private const double Rate = -0.02;

    private static readonly Prior Shared = new() { ["amplitude"] = Prior.Gamma(5, 5), ["precision"] = Prior.Gamma(2, 0.02) };

    [Theory]
    [InlineData(0, "linked")]
    [InlineData(0.05, "independent")]
    public void Linear_drift_is_told_from_independent_positions(double scatter, string expected)
    {
        var random = new RandomScatter(scatter);
        JointPart[] parts = [.. Enumerable.Range(0, Frames).Select(frame => Frame(frame, random.Next()))];
        Prior linked = Enumerable.Range(0, Frames).Aggregate(
            Shared + new Prior { ["start"] = Prior.Uniform(29, 31), ["rate"] = Prior.Normal(0, 0.05) },
            (prior, frame) => prior
                + new Prior { [$"{Name(frame)}.center"] = Prior.LinkedTo(["start", "rate"], p => p[0] + p[1] * frame) });
        Prior independent = Shared + new Prior
        {
            ["center"] = Prior.Uniform(29, 31),
        }.Labelled([.. parts.Select(part => part.Name)]);
        var comparison = ModelComparison.Of(
            new ComparedModel("linked", Sample(linked, parts)), new ComparedModel("independent", Sample(independent, parts)));
        output.WriteLine($"{comparison}");
        Assert.Equal(expected, comparison.Selected?.Name);
        if (expected == "linked")
        {
            QuantitySummary rate =
                comparison.Best.Result.Summary.Parameters.Single(item => item.Name == "rate");
            output.WriteLine(FormattableString.Invariant($"rate {rate.Mean:F5} +- {rate.StandardDeviation:F5}, truth {Rate}"));
            Assert.InRange(Math.Abs(rate.Mean - Rate), 0, 3.5 * rate.StandardDeviation);
        }
    }

    private static string Name(int frame) => $"frame{frame + 1}";

    private static Result Sample(Prior prior, JointPart[] parts) =>
        new ReplicaExchange(new() { Chains = 2, BurnInSweeps = 1000, Sweeps = ProofScale.Sweeps(3000) }).Run(
            new JointPosterior(prior, parts));

    private static JointPart Frame(int frame, double scatter)
    {
        ForwardModel model = ForwardModel.Of<GaussianPrecisionPeak>();
        double[] truth = [1, 100, Start + Rate * frame + scatter];
        Measurement data = Simulated.WithNoise(model, Simulated.Grid(29, 31, 41), truth, Sigma, (ulong)frame + 1);
        return new(Name(frame), data, model, GaussianNoise.Known(Sigma));
    }

    private sealed class RandomScatter(double deviation)
    {
        private readonly RandomStream random = new(seed: 99, chain: 0, replica: 0);

        public double Next() => deviation * random.NextNormal();
    }
}
