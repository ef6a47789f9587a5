using BayesMeasure.Comparison;
using BayesMeasure.Experiments;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Experiments;

/// <summary>Is a slope of 1 seen? At a noise of 30 it is not, at one of 0.1 it is.</summary>
public class VirtualMeasurementTests
{
    private static readonly double[] X = [.. Enumerable.Range(0, 11).Select(i => -1 + 0.2 * i)];

    private static readonly ModelFamily Family = new(
        new Candidate("flat", null, ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(1), Offset),
        new Candidate("line", null, ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(1), Line));

    private static readonly DesignSeries Levels = DesignSeries.OfNoiseLevels(X, 30, 0.1);

    private static readonly ReplicaExchangeOptions Sampling =
        new() { Chains = 2, BurnInSweeps = 300, Sweeps = 300, SideBySide = true };

    private static VirtualMeasurementOptions Options => By(Sampling);

    private static Prior Offset => new() { ["offset"] = Prior.Normal(0, 5) };

    private static Prior Line => Offset + new Prior { ["slope"] = Prior.Normal(0, 5), ["reference"] = Prior.Fixed(0) };

    private static Truth Slope => Truth.Of("line", ForwardModel.Of<LinearBackground>(), TrueLine);

    /// <summary>In the order of the model's own parameters.</summary>
    private static double[] TrueLine =>
        [.. ForwardModel.Of<LinearBackground>().ParameterNames.Select(name => name == "slope" ? 1.0 : 0)];

