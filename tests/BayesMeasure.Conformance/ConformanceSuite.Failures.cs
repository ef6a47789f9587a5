using System.Globalization;
using System.Text.RegularExpressions;
using BayesMeasure.Conformance.Answers;
using BayesMeasure.Conformance.Models;
using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Conformance;

/// <content>Runs that are cancelled, and models that fail.</content>
public abstract partial class ConformanceSuite
{
    [Fact]
    public void A_cancelled_run_returns_what_was_recorded()
    {
        using var source = new CancellationTokenSource();
        var progress = new Watch(fraction =>
        {
            if (fraction >= 0.4)
            {
                source.Cancel();
            }
        });
        ReplicaExchangeOptions options = Options with { BurnInSweeps = 100, Sweeps = 2000 };
        Posterior posterior = LinearAnswers.Line().Posterior;
        Result partial = Assert.Single(Run([posterior], options, progress, source.Token));
        Assert.Equal((StopKind.Cancelled, true), (partial.StopReason.Kind, partial.IsPartial));
        Assert.InRange(partial.Draws.Count, 2, 1999);
        Assert.True(double.IsFinite(partial.FreeEnergy.LogEvidence));
        Assert.Equal(Run(posterior, options).Draws.Of(0)[1][..partial.Draws.Count], partial.Draws.Of(0)[1]);
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_begins_has_nothing() => Assert.Throws<OperationCanceledException>(() =>
        Run([LinearAnswers.Line().Posterior], ShortOptions, cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Progress_rises_to_1()
    {
        var heard = new List<double>();
        Run([LinearAnswers.Line().Posterior, NoiseAnswers.Rate().Posterior], ShortOptions, new Watch(heard.Add));
        Assert.Equal(heard.Order(), heard);
        Assert.All(heard, fraction => Assert.InRange(fraction, 0, 1));
        Assert.Equal(1, heard[^1]);
    }

    /// <summary>One draw of the prior in 2,000 makes the model fail: too few for it to be refused beforehand.</summary>
    [Fact]
    public void A_model_that_fails_is_named_with_the_place_and_loses_no_draws()
    {
        ReplicaExchangeOptions options = new()
        {
            Seed = 1,
            Chains = 2,
            Ladder = TemperatureLadder.Explicit(0, 0.05, 0.3, 1),
            BurnInSweeps = 10,
            Sweeps = 5000,
        };
        InferenceException failure = Assert.Throws<InferenceException>(() => Run([Fragile()], options));
        const string Place = @"^The model failed at level = (\S+) \(chain [12], rung [1-4] of 4, sweep (\d+)\): ";
        Match place = Regex.Match(failure.Message, Place);
        Assert.True(place.Success, failure.Message);
        Assert.InRange(double.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture), PlateauBelow.Limit, 1);
        Result partial = failure.Partial!;
        Assert.Equal((StopKind.Failed, true), (partial.StopReason.Kind, partial.IsPartial));
        int sweep = int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture);
        Assert.Equal(sweep - 1 - options.BurnInSweeps, partial.Draws.Count);
        Assert.True(double.IsFinite(partial.FreeEnergy.LogEvidence));
    }

    private static Posterior Fragile() => new(
        Curve.Of(10, _ => 0.2, 0.05),
        ForwardModel.Of<PlateauBelow>(),
        GaussianNoise.Known(0.05),
        new() { ["level"] = Prior.Uniform(0, 1) });

    /// <summary>Hears of the progress on the thread that tells it.</summary>
    private sealed class Watch(Action<double> hear) : IProgress<double>
    {
        public void Report(double value) => hear(value);
    }
}
