using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>
/// Components are interchangeable where exchanging all that two of them have changes neither prior nor likelihood.
/// </summary>
public class InterchangeableComponentsTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3], [0.1, 0.9, 1.1, 0.2]);

    private static readonly ForwardModel Decay =
        ForwardModel.Function((double x, double level, double rate) => level * Math.Exp(-rate * x));

    private static readonly Prior Height = new() { ["amplitude"] = Prior.Gamma(2, 2) };

    private static readonly Prior Lifetime = new()
    {
        ["level"] = Prior.Gamma(2, 2),
        ["lifetime"] = Prior.LogUniform(0.1, 10),
        ["rate"] = Prior.LinkedTo(["lifetime"], p => 1 / p[0]),
    };

    private static readonly Prior Peak =
        new() { ["amplitude"] = Prior.Gamma(2, 2), ["width"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(1, 1) };

    [Fact]
    public void Linked_lifetimes_are_the_rates_of_their_decays()
    {
        InterchangeableComponents decays = Assert.Single(
            Of(Decay.Repeat(2), Lifetime.Repeat(2)));
        Assert.Equal([[0, 1], [2, 3]], decays.Positions);
        Assert.Equal(ParameterRole.Rate, decays.Roles[1]);
    }

    [Fact]
    public void A_link_to_what_all_share_leaves_components_alike_and_one_to_another_component_does_not()
    {
        Prior decay = new()
        {
            ["level"] = Prior.Gamma(2, 2),
            ["barrier"] = Prior.Normal(0, 1),
            ["rate"] = Prior.LinkedTo(["barrier", "temperature"], p => Math.Exp(-p[0] / p[1])),
        };
        ForwardModel model = Decay.Repeat(2);
        Prior shared = decay.Repeat(2) + new Prior { ["temperature"] = Prior.Gamma(2, 1) };
        Assert.Equal([[0, 1], [2, 3]], Assert.Single(Of(model, shared)).Positions);
        Prior crossed = new()
        {
            ["level[1]"] = Prior.Gamma(2, 2),
            ["rate[1]"] = Prior.Gamma(2, 2),
            ["level[2]"] = Prior.Gamma(2, 2),
            ["rate[2]"] = Prior.LinkedTo(["rate[1]"], p => 2 * p[0]),
        };
        Assert.Empty(Of(model, crossed));
    }

    [Fact]
    public void What_is_fixed_to_different_values_tells_components_apart()
    {
        Prior one = Peak.Repeat(2);
        Prior Widths(double second) =>
            new(one.Entries.Select(entry => entry.Name switch
            {
                "width[1]" => entry with { Rule = Prior.Fixed(1) },
                "width[2]" => entry with { Rule = Prior.Fixed(second) },
                _ => entry,
            }));
        ForwardModel model = ForwardModel.Of<GaussianPeak>().Repeat(2);
        Assert.Single(Of(model, Widths(1)));
        Assert.Empty(Of(model, Widths(2)));
    }

    [Fact]
    public void A_component_of_two_terms_goes_as_a_whole()
    {
        ForwardModel model = ForwardModel.Of<GaussianPeak>().Labelled("g").Repeat(2)
            + ForwardModel.Of<LorentzianPeak>().Labelled("l").Repeat(2);
        Prior line = Peak.Labelled("g") + new Prior
        {
            ["l.amplitude"] = Prior.Gamma(2, 2),
            ["l.width"] = Prior.Gamma(2, 2),
            ["l.center"] = Prior.TiedTo("g.center"),
        };
        InterchangeableComponents lines = Assert.Single(Of(model, line.Repeat(2)));
        Assert.Equal(5, lines.Positions[0].Length);
        Assert.Contains(ParameterRole.Position, lines.Roles);
    }

    [Fact]
    public void Components_inside_of_one_term_are_tried()
    {
        Prior prior = new Prior { ["x"] = Prior.Normal(0, 1) }.Repeat(2);
        Assert.Single(Of(ForwardModel.Curve(new Pair(1)), prior));
        Assert.Empty(Of(ForwardModel.Curve(new Pair(2)), prior));
    }

    /// <summary>The levels of two groups have equal priors, and each has its own data: nothing makes them alike.</summary>
    [Fact]
    public void A_bare_log_likelihood_is_tried()
    {
        Prior levels = new Prior { ["rate"] = Prior.Gamma(2, 2) }.Repeat(2);
        Assert.Single(Of(new LogLikelihoodTarget(levels, x => -x[0] * x[0] - x[1] * x[1])));
        Assert.Empty(Of(new LogLikelihoodTarget(levels, x => -x[0] * x[0] - 2 * x[1] * x[1])));
    }

    [Fact]
    public void Weights_and_means_of_two_repeated_priors_go_together_where_the_likelihood_says_so()
    {
        Prior prior = Height.Repeat(2) + new Prior { ["mean"] = Prior.Normal(0, 1) }.Repeat(2);
        InterchangeableComponents mixed = Assert.Single(
            Of(new LogLikelihoodTarget(prior, x => Math.Log(x[0] * Math.Exp(x[2]) + x[1] * Math.Exp(x[3])))));
        Assert.Equal([[0, 2], [1, 3]], mixed.Positions);
        Assert.Equal(2, Of(new LogLikelihoodTarget(prior, x => x[0] * x[1] + x[2] * x[3])).Count);
    }

    [Fact]
    public void A_target_of_ones_own_says_what_its_components_are()
    {
        InterchangeableComponents waves = Assert.Single(Of(new Waves(isAlike: true)));
        Assert.Equal([[0, 2], [1, 3]], waves.Positions);
        Assert.Empty(Of(new Waves(isAlike: false)));
    }

    private static IReadOnlyList<InterchangeableComponents> Of(ForwardModel model, Prior prior) =>
        Of(new Posterior(Data, model, GaussianNoise.Known(1), prior));

    private static IReadOnlyList<InterchangeableComponents> Of(ITarget target) =>
        InterchangeableComponents.Of(target, target.Parameters, [[.. target.Parameters.Select((_, i) => 0.3 + 0.1 * i)]]);

    private sealed class Pair(double factor) : ICurveModel
    {
        public IReadOnlyList<string> ParameterNames { get; } = ["x[1]", "x[2]"];

        public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) =>
            y.Fill(parameters[0] + factor * parameters[1]);
    }

    /// <summary>Two waves whose parameters have names without numbers.</summary>
    private sealed class Waves(bool isAlike) : ITarget
    {
        private readonly LogLikelihoodTarget target = new(
            new Prior
            {
                ["slow"] = Prior.Gamma(2, 2),
                ["fast"] = Prior.Gamma(2, 2),
                ["slowPhase"] = Prior.Normal(0, 1),
                ["fastPhase"] = Prior.Normal(0, 1),
            },
            x => x[0] * x[2] + (isAlike ? 1 : 2) * x[1] * x[3]);

        public IReadOnlyList<Parameter> Parameters => target.Parameters;

        public IReadOnlyList<IReadOnlyList<int>> Blocks => target.Blocks;

        public IReadOnlyList<ComponentGroup> Groups { get; } = [new([[0, 2], [1, 3]], null)];

        public ITargetState CreateState() => target.CreateState();
    }
}
