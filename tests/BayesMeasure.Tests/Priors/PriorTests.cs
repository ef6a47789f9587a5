using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Priors;

public class PriorTests
{
    private static Prior Peak => new()
    {
        ["amplitude"] = Prior.Gamma(5, 5),
        ["width"] = Prior.LogUniform(0.01, 1),
        ["center"] = Prior.Normal(1.5, 0.447),
    };

    [Fact]
    public void Entries_keep_their_order_and_know_who_they_are()
    {
        Assert.Equal(["amplitude", "width", "center"], Names(Peak));
        Assert.Equal(new PriorEntry("center", "center", null, null, Prior.Normal(1.5, 0.447)), Peak.Entries[2]);
        Assert.Equal(Prior.Gamma(5, 5), Peak["amplitude"]);
        Assert.True(Peak.Entries[0].IsFree);
    }

    [Fact]
    public void A_unit_belongs_to_one_parameter_or_to_that_of_every_component()
    {
        Assert.Equal([null, null, "eV"], Peak.WithUnit("center", "eV").Entries.Select(e => e.Unit));
        Assert.Equal([null, null, "eV", null, null, "eV"], Peak.Repeat(2).WithUnit("center", "eV").Entries.Select(e => e.Unit));
        Assert.Equal([null, null, "eV", null, null, "eV"], Peak.WithUnit("center", "eV").Repeat(2).Entries.Select(e => e.Unit));
        Assert.Equal(1, Peak.Repeat(2).WithUnit("center[2]", "eV").Entries.Count(e => e.Unit == "eV"));
    }

    [Fact]
    public void Repetition_goes_component_by_component()
    {
        Prior prior = Peak.Repeat(2);
        Assert.Equal(["amplitude[1]", "width[1]", "center[1]", "amplitude[2]", "width[2]", "center[2]"], Names(prior));
        Assert.Equal(new PriorEntry("width[2]", "width", 2, null, Prior.LogUniform(0.01, 1)), prior.Entries[4]);
        Assert.Empty(Peak.Repeat(0).Entries);
    }

    [Fact]
    public void Ties_stay_within_their_component()
    {
        Prior prior = new Prior
        {
            ["width"] = Prior.Gamma(2, 2),
            ["tail"] = Prior.TiedTo("width", 2.5),
            ["level"] = Prior.TiedTo("background"),
        }.Repeat(2);
        Assert.Equal(Prior.TiedTo("width[1]", 2.5), prior["tail[1]"]);
        Assert.Equal(Prior.TiedTo("width[2]", 2.5), prior["tail[2]"]);
        Assert.Equal(Prior.TiedTo("background"), prior["level[2]"]);
        (prior + new Prior { ["background"] = Prior.HalfNormal(1) }).RequireValid();
    }

    [Fact]
    public void Shared_parameters_are_free_once()
    {
        Prior prior = new Prior
        {
            ["center"] = Prior.Normal(0, 1),
            ["width"] = Prior.Gamma(2, 2),
            ["tail"] = Prior.TiedTo("width", 2.5),
            ["order"] = Prior.Fixed(2),
            ["edge"] = Prior.TiedTo("center"),
        }.Repeat(3, shared: ["width", "order"]);
        Assert.Equal(Prior.Gamma(2, 2), prior["width[1]"]);
        Assert.Equal(Prior.TiedTo("width[1]"), prior["width[2]"]);
        Assert.Equal(Prior.TiedTo("width[1]"), prior["width[3]"]);
        Assert.Equal(Prior.TiedTo("width[1]", 2.5), prior["tail[3]"]);
        Assert.Equal(Prior.Fixed(2), prior["order[3]"]);
        Assert.Equal(Prior.TiedTo("center[3]"), prior["edge[3]"]);
        prior.RequireValid();
    }

    [Fact]
    public void A_shared_tie_follows_the_first_component()
    {
        Prior prior = new Prior { ["a"] = Prior.Normal(0, 1), ["b"] = Prior.TiedTo("a", 2) }.Repeat(2, shared: ["b"]);
        Assert.Equal(Prior.TiedTo("a[1]", 2), prior["b[2]"]);
        prior.RequireValid();
    }

