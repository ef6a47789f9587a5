using BayesMeasure.Comparison;
using BayesMeasure.DataIntegration;
using BayesMeasure.Experiments;
using BayesMeasure.Inference;
using BayesMeasure.Linear;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Sampling;
using CustomInference;

namespace BayesMeasure.Tests.Inference;

/// <summary>A method from another assembly, which knows the public contract alone, answers all that asks an inference.</summary>
public class OwnInferenceTests
{
    private static readonly double[] X = [-2, -1, 0, 1, 2];

    private static readonly Measurement Line = new(X, [-1.7, -0.4, 0.9, 1.6, 3.1]);

    private static readonly ModelFamily Family = new(
        new Candidate(
            "constant",
            null,
            ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Known(0.5),
            new() { ["offset"] = Prior.Uniform(-5, 5) }),
        new Candidate(
            "slope",
            null,
            ForwardModel.Of<LinearBackground>(),
            GaussianNoise.Known(0.5),
            new() { ["offset"] = Prior.Fixed(0), ["slope"] = Prior.Uniform(-5, 5), ["reference"] = Prior.Fixed(0) }));

    private static GridQuadrature Grid => new(Points: 4000) { Seed = 20 };

    [Fact]
    public void A_comparison_by_it_is_the_exact_one()
    {
        ModelComparison byGrid = Family.Compare(Line, Grid);
        ModelComparison exact = Family.Compare(Line, new ConjugateLinear());
        Assert.Equal(20UL, byGrid.Seed);
        Assert.Equal([20UL, 21UL], byGrid.Models.Select(model => model.Result.Seed));
        Assert.All(byGrid.Models.Zip(exact.Models), pair =>
        {
            Assert.Equal(pair.Second.Result.FreeEnergy.LogEvidence, pair.First.Result.FreeEnergy.LogEvidence, 1e-6);
            Assert.Equal(pair.Second.Probability, pair.First.Probability, 1e-6);
        });
        Assert.Equal(exact.Verdict, byGrid.Verdict);
        Assert.Equal(4000, Assert.IsType<GridReport>(byGrid.Best.Result.Report).Points);
    }

    [Fact]
    public void Many_measurements_are_one_batch_with_the_seeds_of_all()
    {
        Measurement[] spectra = [Line, new(X, [1, 1.1, 0.9, 1, 1]), Line];
        ComparisonRun[] runs = [.. Family.CompareAll(spectra, Grid)];
        Assert.Equal([0, 1, 2], runs.Select(run => run.Index));
        Assert.Equal(["slope", "constant", "slope"], runs.Select(run => run.ComparisonOrThrow().Best.Name));
        Assert.Equal([22UL, 23UL], runs[1].Runs.Select(run => run.ResultOrThrow().Seed));
        Assert.Same(spectra[1], runs[1].Measurement);
        Assert.Equal(Family.Compare(spectra[1], Grid with { Seed = 22 }).Verdict, runs[1].ComparisonOrThrow().Verdict);
    }

    [Fact]
    public void Measurements_are_joined_by_it_or_kept_separate()
    {
        IntegrationComparison alike = new Integration(TwoConstants(second: 1.02)).Compare(Grid);
        IntegrationComparison different = new Integration(TwoConstants(second: 3)).Compare(Grid);
        Assert.Equal(IntegrationDecision.Join, alike.Whole.Decision);
        Assert.Equal(IntegrationDecision.KeepSeparate, different.Whole.Decision);
        Assert.Equal([20UL, 21UL, 22UL], alike.Groups.Select(group => group.Result.Seed));
    }

    [Fact]
    public void Virtual_measurements_are_answered_by_it()
    {
        var slope = Truth.Of("slope", ForwardModel.Function((double x, double a) => a * x), [0.5]);
        VirtualMeasurementReport report = new VirtualMeasurement(slope, Family).Run(
            DesignSeries.OfNoiseLevels(X, 30, 0.1), new() { Measurements = 4, Inference = Grid });
        Assert.Equal(0.1, report.IdentifiableAt!.Design.Setting);
        Assert.Equal(0, report.Outcomes[0].TruthSelected.Value);
    }

    [Fact]
    public void The_noise_levels_of_measurements_are_found_by_it()
    {
        JointNoiseLevels byGrid = JointNoiseLevels.Find(TwoConstants(second: 1.1), Grid);
        JointNoiseLevels sampled = JointNoiseLevels.Find(
            TwoConstants(second: 1.1), new ReplicaExchangeOptions { Seed = 5, Rungs = 6, BurnInSweeps = 300, Sweeps = 2000 });
        Assert.All(byGrid.Levels.Zip(sampled.Levels), pair => Assert.Equal(pair.Second, pair.First, 0.05 * pair.First));
    }

    [Fact]
    public void What_it_cannot_answer_is_refused_by_name_before_anything_runs()
    {
        Candidate wide = Family.Candidates[0] with { Name = "wide", Prior = new() { ["offset"] = Prior.Normal(0, 5) } };
        var progress = new Reporter(_ => Assert.Fail("Something ran."));
        string refusal = Assert.Throws<NotSupportedException>(
            () => new ModelFamily(Family.Candidates[0], wide).Compare(Line, Grid, progress)).Message;
        Assert.StartsWith("\"wide\" is refused. A grid needs a continuous prior with bounds", refusal, StringComparison.Ordinal);
        refusal = Assert.Throws<NotSupportedException>(
            () => new Integration(TwoConstants(second: 1)).Compare(new ConjugateLinear())).Message;
        Assert.Contains("\"A + B\" is refused. Exact linear inference is about the Posterior", refusal, StringComparison.Ordinal);
        var bare = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, _ => 0);
        Assert.Throws<NotSupportedException>(() => Grid.Run(bare));
    }

    [Fact]
    public void Its_certificate_says_what_it_is_and_it_has_no_ladder()
    {
        Result result = Grid.Run(Family.Candidates[0].Given(Line));
        Assert.Contains("The sum is over 4000 points", $"{BayesMeasure.FreeEnergy.FreeEnergyCertificate.Of(result)}");
        string refusal = Assert.Throws<ArgumentException>(() => LadderRun.Of(result)).Message;
        Assert.Contains("found by grid quadrature, which has no ladder", refusal, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ReproducibilityReport.Of(result));
        Assert.Throws<ArgumentException>(() => NoiseCurve.Of(result));
    }

    private static JointPosterior TwoConstants(double second)
    {
        JointPart Part(string name, double value) => new(
            name,
            new(X, X.Select(x => value + 0.1 * Math.Sin(9 * x))),
            ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Known(0.1));
        return new(new Prior { ["offset"] = Prior.Uniform(-5, 5) }, Part("A", 1), Part("B", second));
    }
}
