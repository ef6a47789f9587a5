using System.Text.Json.Nodes;
using BayesMeasure.DataIntegration;
using BayesMeasure.Inference;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Persistence;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.DataIntegration;

/// <summary>The answers that follow from known free energies.</summary>
public class IntegrationTests
{
    [Fact]
    public void Each_measurement_then_the_groups_then_all_are_solved()
    {
        Assert.Equal(["A", "B", "C", "A + B + C"], NamesOf(IntegrationDepth.Whole));
        Assert.Equal(["A", "B", "C", "A + B", "A + C", "B + C", "A + B + C"], NamesOf(IntegrationDepth.Pairs));
        Assert.Equal(15, new Integration(Constants(4), IntegrationDepth.All).Groups.Count);
        Assert.Equal(["A", "B", "A + B"], new Integration(Constants(2)).Groups.Select(NameOf));
    }

    [Theory]
    [InlineData(1.0, 0.2, IntegrationDecision.Join)]
    [InlineData(-1.0, 0.2, IntegrationDecision.KeepSeparate)]
    [InlineData(0.3, 0.2, IntegrationDecision.Undecided)]
    [InlineData(0, 0, IntegrationDecision.Undecided)]
    [InlineData(1e-9, 0, IntegrationDecision.Join)]
    [InlineData(1, double.NaN, IntegrationDecision.Undecided)]
    public void The_error_bars_decide(double gap, double error, IntegrationDecision decision)
    {
        double each = error / Math.Sqrt(3);
        IntegrationComparison comparison = Known(2, [-1, -2, -3 + gap], _ => each);
        Assert.Equal(gap, comparison.Whole.LogOdds, 1e-12);
        Assert.Equal(error, comparison.Whole.StandardError, 1e-12);
        Assert.Equal(1 / (1 + Math.Exp(-gap)), comparison.Whole.Probability, 1e-12);
        Assert.Equal(decision, comparison.Whole.Decision);
        string verdict = decision switch
        {
            IntegrationDecision.Join => "Join A + B",
            IntegrationDecision.KeepSeparate => "Keep A and B separate",
            _ => "Undecided",
        };
        Assert.StartsWith(verdict, comparison.Verdict, StringComparison.Ordinal);
        Assert.StartsWith(comparison.Verdict, comparison.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(-0.5, true)]
    [InlineData(5, false)]
    public void Small_odds_are_called_small(double gap, bool areSmall)
    {
        string verdict = Known(2, [-1, -2, -3 + gap], _ => 0.01).Verdict;
        Assert.Equal(
            areSmall,
            verdict.EndsWith("But the data themselves hardly tell: the odds are less than 3 to 1.", StringComparison.Ordinal));
    }

    [Fact]
    public void An_estimate_that_cannot_be_trusted_decides_nothing()
    {
        var integration = new Integration(Constants(2));
        Result[] results =
            [.. integration.Groups.Select((group, i) => Of(group, i, 0) with { Doubt = i == 1 ? "nothing moved" : null })];
        IntegrationComparison comparison = integration.Weigh(results);
        Assert.Equal(IntegrationDecision.Undecided, comparison.Whole.Decision);
        Assert.Null(comparison.SelectedPartition);
        Assert.Contains("See the warnings of B.", comparison.Verdict, StringComparison.Ordinal);
    }

    /// <summary>A line through curved data: whatever the odds prefer, its models do not describe what was measured.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public void Models_that_do_not_fit_are_neither_joined_nor_kept_apart(double gap)
    {
        IntegrationComparison comparison = Compare(gap, bend: 1);
        Assert.Equal(IntegrationDecision.Undecided, comparison.Whole.Decision);
        Assert.Null(comparison.SelectedPartition);
        Assert.StartsWith("Undecided. bent: The model does not", comparison.Verdict, StringComparison.Ordinal);
        Assert.Contains("undecided: the model does not fit", comparison.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Warning: {comparison.Whole.Objection}", comparison.ToString(), StringComparison.Ordinal);
        Assert.Equal(comparison.Whole.Objection, (string?)IntegrationJson.Of(comparison, null, null)["whole"]!["objection"]);
    }

    [Fact]
    public void Models_that_fit_are_decided_as_before()
    {
        Assert.Equal(IntegrationDecision.Join, Compare(10, bend: 0).Whole.Decision);
        Assert.Equal(IntegrationDecision.KeepSeparate, Compare(-10, bend: 0).Whole.Decision);
    }

    /// <summary>A and B are one sample, C is another.</summary>
    [Fact]
    public void The_best_partition_is_found_among_the_groups_that_were_solved()
    {
        IntegrationComparison comparison = Known(3, [-10, -10, -10, -15, -30, -31, -40], _ => 0.1);
        Assert.Equal(["A + B | C", "A | B | C", "A + C | B", "A + B + C", "A | B + C"],
            comparison.Partitions.Select(partition => partition.Name));
        Assert.Equal("A + B | C", comparison.SelectedPartition?.Name);
        double[] weights = [.. new double[] { 25, 30, 40, 40, 41 }.Select(value => Math.Exp(25 - value))];
        Assert.Equal(weights[0] / weights.Sum(), comparison.Partitions[0].Probability, 1e-12);
        Assert.Equal([IntegrationDecision.Join, IntegrationDecision.KeepSeparate, IntegrationDecision.KeepSeparate],
            comparison.Pairs.Select(pair => pair.Decision));
    }

    /// <summary>Groups that two partitions have in common have the same error in both: it cancels in the difference.</summary>
    [Fact]
    public void What_partitions_have_in_common_adds_no_error_to_their_difference()
    {
        double[] logEvidences = [-10, -10, -10, -19, -40, -41, -50];
        Assert.NotNull(Known(3, logEvidences, i => i == 2 ? 5 : 0.1).SelectedPartition);
        Assert.Null(Known(3, logEvidences, i => i == 1 ? 5 : 0.1).SelectedPartition);
    }

    [Fact]
    public void There_are_as_many_partitions_as_Bell_counted() => Assert.Equal(
        [2, 5, 15, 52],
        Enumerable.Range(2, 4).Select(count =>
        {
            var integration = new Integration(Constants(count), IntegrationDepth.All);
            return integration.Weigh([.. integration.Groups.Select(group => Of(group, 0, 0))]).Partitions.Count;
        }));

    [Fact]
    public void Widths_are_those_of_what_is_shared()
    {
        SharedWidth[] widths = [.. Known(2, [0, 0, 0], _ => 0).Widths];
        Assert.Equal([("offset", "A"), ("offset", "B")], widths.Select(width => (width.Parameter, width.Measurement)));
        var width = new SharedWidth("a", "A", Separate: 2, SeparateError: 0.06, Joint: 1, JointError: 0.04);
        Assert.Equal(2, width.Gain);
        Assert.Equal(0.1, width.GainError, 1e-12);
    }

    [Fact]
    public void A_sampled_comparison_is_reproducible_and_reports_its_progress()
    {
        ReplicaExchangeOptions options = new() { Seed = 3, Chains = 2, Rungs = 4, BurnInSweeps = 60, Sweeps = 100 };
        var heard = new List<InferenceProgress>();
        IntegrationComparison first = new Integration(Constants(2)).Compare(options, new Relay(heard));
        IntegrationComparison second = new Integration(Constants(2)).Compare(options with { Threads = 1 });
        Assert.Equal($"{first}", $"{second}");
        Assert.Equal(["A", "B", "A + B"], heard.Select(state => state.Name).Distinct());
        Assert.Equal([3UL, 4UL, 5UL], first.Groups.Select(group => group.Result.Seed));
    }

    [Fact]
    public void The_file_holds_what_was_found()
    {
        IntegrationComparison comparison = Known(3, [-10, -10, -10, -15, -30, -31, -40], i => i == 6 ? double.NaN : 0.1);
        JsonObject file = IntegrationJson.Of(comparison, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        JsonObject json = JsonNode.Parse(file.ToJsonString())!.AsObject();
        Assert.Equal(
            [
                "schema", "seed", "groups", "whole", "pairs", "partitions", "selected_partition", "widths", "verdict",
                "cpu_seconds", "wall_seconds",
            ],
            json.Select(field => field.Key));
        Assert.Equal("A + B", (string?)json["pairs"]![0]!["name"]);
        Assert.Equal((5, "join"), ((double)json["pairs"]![0]!["log_odds"]!, (string?)json["pairs"]![0]!["decision"]));
        Assert.Null(json["whole"]!["log_odds_se"]);
        Assert.Equal("undecided", (string?)json["whole"]!["decision"]);
        Assert.Equal(comparison.Partitions[0].Name, (string?)json["partitions"]![0]!["name"]);
        Assert.Equal(3, json["widths"]!.AsArray().Count);
        Assert.Single(json["groups"]![0]!["parameters"]!.AsArray());
    }

    [Fact]
    public void Questions_without_an_answer_are_refused()
    {
        Refused("two measurements or more", () => new Integration(Constants(1)));
        Refused("127 runs", () => new Integration(Constants(7), IntegrationDepth.All));
        Refused("share nothing",
            () => new Integration(new(new Prior { ["offset"] = Prior.Normal(0, 1) }.Labelled("A", "B"), Part("A"), Part("B"))));
        var integration = new Integration(Constants(2));
        Refused("one result for each", () => integration.Weigh([Of(integration.Groups[0], 0, 0)]));
        static void Refused(string message, Func<object> ask) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(ask).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> NamesOf(IntegrationDepth depth) =>
        new Integration(Constants(3), depth).Groups.Select(NameOf);

    private static string NameOf(JointPosterior joint) => string.Join(" + ", joint.Parts.Select(part => part.Name));

    private static IntegrationComparison Known(int measurements, double[] logEvidences, Func<int, double> error)
    {
        var integration = new Integration(Constants(measurements));
        return integration.Weigh([.. integration.Groups.Select((group, i) => Of(group, logEvidences[i], error(i)))]);
    }

    /// <summary>Two measurements of a constant of 0, one of which bends.</summary>
    private static IntegrationComparison Compare(double gap, double bend)
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i / 59.0)];
        var random = new RandomStream(5, chain: 0, replica: 0);
        double[] straight = [.. x.Select(_ => 0.1 * random.NextNormal())];
        double[] bent = [.. x.Select(value => bend * Math.Sin(6 * value) + 0.1 * random.NextNormal())];
        var integration = new Integration(new(
            new() { ["offset"] = Prior.Normal(0, 1) },
            new JointPart("straight", new(x, straight), ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.1)),
            new JointPart("bent", new(x, bent), ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(0.1))));
        return integration.Weigh([.. integration.Groups.Select((group, i) => AtZero(group, i == 2 ? gap : 0))]);
    }