    [Fact]
    public void A_slope_is_identifiable_where_the_noise_is_low_and_its_posterior_width_is_that_of_the_formula()
    {
        VirtualMeasurementReport report = new VirtualMeasurement(Slope, Family).Run(Levels, Options);
        Assert.Equal(0.1, report.IdentifiableAt!.Design.Setting);
        Assert.Equal(0, report.Outcomes[0].TruthSelected.Count);
        Assert.Equal(3, report.Outcomes[1].TruthSelected.Count);
        Assert.InRange(report.Outcomes[1].Probabilities[1].Value, 0.99, 1);
        Assert.All(report.Outcomes, outcome => Assert.Equal(1, outcome.Probabilities.Sum(mean => mean.Value), 1e-12));
        int slope = report.Parameters.ToList().FindIndex(parameter => parameter.Name == "slope");
        foreach (DesignOutcome outcome in report.Outcomes)
        {
            double sigma = outcome.Design.Setting;
            double exact = 1 / Math.Sqrt(X.Sum(x => x * x) / (sigma * sigma) + 1 / 25.0);
            Assert.Equal(exact, outcome.Widths[slope].Value, 0.15 * exact);
        }

        Assert.Contains("line becomes identifiable at noise level 0.1", report.Verdict, StringComparison.Ordinal);
        Assert.StartsWith(report.Verdict, $"{report}", StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_do_not_depend_on_the_number_of_threads()
    {
        Assert.Equal(Answer(Sampling with { Threads = 1 }), Answer(Sampling with { Threads = 3 }));
        Assert.Equal(Answer(Sampling with { Threads = 1 }), Answer(Sampling with { SideBySide = false }));

        static string Answer(ReplicaExchangeOptions sampling) =>
            $"{new VirtualMeasurement(Slope, Family).Run(Levels, By(sampling))}";
    }

    [Fact]
    public void A_pilot_measurement_is_a_truth_too()
    {
        Measurement pilot = new(X, X.Select(x => x));
        ComparedModel line = Family.Compare(pilot, Sampling).Models[1];
        var virtually = new VirtualMeasurement(Truth.Of(line), Family);
        VirtualMeasurementReport report =
            virtually.Run(DesignSeries.OfPointCounts(-1, 1, GaussianNoise.Known(0.01), 30), Options);
        Assert.Equal(3, report.Outcomes[0].TruthSelected.Count);
        double[] means = [.. report.Outcomes[0].Answers.Select(answer => answer.Means[0])];
        Assert.True(means.Max() - means.Min() > 0.02, "Each measurement has another draw of the pilot as its truth.");
    }

    [Fact]
    public void A_cancelled_run_reports_the_complete_designs()
    {
        using var cancellation = new CancellationTokenSource();
        var virtually = new VirtualMeasurement(Slope, Family);
        VirtualMeasurementOptions options = By(Sampling with { Threads = 1 });
        VirtualMeasurementReport report = virtually.Run(Levels, options, new StopAfter(4, cancellation), cancellation.Token);
        Assert.True(report.IsPartial);
        Assert.Single(report.Outcomes);
        Assert.Contains("cancelled", report.Verdict, StringComparison.Ordinal);
        Assert.ThrowsAny<OperationCanceledException>(() => virtually.Run(Levels, options, null, cancellation.Token));
    }

    /// <summary>Not even measurements are simulated, of which there may be a hundred thousand.</summary>
    [Fact]
    public void A_run_that_was_cancelled_beforehand_makes_nothing()
    {
        VirtualMeasurementOptions options = By(Sampling) with { Measurements = 100_000 };
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new VirtualMeasurement(Slope, Family).Run(Levels, options, null, new(canceled: true)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 22);
    }

    /// <summary>A candidate that works for so long and then throws costs its design, and no other one.</summary>
    [Fact]
    public void A_model_that_fails_leaves_the_other_designs()
    {
        long calls = 0;
        long most = long.MaxValue;
        ForwardModel fused = ForwardModel.Function((double x, double offset, double slope) =>
            Interlocked.Increment(ref calls) <= most ? offset + slope * x : throw new InvalidOperationException("It broke."));
        Prior prior = new() { ["offset"] = Prior.Normal(0, 5), ["slope"] = Prior.Normal(0, 5) };
        var line = new Candidate("line", null, fused, GaussianNoise.Known(1), prior);
        var virtually = new VirtualMeasurement(Slope, new ModelFamily(Family.Candidates[0], line));
        VirtualMeasurementOptions options =
            By(Sampling with { Chains = 1, Rungs = 5, BurnInSweeps = 60, Sweeps = 60, Threads = 1, SideBySide = false });
        string[] whole = [.. virtually.Run(Levels, options).Outcomes[0].Probabilities.Select(mean => $"{mean.Value:R}")];

        (most, calls) = (calls * 9 / 10, 0);
        VirtualMeasurementReport report = virtually.Run(Levels, options);
        Assert.True(report.IsPartial);
        Assert.Contains("It broke.", report.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 2 designs are left out", report.Verdict, StringComparison.Ordinal);
        Assert.Equal(whole, Assert.Single(report.Outcomes).Probabilities.Select(mean => $"{mean.Value:R}"));

        (most, calls) = (most / 4, 0);
        Assert.Throws<InferenceException>(() => virtually.Run(Levels, options));
    }

    [Fact]
    public void What_cannot_be_asked_is_said()
    {
        string unknown = Assert.Throws<ArgumentException>(
            () => new VirtualMeasurement(Truth.Of("curve", ForwardModel.Zero, []), Family)).Message;
        Assert.Contains("\"curve\" is not among the candidates: flat, line", unknown, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Truth.Of("line", ForwardModel.Of<LinearBackground>(), [1]));
        Assert.Throws<ArgumentException>(() => DesignSeries.OfExposures(X));
        Assert.Throws<ArgumentException>(() => DesignSeries.OfNoiseLevels(X, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Options with { Share = 0 }).RequireValid());
        Assert.Throws<ArgumentOutOfRangeException>(() => (Options with { Measurements = 0 }).RequireValid());
        Assert.Throws<ArgumentOutOfRangeException>(() => (Options with { LeastProbability = 1.5 }).RequireValid());
        Assert.Throws<ArgumentNullException>(() => (Options with { Inference = null! }).RequireValid());
    }

    private static VirtualMeasurementOptions By(ReplicaExchangeOptions sampling) =>
        new() { Measurements = 3, Inference = new ReplicaExchange(sampling) };

    /// <summary>Cancels when so many of the 3 measurements at 2 levels are answered, each by 2 candidates.</summary>
    private sealed class StopAfter(int measurements, CancellationTokenSource cancellation) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value)
        {
            Assert.Equal(12, value.Count);
            if (value.Finished == 2 * measurements)
            {
                cancellation.Cancel();
            }
        }
    }
}
