using BayesMeasure.Explorers;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;
using CsCheck;

namespace BayesMeasure.Tests.Posteriors;

public class JointPosteriorTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3], [0.1, 0.9, 1.1, 0.2], [0.1, 0.2, 0.1, 0.3]);

    private static readonly Prior Peak =
        new() { ["amplitude"] = Prior.Gamma(5, 5), ["precision"] = Prior.Gamma(2, 1), ["center"] = Prior.Normal(1.5, 1) };

    private static ForwardModel Peaks => ForwardModel.Of<GaussianPrecisionPeak>().Repeat(2);

    [Fact]
    public void A_walked_state_equals_the_sum_of_the_log_likelihoods() =>
        Property.ForAll(
            Gen.Select(Gen.Int[2, 20], Gen.Int[0, 1_000_000]),
            drawn => Walk(JointProblem.Create(drawn.Item1, drawn.Item2), drawn.Item2, keepAll: false));

    [Fact]
    public void A_walker_that_keeps_what_it_should_forget_is_found_out() =>
        Assert.ThrowsAny<Exception>(() => Walk(JointProblem.Create(), seed: 3, keepAll: true));

    [Fact]
    public void The_posteriors_of_the_parts_add_up_to_it_bit_for_bit()
    {
        JointPosterior joint = JointProblem.Create();
        double[] point = JointProblem.DrawPoint(joint, new RandomStream(2, 0, 0));
        ITargetState all = joint.CreateState();
        all.Set(point);
        Assert.Equal(Enumerable.Range(0, 3).Sum(part => Alone(joint, part, point)), all.LogLikelihood);
        Assert.Equal(
            ["amplitude[1]", "amplitude[2]", "A.offset", "noise", "prefactor", "energy"],
            Names(joint.Curves[1].Posterior).Where(name => !joint.Prior.Entries.Take(4).Any(shared => shared.Name == name)));
    }

    [Fact]
    public void One_measurement_is_its_plain_posterior_bit_for_bit()
    {
        Prior prior = Peak.Repeat(2) + new Prior { ["offset"] = Prior.Normal(0, 1), ["noise"] = Prior.LogUniform(0.01, 1) };
        ForwardModel model = Peaks + ForwardModel.Of<ConstantBackground>();
        var plain = new Posterior(Data, model, GaussianNoise.Unknown, prior);
        var joint = new JointPosterior(prior, new JointPart("A", Data, model, GaussianNoise.Unknown));
        Assert.Equal(plain.Parameters, joint.Parameters);
        Assert.Equal(plain.Blocks, joint.Blocks);
        Assert.Equal(Texts(plain.Groups), Texts(joint.Groups));
        ReplicaExchangeOptions options = new()
        {
            Seed = 5,
            Chains = 2,
            Rungs = 6,
            BurnInSweeps = 100,
            Sweeps = 100,
            Modes = null,
            Reference = null,
            Explorer = Explorer.Sequence(new CoordinateWalk(), new BlockWalk().Every(4), new ComponentRedraw()),
        };
        Assert.Equal(Numbers(plain, options), Numbers(joint, options));
    }

    [Fact]
    public void A_move_computes_only_the_measurements_that_read_it()
    {
        CountingModel[] models = [new(), new(), new()];
        var joint = new JointPosterior(
            new Prior { ["level"] = Prior.Normal(0, 1), ["C.slope"] = Prior.TiedTo("A.slope") }
                + new Prior { ["slope"] = Prior.Normal(0, 1) }.Labelled("A", "B"),
            [.. models.Select(
                (model, i) => new JointPart("ABC"[i..(i + 1)], Data, ForwardModel.Curve(model), GaussianNoise.PerPoint))]);
        ITargetState state = joint.CreateState();
        state.Set([1, 2, 3]);
        int[] before = [.. models.Select(model => model.Evaluations)];
        int[] New() => [.. models.Zip(before, (model, earlier) => model.Evaluations - earlier)];
        state.Propose([2], [0.5]);
        state.Accept();
        Assert.Equal([0, 1, 0], New());
        state.Propose([1], [0.5]);
        Assert.Equal([1, 1, 1], New());
        state.Propose([0], [0.5]);
        Assert.Equal([2, 2, 2], New());
    }

    [Fact]
    public void A_name_without_a_part_is_shared_by_all_that_have_no_rule_of_their_own()
    {
        var joint = new JointPosterior(
            new Prior
            {
                ["offset"] = Prior.Normal(0, 1),
                ["B.offset"] = Prior.Normal(5, 1),
                ["D.offset"] = Prior.TiedTo("offset", 2),
            },
            [.. "ABCD".Select(
                name => new JointPart($"{name}", Data, ForwardModel.Of<ConstantBackground>(), GaussianNoise.PerPoint))]);
        Assert.Equal(["offset", "B.offset"], Names(joint));
        Assert.Equal([[0], [1], [0], [0]], joint.Curves.Select(curve => curve.Positions));
        Assert.Equal(
            [3, 5, 3, 6], joint.Curves.Select(curve => curve.Posterior.Predict(curve.ValuesOf([3, 5]), [0])[0]));
        Assert.Equal(["offset", "offset", "offset", "shared.offset"], joint.Curves.SelectMany(curve => Names(curve.Posterior)));
    }

    [Fact]
    public void Blocks_hold_every_unknown_once()
    {
        JointPosterior joint = JointProblem.Create();
        Assert.Equal(Enumerable.Range(0, joint.Parameters.Count), joint.Blocks.SelectMany(block => block).Order());
        Assert.Equal(
            ["A.amplitude[1]", "precision[1]", "center[1]"], joint.Blocks[0].Select(position => joint.Parameters[position].Name));
        Assert.Contains(joint.Blocks,
            block => block.Select(position => joint.Parameters[position].Name).SequenceEqual(["prefactor", "energy"]));
    }

    [Fact]
    public void Peaks_that_measurements_share_are_one_component_of_all()
    {
        Prior prior = new Prior { ["center"] = Prior.Normal(0, 1), ["precision"] = Prior.Gamma(4, 1) }.Repeat(2)
            + new Prior { ["amplitude"] = Prior.Gamma(5, 5) }.Repeat(2).Labelled("A", "B");
        ComponentGroup group = Assert.Single(Two(prior).Groups);
        Assert.Equal(
            ["A.amplitude[2]", "precision[2]", "center[2]", "B.amplitude[2]"],
            group.Components[1].Select(position => prior.Entries[position].Name));
        Assert.Null(group.Amplitude);
    }

    [Fact]
    public void Peaks_that_measurements_do_not_share_are_components_of_each()
    {
        IReadOnlyList<ComponentGroup> groups = Two(Peak.Repeat(2).Labelled("A", "B")).Groups;
        Assert.Equal([2, 2], groups.Select(group => group.Components.Count));
        Assert.All(groups, group => Assert.Equal(0, group.Amplitude));
    }

    [Fact]
    public void Peaks_of_which_one_is_shared_crosswise_are_not_alike()
    {
        Prior prior = new Prior
        {
            ["precision"] = Prior.Gamma(4, 1),
            ["amplitude"] = Prior.Gamma(5, 5),
        }.Repeat(2).Labelled("A", "B")
            + new Prior
            {
                ["A.center[1]"] = Prior.Normal(0, 1),
                ["B.center[1]"] = Prior.Normal(0, 1),
                ["center[2]"] = Prior.Normal(0, 1),
            };
        Assert.Empty(Two(prior).Groups);
    }

    [Fact]
    public void A_link_to_a_peak_makes_it_unlike_the_others() =>
        Assert.Empty(JointProblem.Create().Groups);

    [Fact]
    public void Some_of_the_measurements_are_asked_alone()
    {
        JointPosterior some = JointProblem.Create().Of(2, 0);
        Assert.Equal(["C", "A"], some.Parts.Select(part => part.Name));
        Assert.DoesNotContain(some.Prior.Entries, entry => entry.Name.StartsWith('B') || entry.Name == "prefactor");
        Assert.Contains("energy", Names(some));
    }

    [Theory]
    [InlineData("A", "A", "Two measurements are named \"A\"")]
    [InlineData("A", " ", "whitespace")]
    public void Measurements_have_names_of_their_own(string first, string second, string message) => Refused(
        message, () => new JointPosterior(Peak, Part(first), Part(second)));

    [Fact]
    public void Missing_and_unknown_names_are_listed()
    {
        ForwardModel peak = ForwardModel.Of<GaussianPrecisionPeak>();
        Prior misspelt = new()
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precison"] = Prior.Gamma(2, 1),
            ["center"] = Prior.Normal(0, 1),
        };
        Prior both = Peak + Peak.Labelled("A", "B");
        Refused("says nothing of A.center, B.center",
            () => Two(new Prior { ["amplitude"] = Prior.Gamma(5, 5), ["precision"] = Prior.Gamma(2, 1) }, peak));
        Refused("Did you mean \"precision\"?", () => Two(misspelt, peak));
        Refused("Write .Repeat(2)", () => Two(Peak, peak.Repeat(2)));
        Refused("speaks of D.center, which", () => Two(Peak + new Prior { ["D.center"] = Prior.Normal(0, 1) }, peak));
        Refused("speaks of amplitude, precision, center, which no measurement has or no longer reads", () => Two(both, peak));
        Refused("label of a term", () => Two(Peak.Labelled("B"), peak.Labelled("B")));
        Refused("There is no measurement", () => new JointPosterior(Peak));
        var bare = new JointPart("A", new([0], [1]), peak, GaussianNoise.PerPoint);
        Refused("The measurement \"A\": The noise is given point by point", () => new JointPosterior(Peak, bare));
    }

    [Fact]
    public void Its_description_tells_the_measurements_apart()
    {
        (string Name, string Text)[] lines = [.. JointProblem.Create().Description];
        Assert.Equal(lines.Length, lines.DistinctBy(line => line.Name).Count());
        Assert.Contains(("the noise, of \"A\"", "Gaussian, sigma = 0.4"), lines);
        string link = lines.Single(line => line.Name == "the parameter 'phase', of \"B\"").Text;
        Assert.EndsWith("p => p[0] * Math.Exp(-p[1] / (ThermalEnergy * p[2])))", link, StringComparison.Ordinal);
    }

    /// <summary>What a peak has of its own in each measurement goes with its center, which they share.</summary>
    [Fact]
    public void Components_are_ordered_across_the_measurements()
    {
        Prior prior = new Prior { ["center"] = Prior.Normal(0, 1), ["precision"] = Prior.Gamma(4, 1) }.Repeat(2)
            + new Prior { ["amplitude"] = Prior.Gamma(5, 5) }.Repeat(2).Labelled("A", "B");
        JointPosterior joint = Two(prior);
        Draws draws = KnownDraws.Of(joint.Parameters, [[[5, 50, -5, 51, 1, 2, 3, 4]]]);
        Result result = KnownDraws.Create(new Prior(), [[[]]], _ => 0) with { Target = joint, Draws = draws };
        Assert.Equal([-5, 51, 5, 50, 2, 1, 4, 3], result.Summary.Draws[0, 0].ToArray());
        PosteriorSummary second = result.SummaryOf("B");
        Assert.Equal("center", second.OrderedBy);
        Assert.Equal(["center[1]", "precision[1]", "center[2]", "precision[2]", "amplitude[1]", "amplitude[2]"],
            second.Parameters.Select(item => item.Name));
        Assert.Equal([-5, 51, 5, 50, 4, 3], second.Draws[0, 0].ToArray());
        string stranger = Assert.Throws<ArgumentException>(() => result.SummaryOf("C")).Message;
        Assert.Contains("no measurement named \"C\"", stranger, StringComparison.Ordinal);
        Assert.Contains("Known are A, B.", stranger, StringComparison.Ordinal);
    }

    [Fact]
    public void Components_of_each_measurement_are_ordered_by_themselves()
    {
        JointPosterior joint = Two(Peak.Repeat(2).Labelled("A", "B"));
        Draws draws = KnownDraws.Of(joint.Parameters, [[[1, 2, 9, 4, 5, 6, 7, 8, 3, 10, 11, 12]]]);
        Result result = KnownDraws.Create(new Prior(), [[[]]], _ => 0) with { Target = joint, Draws = draws };
        Assert.Equal([4, 5, 6, 1, 2, 9, 7, 8, 3, 10, 11, 12], result.Summary.Draws[0, 0].ToArray());
    }

    private static void Walk(JointPosterior joint, int seed, bool keepAll)
    {
        var random = new Random(seed);
        var stream = new RandomStream((ulong)seed, 0, 0);
        ITargetState state = joint.CreateState();
        double[] current = JointProblem.DrawPoint(joint, stream);
        state.Set(current);
        for (int move = 0; move < 40; move++)
        {
            int[] positions = [.. Enumerable.Range(0, current.Length)];
            random.Shuffle(positions);
            positions = positions[..(random.Next(10) == 0 ? current.Length : random.Next(1, 4))];
            double[] trial = [.. current];
            foreach (int position in positions)
            {
                trial[position] = joint.Parameters[position].Prior.Draw(stream);
            }
            Near(JointProblem.LogLikelihood(joint, trial),
                state.Propose(positions, [.. positions.Select(position => trial[position])]));
            Assert.Equal(trial, state.TrialValues.ToArray());
            bool wanted = random.Next(2) == 0;
            if (wanted || keepAll)
            {
                state.Accept();
            }
            current = wanted ? trial : current;
            Assert.Equal(current, state.Values.ToArray());
            Near(JointProblem.LogLikelihood(joint, current), state.LogLikelihood);
        }
    }

    private static void Near(double expected, double actual) =>
        Assert.Equal(expected, actual, 1e-10 * Math.Max(1, Math.Abs(expected)));

    private static double Alone(JointPosterior joint, int part, double[] point)
    {
        ITargetState state = joint.Curves[part].Posterior.CreateState();
        state.Set(joint.Curves[part].ValuesOf(point));
        return state.LogLikelihood;
    }

    private static double[] Numbers(ITarget target, ReplicaExchangeOptions options)
    {
        Result result = new ReplicaExchange(options).Run(target);
        return
        [
            .. result.FreeEnergies.Select(estimate => estimate.LogEvidence),
            .. Enumerable.Range(0, result.Draws.Parameters.Count).SelectMany(i => result.Draws.Of(i).SelectMany(chain => chain)),
        ];
    }

    private static JointPosterior Two(Prior prior, ForwardModel? model = null) =>
        new(prior, [.. new[] { "A", "B" }.Select(name => Part(name, model ?? Peaks))]);

    private static JointPart Part(string name, ForwardModel? model = null) =>
        new(name, Data, model ?? ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Known(0.1));

    private static IEnumerable<string> Names(ITarget target) => target.Parameters.Select(parameter => parameter.Name);

    private static string Texts(IEnumerable<ComponentGroup> groups) => string.Join("; ", groups.Select(group =>
        $"{string.Join(" | ", group.Components.Select(component => string.Join(" ", component)))} {group.Amplitude}"));

    private static void Refused(string message, Func<object> create) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(create).Message, StringComparison.Ordinal);
}