    [Fact]
    public void Priors_join_in_order()
    {
        Prior prior = Peak.Repeat(1) + new Prior { ["background"] = Prior.HalfNormal(1) };
        Assert.Equal(["amplitude[1]", "width[1]", "center[1]", "background"], Names(prior));
        Assert.Null(prior.Entries[3].Component);
    }

    [Fact]
    public void The_description_is_an_aligned_table()
    {
        Prior prior = Peak.WithUnit("center", "eV") + new Prior
        {
            ["order"] = Prior.Fixed(2),
            ["tail"] = Prior.TiedTo("width", 2.5),
        };
        Assert.Equal(
            """
            parameter  unit  prior                 mean     sd       min   max  status
            amplitude  -     Gamma(5, 5)           1        0.44721  0     inf  free
            width      -     LogUniform(0.01, 1)   0.21498  0.2497   0.01  1    free
            center     eV    Normal(1.5, 0.447)    1.5      0.447    -inf  inf  free
            order      -     Fixed(2)              2        -        -     -    fixed
            tail       -     TiedTo("width", 2.5)  -        -        -     -    tied

            """,
            prior.Describe());
        Assert.Equal(prior.Describe(), prior.ToString());
    }

    [Fact]
    public void Names_are_unique()
    {
        string name = Peak.Entries[0].Name;
        ArgumentException twice = Assert.Throws<ArgumentException>(
            () => new Prior { [name] = Prior.Fixed(1), ["amplitude"] = Prior.Fixed(2) });
        ArgumentException joined = Assert.Throws<ArgumentException>(() => Peak + Peak);
        Assert.Equal("The prior has two parameters named \"amplitude\". Give one of them another name.", twice.Message);
        Assert.Equal("The prior has two parameters named \"amplitude\". Give one of them another name.", joined.Message);
    }

    [Fact]
    public void Names_must_be_writable()
    {
        Assert.Throws<ArgumentException>("name", () => new Prior { [" "] = Prior.Fixed(1) });
        Assert.Throws<ArgumentException>("name", () => new Prior { ["a\"b"] = Prior.Fixed(1) });
        Assert.Throws<ArgumentNullException>("value", () => new Prior { ["a"] = null! });
    }

    [Fact]
    public void Unknown_names_are_answered_with_the_known_ones()
    {
        const string message = "The prior has no parameter \"x\". Known are amplitude, width, center.";
        Assert.Equal(message, Assert.Throws<KeyNotFoundException>(() => Peak["x"]).Message);
        Assert.Equal(message, Assert.Throws<KeyNotFoundException>(() => Peak.WithUnit("x", "eV")).Message);
        Assert.Equal(message, Assert.Throws<KeyNotFoundException>(() => Peak.Repeat(2, shared: ["x"])).Message);
        KeyNotFoundException empty = Assert.Throws<KeyNotFoundException>(() => new Prior()["x"]);
        Assert.Equal("The prior has no parameter \"x\". It has none.", empty.Message);
    }

    [Fact]
    public void Repetition_is_refused_where_it_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Peak.Repeat(-1));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Peak.Repeat(2).Repeat(2));
        Assert.Equal("\"amplitude[1]\" is part of a component already: repeat, then join.", error.Message);
    }

    [Fact]
    public void Validation_names_the_tie_and_its_target()
    {
        var unknown = new Prior { ["a"] = Prior.TiedTo("b"), ["c"] = Prior.Normal(0, 1) };
        var notFree = new Prior { ["a"] = Prior.TiedTo("b"), ["b"] = Prior.Fixed(1) };
        Assert.Equal(
            "\"a\" is tied to an unknown parameter. The prior has no parameter \"b\". Known are a, c.",
            Assert.Throws<ArgumentException>(unknown.RequireValid).Message);
        Assert.Equal(
            "\"a\" is tied to \"b\", which is not free: Fixed(1). Tie it to a free parameter, or fix it as well.",
            Assert.Throws<ArgumentException>(notFree.RequireValid).Message);
        Peak.RequireValid();
    }

    private static IEnumerable<string> Names(Prior prior) => prior.Entries.Select(entry => entry.Name);
}
