using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Posteriors;

public class ComponentGroupTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3], [0.1, 0.9, 1.1, 0.2]);

    private static readonly Prior Peak =
        new() { ["amplitude"] = Prior.Gamma(5, 5), ["precision"] = Prior.Gamma(2, 1), ["center"] = Prior.Normal(1.5, 1) };

    private static readonly ForwardModel Peaks = ForwardModel.Of<GaussianPrecisionPeak>().Repeat(3);

    [Fact]
    public void Peaks_are_alike_and_the_background_is_not()
    {
        Posterior posterior =
            Of(Peaks + ForwardModel.Of<ConstantBackground>(), Peak.Repeat(3) + new Prior { ["offset"] = Prior.Normal(0, 1) });
        ComponentGroup group = Assert.Single(posterior.Groups);
        Assert.Equal(["amplitude[1]", "amplitude[2]", "amplitude[3]"],
            group.Components.Select(c => NameOf(posterior, c[group.Amplitude!.Value])));
        Assert.Equal(3, group.Components[1].Count);
        Assert.All(group.Components[1],
            position => Assert.EndsWith("[2]", NameOf(posterior, position), StringComparison.Ordinal));
    }

    [Fact]
    public void One_peak_is_no_group() =>
        Assert.Empty(Of(ForwardModel.Of<GaussianPrecisionPeak>().Repeat(1), Peak.Repeat(1)).Groups);

    [Fact]
    public void A_peak_with_a_prior_of_its_own_is_not_like_the_others()
    {
        Posterior posterior = Of(Peaks, WithCenters(Prior.Normal(1.5, 1), Prior.Normal(0, 1), Prior.Normal(1.5, 1)));
        ComponentGroup group = Assert.Single(posterior.Groups);
        Assert.Equal(["amplitude[1]", "amplitude[3]"], group.Components.Select(component => NameOf(posterior, component[0])));
    }

    [Fact]
    public void Groups_of_two_kinds_stay_apart()
    {
        ForwardModel both =
            ForwardModel.Of<GaussianPrecisionPeak>().Labelled("g").Repeat(2)
            + ForwardModel.Of<LorentzianPeak>().Labelled("l").Repeat(2);
        Prior prior = new Prior
        {
            ["g.amplitude"] = Prior.Gamma(5, 5),
            ["g.precision"] = Prior.Gamma(2, 1),
            ["g.center"] = Prior.Normal(1.5, 1),
            ["l.amplitude"] = Prior.Gamma(5, 5),
            ["l.width"] = Prior.Gamma(2, 1),
            ["l.center"] = Prior.Normal(1.5, 1),
        }.Repeat(2);
        Assert.Equal([2, 2], Of(both, prior).Groups.Select(group => group.Components.Count));
    }

    [Fact]
    public void What_is_shared_belongs_to_no_component()
    {
        Prior prior = Peak.Repeat(3, shared: ["precision"]);
        ComponentGroup group = Assert.Single(Of(Peaks, prior).Groups);
        Assert.All(group.Components, component => Assert.Equal(2, component.Count));
        Assert.Equal(0, group.Amplitude);
    }

    [Fact]
    public void A_tie_makes_components_different()
    {
        Prior prior = WithCenters(Prior.Normal(1.5, 1), Prior.Normal(1.5, 1), Prior.TiedTo("center[1]", 1, 0.5));
        Assert.Empty(Of(Peaks, prior).Groups);
    }

    [Fact]
    public void What_one_component_reads_through_ties_and_links_is_its_own()
    {
        Prior prior = new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["lifetime"] = Prior.Gamma(2, 1),
            ["precision"] = Prior.LinkedTo(["lifetime"], p => 1 / (p[0] * p[0])),
            ["place"] = Prior.Normal(1.5, 1),
            ["center"] = Prior.TiedTo("place", 2, 1),
        }.Repeat(3);
        Posterior posterior = Of(Peaks, prior);
        ComponentGroup group = Assert.Single(posterior.Groups);
        Assert.Equal(
            ["amplitude[2]", "lifetime[2]", "place[2]"], group.Components[1].Select(position => NameOf(posterior, position)));
        Assert.Equal("amplitude[2]", NameOf(posterior, group.Components[1][group.Amplitude!.Value]));
        Assert.Equal(3, Assert.Single(posterior.Matched).Components.Length);
    }

    [Fact]
    public void Components_that_read_their_own_otherwise_are_not_alike()
    {
        Prior prior = new Prior { ["amplitude"] = Prior.Gamma(5, 5), ["lifetime"] = Prior.Gamma(2, 1) }.Repeat(3)
            + new Prior { ["center"] = Prior.Normal(1.5, 1) }.Repeat(3)
            + new Prior
            {
                ["precision[1]"] = Prior.LinkedTo(["lifetime[1]"], p => 1 / p[0]),
                ["precision[2]"] = Prior.LinkedTo(["lifetime[2]"], p => 2 / p[0]),
                ["precision[3]"] = Prior.TiedTo("lifetime[3]", 2),
            };
        Assert.Empty(Of(Peaks, prior).Groups);
    }

    /// <summary>An amplitude that the term reads for something else, too, is none: the term is not proportional to it.</summary>
    [Fact]
    public void An_amplitude_is_read_once()
    {
        Prior prior = new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["precision"] = Prior.TiedTo("amplitude", 2),
            ["center"] = Prior.Normal(1.5, 1),
        }.Repeat(3);
        Posterior posterior = Of(Peaks, prior);
        Assert.Null(Assert.Single(posterior.Groups).Amplitude);
        Assert.Empty(posterior.Matched);
    }

    [Fact]
    public void Components_of_several_curves_may_have_an_amplitude_for_each()
    {
        Prior shape = new() { ["precision"] = Prior.Gamma(2, 1), ["center"] = Prior.Normal(1.5, 1) };
        Prior amplitude = new() { ["amplitude"] = Prior.Gamma(5, 5) };
        JointPart[] parts = [new("A", Data, Peaks, GaussianNoise.Known(0.1)), new("B", Data, Peaks, GaussianNoise.Known(0.2))];
        JointPosterior apart = new(shape.Repeat(3) + amplitude.Repeat(3).Labelled("A", "B"), parts);
        JointPosterior shared = new((amplitude + shape).Repeat(3), parts);
        Assert.Equal(2, Assert.Single(apart.Matched).Amplitudes.Length);
        Assert.Single(Assert.Single(shared.Matched).Amplitudes);
        Assert.Equal(2, Assert.Single(shared.Matched).Curves.Length);
    }

    [Fact]
    public void A_repeated_prior_makes_a_group_of_a_bare_likelihood()
    {
        Prior prior =
            new Prior
            {
                ["mean"] = Prior.Normal(0, 1),
                ["weight"] = Prior.Gamma(1, 1),
            }.Repeat(4) + new Prior { ["scale"] = Prior.Gamma(1, 1) };
        ComponentGroup group = Assert.Single(new LogLikelihoodTarget(prior, _ => 0).Groups);
        Assert.Equal(4, group.Components.Count);
        Assert.Null(group.Amplitude);
    }

    private static Prior WithCenters(ParameterRule first, ParameterRule second, ParameterRule third) =>
        new Prior { ["amplitude"] = Prior.Gamma(5, 5), ["precision"] = Prior.Gamma(2, 1) }.Repeat(3)
        + new Prior { ["center[1]"] = first, ["center[2]"] = second, ["center[3]"] = third };

    private static Posterior Of(ForwardModel model, Prior prior) => new(Data, model, GaussianNoise.Known(0.1), prior);

    private static string NameOf(Posterior posterior, int position) => posterior.Parameters[position].Name;
}
