using BayesMeasure.FreeEnergy;
using BayesMeasure.Inference;
using BayesMeasure.Persistence;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.References;
using BayesMeasure.Tests.Sampling.Checkpoints;
using Xunit.Abstractions;

namespace BayesMeasure.Tests.Sampling;

/// <summary>Runs with a reference at beta = 1.</summary>
public class ReferenceRunTests(ITestOutputHelper output)
{
    private static readonly ReplicaExchangeOptions Options = new()
    {
        Seed = 5,
        Chains = 2,
        Rungs = 6,
        BurnInSweeps = 600,
        Sweeps = 600,
        Threads = 1,
        Modes = null,
    };

    private static readonly string[] Methods = ["posterior bridge", "importance sampling"];

    private static readonly ReferenceOptions Reference = new() { Draws = 2000, IndependenceSteps = false };

    private static Result Run(ITarget target, ReferenceOptions? reference, int threads = 1) =>
        new ReplicaExchange(Options with { Reference = reference, Threads = threads }).Run(target);

    [Fact]
    public void Estimates_beside_a_run_change_nothing_of_it()
    {
        Result without = Run(PeakProblem.Create(), null), with = Run(PeakProblem.Create(), Reference);
        FreeEnergyEstimate[] ofLadder = [.. with.FreeEnergies.Where(estimate => !Methods.Contains(estimate.Method))];
        Assert.Equal(
            ResultNumbers.Of(without),
            ResultNumbers.Of(with with { FreeEnergy = ofLadder[0], FreeEnergies = ofLadder }));
        Assert.Equal(Methods, OfReference(with).Select(estimate => estimate.Method));
        Assert.All(OfReference(with), estimate => Assert.InRange(
            Math.Abs(estimate.LogEvidence - without.FreeEnergy.LogEvidence), 0, 4 * without.FreeEnergy.StandardError));
    }

    [Fact]
    public void The_bridge_is_quoted_where_it_is_fit()
    {
        Result result = Run(PeakProblem.Create(), Reference);
        Assert.Equal(Methods[0], result.FreeEnergy.Method);
        Assert.True(result.IsDecided);
        Assert.True(result.FreeEnergy.StandardError < Run(PeakProblem.Create(), null).FreeEnergy.StandardError / 2);
    }

    [Fact]
    public void Left_alone_a_run_ends_when_log_Z_is_known_and_makes_all_sweeps_that_are_asked_for()
    {
        var options = new ReplicaExchangeOptions { Seed = 5, Threads = 1 };
        Result alone = new ReplicaExchange(options).Run(PeakProblem.Create());
        Result asked = new ReplicaExchange(options with { BurnInSweeps = 300, Sweeps = 700 }).Run(PeakProblem.Create());
        Assert.Equal(StopKind.StandardError, alone.StopReason.Kind);
        Assert.InRange(alone.FreeEnergy.StandardError, 0, 0.05);
        Assert.InRange(alone.Draws.Count, 250, 1000);
        Assert.Equal((StopKind.Sweeps, 700), (asked.StopReason.Kind, asked.Draws.Count));
        Assert.InRange(
            Math.Abs(alone.FreeEnergy.LogEvidence - asked.FreeEnergy.LogEvidence),
            0,
            4 * (alone.FreeEnergy.StandardError + asked.FreeEnergy.StandardError));
    }

    private static IEnumerable<FreeEnergyEstimate> OfReference(Result result) =>
        result.FreeEnergies.Where(estimate => Methods.Contains(estimate.Method));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_number_of_threads_does_not_change_a_bit(int threads)
    {
        ReferenceOptions stepping = Reference with { IndependenceSteps = true };
        Assert.Equal(
            ResultNumbers.Of(Run(PeakProblem.Create(), stepping)),
            ResultNumbers.Of(Run(PeakProblem.Create(), stepping, threads)));
    }

    [Fact]
    public void Independence_steps_make_other_draws_of_the_same_posterior_that_can_be_made_again()
    {
        Result without = Run(PeakProblem.Create(), Reference);
        Result with = Run(PeakProblem.Create(), Reference with { IndependenceSteps = true });
        Assert.NotEqual(without.Draws[0, 10].ToArray(), with.Draws[0, 10].ToArray());
        for (int i = 0; i < with.Draws.Parameters.Count; i++)
        {
            var one = with.Summary.Parameters[i];
            var other = without.Summary.Parameters[i];
            double error = Math.Sqrt(
                Math.Pow(one.Convergence.StandardErrorOfMean, 2) + Math.Pow(other.Convergence.StandardErrorOfMean, 2));
            Assert.InRange(one.Mean - other.Mean, -4 * error, 4 * error);
        }

        Assert.True(ReproducibilityReport.Of(with).IsIdentical);
    }

