using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace GpuBatch.Tests;

public class SpectrumAnswerTests
{
    private static readonly ReplicaExchangeOptions Options = new() { Chains = 1, BurnInSweeps = 100, Sweeps = 200, Threads = 1 };

    [Fact]
    public void What_is_kept_of_a_comparison_is_what_it_says()
    {
        var batch = new SpectrumBatch(2, new(2, 4));
        foreach (ComparisonRun run in batch.Family.CompareAll(batch.Spectra, Options))
        {
            var answer = SpectrumAnswer.Of(run);
            ModelComparison comparison = run.ComparisonOrThrow();
            Assert.Equal(
            comparison.Models.Select(model => model.Probability), answer.Evidences.Select(evidence => evidence.Probability));
            Assert.Same(comparison.Best, comparison.Models[answer.Best!.Value]);
            Assert.Equal((run.Index, comparison.IsDecided), (answer.Spectrum, answer.IsDecided));
        }
    }

    [Fact]
    public void Where_a_model_failed_nothing_is_decided()
    {
        var batch = new SpectrumBatch(1, new(2, 3));
        ComparisonRun right = batch.Family.CompareAll(batch.Spectra, Options).Single();
        var failure = new InferenceException("The model failed at x < 0.");
        var answer = SpectrumAnswer.Of(
            right with { Runs = [right.Runs[0], right.Runs[1] with { Result = null, Failure = failure }], Comparison = null });
        Assert.Equal((null, false), (answer.Best, answer.IsDecided));
        Assert.True(double.IsFinite(answer.Evidences[0].LogEvidence));
        Assert.All(answer.Evidences, evidence => Assert.True(double.IsNaN(evidence.Probability)));
        Assert.Equal("The model failed at x < 0.", answer.Evidences[1].Fault);
    }
}
