using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Moessbauer;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;
using static BayesMeasure.Models.ParameterRole;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>Components say what their parameters are, and an unknown has the role of the parameter that it is.</summary>
public class ParameterRoleTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3], [0, 1, 1, 0]);

    [Fact]
    public void Components_state_their_roles()
    {
        Assert.Equal([Amplitude, Width, Position], RolesOf<GaussianPeak>());
        Assert.Equal([Amplitude, Other, Position], RolesOf<GaussianPrecisionPeak>());
        Assert.Equal([Other, Other, Other, Amplitude, Width, Width, Position], RolesOf<Doublet<VoigtPeak>>());
        Assert.Equal([Amplitude, Other, Rate, Other], RolesOf<StretchedRecovery>());
        Assert.Equal([Amplitude, Other, Width, Position], RolesOf<MoessbauerSinglet>());
        Assert.Equal([Rate], ForwardModel.Function((double x, double rate) => x * rate).Terms[0].Roles);
        Term term = ForwardModel.Of<Hat>().Terms[0];
        Assert.Equal([Position, Amplitude], term.Roles);
        Assert.Equal(1, term.AmplitudePosition);
        Assert.Equal(typeof(Hat), term.ModelType);
        Assert.Null(term.Measure([1, 2]));
    }

    [Fact]
    public void Unknowns_have_the_roles_of_what_they_are()
    {
        Prior hat = new() { ["place"] = Prior.Normal(0, 1), ["size"] = Prior.Gamma(2, 2) };
        var posterior = new Posterior(
            Data,
            ForwardModel.Of<Hat>().Labelled("left"),
            GaussianNoise.Unknown,
            hat.Labelled("left") + new Prior { ["noise"] = Prior.HalfNormal(1) });
        Assert.Equal([Position, Amplitude, NoiseLevel], posterior.Parameters.Select(parameter => parameter.Role));
        var joint = new JointPosterior(
            hat.Labelled("A") + hat,
            new("A", Data, ForwardModel.Of<Hat>(), GaussianNoise.Known(1)),
            new("B", Data, ForwardModel.Of<Hat>(), GaussianNoise.Known(1)));
        Assert.Equal([Position, Amplitude, Position, Amplitude], joint.Parameters.Select(parameter => parameter.Role));
        Assert.Equal([[0, 1], [2, 3]], joint.Curves.Select(curve => curve.Positions));
        Assert.Equal(["A", "B"], joint.Curves.Select(curve => curve.Name));
        var bare = new LogLikelihoodTarget(new Prior { ["center"] = Prior.Normal(0, 1), ["mass"] = Prior.Normal(0, 1) }, _ => 0);
        Assert.Equal([Position, Other], bare.Parameters.Select(parameter => parameter.Role));
        Assert.Empty(((ITarget)bare).Curves);
    }

    /// <summary>The component's own statement puts its copies in order, and so it does where the term has a label.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("left")]
    public void Components_of_ones_own_are_ordered_by_their_positions(string? label)
    {
        Prior prior = new Prior { ["place"] = Prior.Normal(0, 1), ["size"] = Prior.Gamma(2, 2) }.Repeat(2);
        ForwardModel model = ForwardModel.Of<Hat>().Repeat(2);
        var posterior = new Posterior(
            Data,
            label is null ? model : model.Labelled(label),
            GaussianNoise.Known(1),
            label is null ? prior : prior.Labelled(label));
        Result result = KnownDraws.Create(prior, [[[3, 1, -3, 2]]], _ => 0) with { Target = posterior };
        Assert.Equal("place", result.Summary.OrderedBy);
        Assert.Equal([-3, 2, 3, 1], result.Summary.Draws[0, 0].ToArray());
    }

    private static IReadOnlyList<ParameterRole> RolesOf<TComponent>()
        where TComponent : struct, IComponent => ForwardModel.Of<TComponent>().Terms[0].Roles;

    private readonly struct Hat : IComponent
    {
        public static IReadOnlyList<string> ParameterNames { get; } = ["place", "size"];

        public static string? Amplitude => "size";

        public static ParameterRole RoleOf(string parameterName) => parameterName == "place" ? Position : Other;

        public static T Evaluate<T, P>(T x, P p)
            where T : unmanaged, IReal<T>
            where P : struct, IParameters<T>, allows ref struct => p[1] * T.Exp(-T.Abs(x - p[0]));
    }
}
