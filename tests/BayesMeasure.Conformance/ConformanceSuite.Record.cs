using BayesMeasure.Conformance.Answers;
using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Posteriors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Conformance;

/// <content>What is written down: draws, traces, walkers, and that all of it is repeated.</content>
public abstract partial class ConformanceSuite
{
    private ReplicaExchangeOptions ShortOptions => Options with { Seed = 7, BurnInSweeps = 100, Sweeps = 200 };

    [Fact]
    public void A_result_has_the_shape_that_was_asked_for()
    {
        Posterior posterior = MixedBatch.Peaks(2, 20);
        ReplicaExchangeOptions options = ShortOptions with { Chains = 3, Rungs = 7, Sweeps = 150 };
        Result result = Run(posterior, options);
        Assert.Same(posterior, result.Target);
        Assert.Equal(posterior.Parameters, result.Draws.Parameters);
        Assert.Equal((3, 150), (result.Draws.Chains, result.Draws.Count));
        LogLikelihoodTraces traces = LadderRun.Of(result).LogLikelihoods;
        Assert.Equal((3, 7, 150), (traces.Chains, traces.Rungs, traces.Sweeps));
        LadderReport ladder = LadderRun.Of(result).Ladder;
        Assert.Equal((3, 7, 150), (ladder.Chains, ladder.WalkersAt(0, 0).Length, ladder.Sweeps));
        Assert.Equal(7UL, result.Seed);
        Assert.Equal((StopKind.Sweeps, false), (result.StopReason.Kind, result.IsPartial));
        Assert.Equal("All 150 sweeps were done.", result.StopReason.Text);
        Assert.Equal(result.FreeEnergy, result.FreeEnergies[0]);
        Assert.True(result.FreeEnergies.Count > 1);
        Assert.Null(LadderRun.Of(result).SinglePrecision);
    }

    [Fact]
    public void The_ladder_rises_from_the_prior_to_the_posterior()
    {
        Result result = Run(MixedBatch.Peaks(1, 15), ShortOptions);
        LadderReport ladder = LadderRun.Of(result).Ladder;
        Assert.Equal((0, 1), (ladder.InverseTemperatures[0], ladder.InverseTemperatures[^1]));
        Assert.Equal(ladder.InverseTemperatures.Distinct().Order(), ladder.InverseTemperatures);
        Assert.Equal(ladder.InverseTemperatures, LadderRun.Of(result).LogLikelihoods.InverseTemperatures);
        Assert.Equal(ladder.InverseTemperatures.Count - 1, ladder.Rejections.Count);
        Assert.All(ladder.Rejections, rejection => Assert.InRange(rejection, 0, 1));
        Assert.Contains(ladder.Rejections, rejection => rejection > 0);
    }

    [Fact]
    public void Walkers_only_ever_exchange_places_with_a_neighbour()
    {
        LadderReport ladder = LadderRun.Of(Run(MixedBatch.Peaks(1, 15), ShortOptions)).Ladder;
        int[] start = [.. Enumerable.Range(0, ladder.InverseTemperatures.Count)];
        for (int chain = 0; chain < ladder.Chains; chain++)
        {
            int[] before = start;
            for (int sweep = 0; sweep < ladder.Sweeps; sweep++)
            {
                int[] now = [.. ladder.WalkersAt(chain, sweep).ToArray().Select(walker => (int)walker)];
                Assert.Equal(start, now.Order());
                Assert.All(start, rung => Assert.InRange(Math.Abs(Array.IndexOf(before, now[rung]) - rung), 0, 1));
                before = now;
            }

            Assert.NotEqual(start, before);
        }
    }

    [Fact]
    public void Log_likelihood_and_log_prior_of_every_draw_are_those_of_the_posterior() =>
        Assert.All(Run(MixedBatch.Create(), ShortOptions), result =>
        {
            ITargetState state = result.Target.CreateState();
            ForEveryDraw(result.Draws, (chain, draw, point) =>
            {
                state.Set(point);
                double logPrior = result.Draws.Parameters.Select((parameter, k) => parameter.Prior.LogDensity(point[k])).Sum();
                AssertEqual(state.LogLikelihood, result.Draws.LogLikelihood(chain, draw));
                AssertEqual(logPrior, result.Draws.LogPrior(chain, draw));
            });
        });