    /// <summary>Two components of which either may be first: quadrature is a closed form here.</summary>
    [Fact]
    public void Components_without_labels_have_their_evidence()
    {
        Result result = Run(SwitchingProblem.Target, Reference);
        Assert.All(OfReference(result), estimate =>
        {
            Assert.InRange((estimate.LogEvidence - SwitchingProblem.LogEvidence) / estimate.StandardError, -4, 4);
            Assert.InRange(estimate.StandardError, 0, 0.03);
            Assert.True(estimate.Fitness!.IsUsable, estimate.Fitness.Text);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("suite", "proofs")]
    public void Error_bars_of_two_hundred_runs_are_true(bool steps)
    {
        const int seeds = 200;
        ReplicaExchangeOptions options =
            Options with { BurnInSweeps = 400, Sweeps = 300, Reference = new() { Draws = 1000, IndependenceSteps = steps } };
        FreeEnergyEstimate[][] runs = [.. Enumerable.Range(1, seeds).AsParallel().AsOrdered().Select(seed =>
            new ReplicaExchange(options with { Seed = (ulong)seed }).Run(SwitchingProblem.Target)
                .FreeEnergies.Where(estimate => Methods.Contains(estimate.Method)).ToArray())];
        for (int i = 0; i < 2; i++)
        {
            double[] scores = [.. runs.Select(run => run[i])
                .Select(estimate => (estimate.LogEvidence - SwitchingProblem.LogEvidence) / estimate.StandardError)];
            double mean = scores.Average();
            double deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
            int[] within = [.. new[] { 1, 2 }.Select(errors => scores.Count(score => Math.Abs(score) < errors))];
            int used = runs.Count(run => run[i].Fitness!.IsUsable);
            output.WriteLine(FormattableString.Invariant($"{runs[0][i].Method}: mean {mean:F2}, deviation {deviation:F2}, ")
                + $"within 1 and 2 errors {within[0]} and {within[1]}, used {used} of {seeds}");
            Assert.InRange(mean, -4 / Math.Sqrt(seeds), 4 / Math.Sqrt(seeds));
            Assert.InRange(deviation, 0.65, 1 + 4 / Math.Sqrt(2.0 * seeds));
        }
    }

    [Fact]
    public void The_certificate_lists_them_with_their_fitness()
    {
        Result result = Run(PeakProblem.Create(), Reference);
        string text = FreeEnergyCertificate.Of(result).ToString();
        Assert.Contains("posterior bridge, used: overlap ", text, StringComparison.Ordinal);
        Assert.Contains("Reference at beta = 1, fitted to the end of burn-in: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_they_say_of_themselves_is_saved_with_them()
    {
        Result result = Run(PeakProblem.Create(), Reference);
        string file = Path.GetTempFileName();
        try
        {
            result.Save(file);
            Assert.Equal(
                result.FreeEnergies.Select(estimate => estimate.Fitness),
                Result.Load(file).FreeEnergies.Select(estimate => estimate.Fitness));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void What_has_no_density_says_so()
    {
        Result result = Run(IndicatorProblem.Create(), Reference);
        Assert.Equal(4, result.FreeEnergies.Count);
        Assert.Contains(
            "No reference at beta = 1: some unknowns are indicators", result.Report.Statements[^1], StringComparison.Ordinal);
        Assert.Contains(
            "there is no unknown",
            Run(new LogLikelihoodTarget(new Prior(), _ => -1), Reference).Report.Statements[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_burn_in_that_is_too_short_says_so()
    {
        Result result = new ReplicaExchange(Options with { BurnInSweeps = 2, Reference = Reference }).Run(PeakProblem.Create());
        Assert.Contains("too few", result.Report.Statements[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_fails_at_a_draw_of_the_reference_costs_no_result()
    {
        bool isRecorded = false;
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, point =>
            isRecorded ? double.NaN : -point[0] * point[0]);
        Result result = new ReplicaExchange(Options with { Reference = Reference }).Run(
            target, new Reporter(state => isRecorded |= state.Step >= state.Steps));
        Assert.Equal(4, result.FreeEnergies.Count);
        Assert.Contains("at beta = 1: the model failed. ", result.Report.Statements[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplicaExchange(new() { Reference = new() { Draws = 99 } }));
    }
}
