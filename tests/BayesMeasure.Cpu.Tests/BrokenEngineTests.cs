using BayesMeasure.Conformance;
using BayesMeasure.Noise;
using BayesMeasure.Priors;
using BayesMeasure.Problems.Broken;
using Xunit.Sdk;

namespace BayesMeasure.Cpu.Tests;

/// <summary>The suite can fail: engines with one fault each are rejected by the test that is there for it.</summary>
public class BrokenEngineTests
{
    [Fact]
    public void A_free_energy_that_lacks_a_constant_is_seen() => Rejects(
        new() { Spoil = result => result.FreeEnergy(-Math.Log(2)) },
        suite => suite.Free_energy_and_posterior_are_the_known_ones("rate"));

    [Fact]
    public void Draws_that_are_off_by_half_a_standard_deviation_are_seen() => Rejects(
        new() { Spoil = result => result.Draws(values => values[0] += 0.05) },
        suite => suite.Free_energy_and_posterior_are_the_known_ones("uniform prior"));

    [Fact]
    public void Noise_that_is_taken_for_larger_is_seen() => Rejects(
        new()
        {
            Ask = right => new(
                right.Measurement,
                right.Model,
                GaussianNoise.Known(1.3 * ((GaussianNoise)right.Noise).Level!.Value),
                right.Prior),
        },
        suite => suite.Free_energy_and_posterior_are_the_known_ones("line"));

    [Fact]
    public void Moves_without_their_test_are_seen() => Rejects(
        new() { With = options => options with { Explorer = new LenientExplorer(Leniency: 1e300) } },
        suite => suite.Every_explorer_finds_the_posterior("coordinates"));

    [Fact]
    public void Moves_that_are_accepted_too_often_are_seen() => Rejects(
        new() { With = options => options with { Explorer = new LenientExplorer(Leniency: 1) } },
        suite => suite.Every_explorer_finds_the_posterior("coordinates"));

    [Fact]
    public void A_coordinate_without_its_Jacobian_is_seen() => Rejects(
        new() { Ask = right => new(right.Measurement, right.Model, right.Noise, WithoutJacobian(right.Prior)) },
        suite => suite.Where_data_say_nothing_the_posterior_is_the_prior_of_every_distribution());

    [Fact]
    public void One_order_of_equal_peaks_alone_is_seen() =>
        Rejects(new() { Spoil = result => result.Draws(Array.Sort) }, suite => suite.Two_equal_peaks_are_found_in_both_orders());

    [Fact]
    public void Shifted_log_likelihoods_are_seen() => Rejects(
        new() { Spoil = result => result.Draws(logLikelihood: 1e-4) },
        suite => suite.Log_likelihood_and_log_prior_of_every_draw_are_those_of_the_posterior());

    [Fact]
    public void Shifted_log_priors_are_seen() => Rejects(
        new() { Spoil = result => result.Draws(logPrior: 1e-4) },
        suite => suite.Log_likelihood_and_log_prior_of_every_draw_are_those_of_the_posterior());

    [Fact]
    public void Swapped_rungs_at_the_top_are_seen() => Rejects(
        new() { Spoil = result => result.Traces(rung => rung < 4 ? rung : 9 - rung) },
        suite => suite.Traces_at_the_posterior_are_those_of_the_draws());

    [Fact]
    public void Swapped_rungs_at_the_bottom_are_seen() => Rejects(
        new() { Spoil = result => result.Traces(rung => rung > 1 ? rung : 1 - rung) },
        suite => suite.Traces_rise_along_the_ladder());

    [Fact]
    public void A_seed_that_is_not_taken_is_seen() => Rejects(
        new() { With = options => options with { Seed = 1 } }, suite => suite.The_same_seed_gives_the_same_result_bit_for_bit());

    [Fact]
    public void A_run_that_is_never_the_same_is_seen()
    {
        ulong runs = 0;
        Rejects(
            new() { With = options => options with { Seed = options.Seed + runs++ } },
            suite => suite.The_same_seed_gives_the_same_result_bit_for_bit());
    }

    [Fact]
    public void Results_in_another_order_are_seen() => Rejects(
        new() { Deal = results => results.Reverse() },
        suite => suite.A_batch_of_mixed_sizes_gives_each_posterior_what_it_gets_alone());

    [Fact]
    public void A_ladder_that_is_not_taken_is_seen() =>
        Rejects(new() { With = options => options with { Ladder = null } }, suite => suite.A_ladder_of_ones_own_is_kept());

    [Fact]
    public void A_run_that_does_not_know_when_to_end_is_seen() => Rejects(
        new() { With = options => options with { Sweeps = 4000, Until = new() } },
        suite => suite.A_run_ends_at_the_standard_error_that_is_wanted());

    [Fact]
    public void A_run_that_cannot_be_cancelled_is_seen() =>
        Rejects(new() { IsDeaf = true }, suite => suite.A_cancelled_run_returns_what_was_recorded());

    private static Prior WithoutJacobian(Prior right) => new(
        right.Entries.Select(entry => entry with { Rule = new WrongJacobian((Distribution)entry.Rule) }));

    /// <summary>A check passes with the right engine, and fails with the broken one.</summary>
    private static void Rejects(BrokenEngine broken, Action<ConformanceSuite> check)
    {
        check(new BrokenEngine());
        Assert.ThrowsAny<XunitException>(() => check(broken));
    }
}
