using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Priors;

public class LinkTests
{
    private static readonly Measurement Data = new([0, 1], [0.1, 0.9]);

    [Fact]
    public void A_link_writes_the_source_of_its_function_in_one_line()
    {
        var link = (Link)Prior.LinkedTo(["a", "b"], p => p[0]
            * p[1]);
        Assert.Equal("LinkedTo([\"a\", \"b\"], p => p[0] * p[1])", $"{link}");
        Assert.Equal("LinkedTo([\"a\"])", $"{new Link(["a"], p => p[0])}");
        Assert.Equal(6, link.Function([2, 3]));
    }

    [Fact]
    public void A_link_is_part_of_a_plain_posterior()
    {
        Prior prior = new()
        {
            ["reference"] = Prior.Fixed(2),
            ["scale"] = Prior.LogUniform(0.1, 10),
            ["offset"] = Prior.LinkedTo(["scale", "reference"], p => p[0] * p[0] * p[1]),
        };
        var posterior = new Posterior(Data, ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(1), prior);
        Assert.Equal(["scale"], posterior.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([[0]], posterior.Blocks);
        Assert.Equal([18, 18], posterior.Predict([3], [0, 1]));
        ITargetState state = posterior.CreateState();
        state.Set([0.5]);
        double atHalf = state.LogLikelihood;
        Assert.NotEqual(atHalf, state.Propose([0], [0.7]));
        Assert.Equal(atHalf, state.Propose([0], [0.5]));
        Assert.Contains(posterior.Description,
            line => line == ("the parameter 'offset'", "LinkedTo([\"scale\", \"reference\"], p => p[0] * p[0] * p[1])"));
    }

    [Fact]
    public void Links_and_ties_stay_within_the_component_and_the_label()
    {
        Prior prior = new()
        {
            ["a"] = Prior.Normal(0, 1),
            ["b"] = Prior.LinkedTo(["a", "global"], p => p[0]),
            ["c"] = Prior.TiedTo("a", 2),
        };
        Prior repeated = prior.Repeat(2);
        Assert.Equal(["a[2]", "global"], ((Link)repeated["b[2]"]).ParameterNames);
        Prior labelled = repeated.Labelled("A", "B");
        Assert.Equal(["B.a[2]", "global"], ((Link)labelled["B.b[2]"]).ParameterNames);
        Assert.Equal(Prior.TiedTo("A.a[1]", 2), labelled["A.c[1]"]);
        Assert.Equal(
            ("B.c[2]", "B.c", 2), (labelled.Entries[^1].Name, labelled.Entries[^1].BaseName, labelled.Entries[^1].Component));
        Assert.Equal(["a[1]", "global"], ((Link)prior.Repeat(2, shared: ["a"])["b[2]"]).ParameterNames);
    }

    [Fact]
    public void A_label_is_used_once_and_can_be_written()
    {
        Prior prior = new() { ["a"] = Prior.Normal(0, 1) };
        Assert.Throws<ArgumentException>(() => prior.Labelled("A", "A"));
        Assert.Throws<ArgumentException>(() => prior.Labelled(" "));
        Assert.Empty(prior.Labelled().Entries);
    }

    [Fact]
    public void A_link_follows_what_is_free_or_fixed()
    {
        ParameterRule link = Prior.LinkedTo(["b"], p => p[0]);
        new Prior { ["a"] = link, ["b"] = Prior.Normal(0, 1) }.RequireValid();
        new Prior { ["a"] = link, ["b"] = Prior.Fixed(1) }.RequireValid();
        string unknown = Assert.Throws<ArgumentException>(new Prior { ["a"] = link }.RequireValid).Message;
        string tied =
            Assert.Throws<ArgumentException>(new Prior
            {
                ["a"] = link,
                ["b"] = Prior.TiedTo("c"),
                ["c"] = Prior.Fixed(1),
            }.RequireValid).Message;
        Assert.StartsWith("\"a\" is linked to an unknown parameter.", unknown, StringComparison.Ordinal);
        Assert.EndsWith("Link it to free or fixed parameters.", tied, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Prior.LinkedTo([], _ => 0));
        Assert.Throws<ArgumentException>(() => Prior.LinkedTo([" "], _ => 0));
    }

    [Fact]
    public void Links_are_equal_when_they_follow_the_same_by_the_same_function()
    {
        Func<ReadOnlySpan<double>, double> square = p => p[0] * p[0];
        Assert.Equal(Prior.LinkedTo(["a"], square), new Link(["a"], square));
        Assert.NotEqual(Prior.LinkedTo(["a"], square), Prior.LinkedTo(["b"], square));
        Assert.NotEqual(Prior.LinkedTo(["a"], square), Prior.LinkedTo(["a"], p => p[0]));
        Assert.Contains(
            "linked", new Prior
            {
                ["a"] = Prior.LinkedTo(["b"], square),
                ["b"] = Prior.Normal(0, 1),
            }.Describe(), StringComparison.Ordinal);
    }
}