    [Fact]
    public void Traces_at_the_posterior_are_those_of_the_draws() =>
        Assert.All(Run(MixedBatch.Create(), ShortOptions), result =>
        {
            LogLikelihoodTraces traces = LadderRun.Of(result).LogLikelihoods;
            ForEveryDraw(result.Draws, (chain, draw, _) => Assert.Equal(
                result.Draws.LogLikelihood(chain, draw), traces[chain, traces.Rungs - 1][draw]));
        });

    /// <summary>Averaged over states at beta, the log likelihood rises with beta: its slope is its variance there.</summary>
    [Fact]
    public void Traces_rise_along_the_ladder()
    {
        LogLikelihoodTraces traces = LadderRun.Of(Run(MixedBatch.Peaks(1, 15), ShortOptions)).LogLikelihoods;
        double[] means =
        [
            .. Enumerable.Range(0, traces.Rungs).Select(rung =>
                Enumerable.Range(0, traces.Chains).Average(chain => traces[chain, rung].ToArray().Average())),
        ];
        Assert.Equal(means.Order(), means);
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_bit_for_bit()
    {
        Result once = Run(MixedBatch.Peaks(2, 20), ShortOptions);
        AssertSame(once, Run(MixedBatch.Peaks(2, 20), ShortOptions));
        Result other = Run(MixedBatch.Peaks(2, 20), ShortOptions with { Seed = 8 });
        Assert.NotEqual(Values(once), Values(other));
        Assert.NotEqual(once.FreeEnergy.LogEvidence, other.FreeEnergy.LogEvidence);
        Assert.NotEqual(once.Draws.Of(0)[0], once.Draws.Of(0)[1]);
    }

    [Fact]
    [Trait("suite", "proofs")]
    public void A_batch_of_mixed_sizes_gives_each_posterior_what_it_gets_alone()
    {
        Posterior[] posteriors = MixedBatch.Create();
        IReadOnlyList<Result> together = Run(posteriors, ShortOptions);
        Assert.Equal(posteriors, together.Select(result => result.Target));
        for (int i = 0; i < posteriors.Length; i++)
        {
            Assert.Equal(ShortOptions.Seed + (ulong)i, together[i].Seed);
            AssertSame(Run(posteriors[i], ShortOptions with { Seed = ShortOptions.Seed + (ulong)i }), together[i]);
        }
    }

    private static void AssertSame(Result expected, Result actual)
    {
        Assert.Equal(Values(expected), Values(actual));
        Assert.Equal(LadderRun.Of(expected).Ladder.InverseTemperatures, LadderRun.Of(actual).Ladder.InverseTemperatures);
        Assert.Equal(LadderRun.Of(expected).Ladder.Rejections, LadderRun.Of(actual).Ladder.Rejections);
        Assert.Equal(expected.FreeEnergy.LogEvidence, actual.FreeEnergy.LogEvidence);
        Assert.Equal(expected.FreeEnergy.StandardError, actual.FreeEnergy.StandardError);
    }

    /// <summary>All values of all draws.</summary>
    private static double[] Values(Result result)
    {
        var values = new List<double>();
        ForEveryDraw(result.Draws, (_, _, point) => values.AddRange(point));
        return [.. values];
    }

    private static void ForEveryDraw(Draws draws, Action<int, int, double[]> look)
    {
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            for (int draw = 0; draw < draws.Count; draw++)
            {
                look(chain, draw, draws[chain, draw].ToArray());
            }
        }
    }

    private void AssertEqual(double expected, double actual) =>
        Assert.Equal(expected, actual, LogLikelihoodTolerance * Math.Max(1, Math.Abs(expected)));
}
