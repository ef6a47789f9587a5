using BayesMeasure.Comparison;
using BayesMeasure.Gpu;
using BayesMeasure.Inference;
using BayesMeasure.Sampling;

namespace GpuBatch.Tests;

public class SpectrumAnswerTests
{
    private static readonly ReplicaExchangeOptions Options = new() { Chains = 1, BurnInSweeps = 100, Sweeps = 200, Threads = 1 };

    [Fact]
    public void Without_its_draws_a_spectrum_is_answered_as_a_comparison_of_models_answers_it()
    {
        var batch = new SpectrumBatch(2, new(2, 4));
        for (int spectrum = 0; spectrum < batch.Spectra; spectrum++)
        {
            Result[] results = [.. batch.Peaks.Select((_, model) =>
                new ReplicaExchange(Options).Run(batch.Posteriors[batch.IndexOf(spectrum, model)]))];
            var expected = ModelComparison.Of(
                [.. results.Select((result, model) => new ComparedModel($"K = {batch.Peaks[model]}", result))]);
            var actual = new SpectrumAnswer(spectrum, [.. results.Select(Keep)]);
            IEnumerable<double> probabilities = expected.Models.Select(model => model.Probability);
            Assert.All(probabilities.Zip(actual.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            Assert.Same(expected.Best, expected.Models[actual.Best!.Value]);
            Assert.Equal(expected.IsDecided, actual.IsDecided);
        }
    }

    [Theory]
    [InlineData(10, 12.9, 1, 1, true)]
    [InlineData(10, 12.7, 1, 1, false)]
    [InlineData(12.9, 10, 1, 1, true)]
    [InlineData(10, 10, 0.1, 0.1, false)]
    [InlineData(10, 20, 1, double.NaN, false)]
    public void A_model_is_selected_when_it_is_ahead_by_two_standard_errors(
        double first, double second, double firstError, double secondError, bool isDecided)
    {
        Evidence one = new(first, firstError, true, null, null);
        Evidence other = new(second, secondError, true, null, null);
        Assert.Equal(isDecided, new SpectrumAnswer(0, [one, other]).IsDecided);
    }

    [Fact]
    public void Doubts_about_the_best_two_or_anything_missing_decide_nothing()
    {
        Evidence low = new(0, 0.1, true, null, null);
        Evidence middle = low with { LogEvidence = 10 };
        Evidence high = low with { LogEvidence = 20 };
        Assert.True(new SpectrumAnswer(0, [low, high, middle]).IsDecided);
        Assert.True(new SpectrumAnswer(0, [low with { EstimatesAgree = false }, high, middle]).IsDecided);
        Assert.False(new SpectrumAnswer(0, [low, high, middle with { EstimatesAgree = false }]).IsDecided);
        Assert.False(new SpectrumAnswer(0, [low with { Fault = "A mode is missing." }, high, middle]).IsDecided);
        var failed = new SpectrumAnswer(0, [low with { LogEvidence = double.NaN, Fault = "It failed." }, high, middle]);
        Assert.Equal((null, false), (failed.Best, failed.IsDecided));
    }

    private static Evidence Keep(Result result) => Evidence.Of(new InferenceRun(0, null!, result, null))!;
}