    private static Result AtZero(JointPosterior group, double logEvidence) =>
        KnownDraws.Create(group.Prior, [[[0.01], [-0.01], [0.0], [0.005]], [[0.0], [0.01], [-0.01], [0.002]]], _ => 0) with
        {
            Target = group,
            FreeEnergy = FreeEnergyEstimate.Exact("known", logEvidence),
        };

    private static Result Of(JointPosterior group, double logEvidence, double error) =>
        KnownDraws.Create(group.Prior, [[[0.5], [1.5], [2.5], [0.7]], [[1.0], [2.0], [0.2], [1.1]]], _ => 0) with
        {
            Target = group,
            FreeEnergy = FreeEnergyEstimate.Exact("known", logEvidence) with { StandardError = error },
        };

    /// <summary>Measurements of one constant, which they share.</summary>
    private static JointPosterior Constants(int count) =>
        new(new() { ["offset"] = Prior.Normal(0, 1) }, [.. "ABCDEFG"[..count].Select(name => Part($"{name}"))]);

    private static JointPart Part(string name) =>
        new(name, new([0, 1], [0.1, -0.2]), ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(1));

    private sealed class Relay(List<InferenceProgress> heard) : IProgress<InferenceProgress>
    {
        public void Report(InferenceProgress value) => heard.Add(value);
    }
}
