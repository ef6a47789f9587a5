using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Optimization.Modes;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Optimization;

/// <summary>The model with one component more or less of a question is the one that a family would have asked about.</summary>
public class NeighbourModelsTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3, 4], [0, 1, 3, 1, 0.5]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_more_and_one_less_are_those_of_a_family(bool isShared)
    {
        AssertSame(Peaks(3, isShared), NeighbourModels.WithMore(Peaks(2, isShared)));
        AssertSame(Peaks(2, isShared), NeighbourModels.WithMore(Peaks(1, isShared)));
        AssertSame(Peaks(2, isShared), NeighbourModels.WithLess(Peaks(3, isShared)));
    }

    [Fact]
    public void What_is_linked_within_a_component_is_so_in_the_next_one()
    {
        ITarget three = NeighbourModels.WithMore(Linked(2))!;
        AssertSame(Linked(3), three);
        Assert.Contains("area[3]", three.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void Where_nothing_is_repeated_or_one_is_left_there_is_none()
    {
        Posterior background = new(
            Data, ForwardModel.Of<ConstantBackground>(), GaussianNoise.Known(1), new Prior { ["offset"] = Prior.Normal(0, 1) });
        Assert.Null(NeighbourModels.WithMore(background));
        Assert.Null(NeighbourModels.WithLess(background));
        Assert.Null(NeighbourModels.WithLess(Peaks(1, isShared: false)));
        Assert.Null(NeighbourModels.WithMore(new LogLikelihoodTarget(new Prior { ["x"] = Prior.Normal(0, 1) }, _ => 0)));
    }

    /// <summary>Where others follow the component that is taken away, no question is left.</summary>
    [Fact]
    public void What_others_follow_cannot_be_taken_away()
    {
        Prior prior = Peak.Repeat(2) + new Prior { ["offset"] = Prior.TiedTo("amplitude[2]") };
        Posterior followed = new(
            Data,
            ForwardModel.Of<GaussianPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>(),
            GaussianNoise.Known(1),
            prior);
        Assert.Null(NeighbourModels.WithLess(followed));
        Assert.NotNull(NeighbourModels.WithMore(followed));
    }

    private static Prior Peak => new()
    {
        ["amplitude"] = Prior.Uniform(0, 5),
        ["width"] = Prior.LogUniform(0.1, 3),
        ["center"] = Prior.Uniform(0, 4),
    };

    private static Posterior Peaks(int count, bool isShared) => new(
        Data,
        ForwardModel.Of<GaussianPeak>().Repeat(count) + ForwardModel.Of<ConstantBackground>(),
        GaussianNoise.Unknown,
        Peak.Repeat(count, isShared ? ["width"] : [])
            + new Prior { ["offset"] = Prior.Normal(0, 1), ["noise"] = Prior.LogUniform(0.01, 1) });

    private static Posterior Linked(int count) => new(
        Data,
        ForwardModel.Of<GaussianPeak>().Repeat(count),
        GaussianNoise.Known(1),
        new Prior
        {
            ["area"] = Prior.Uniform(0, 5),
            ["width"] = Prior.LogUniform(0.1, 3),
            ["center"] = Prior.Uniform(0, 4),
            ["amplitude"] = Prior.LinkedTo(["area", "width"], values => values[0] / values[1]),
        }.Repeat(count));

    private static void AssertSame(Posterior expected, ITarget? found)
    {
        Assert.NotNull(found);
        Assert.Equal(
            expected.Parameters.Select(parameter => $"{parameter.Name} {parameter.Component} {parameter.Prior}").Order(),
            found.Parameters.Select(parameter => $"{parameter.Name} {parameter.Component} {parameter.Prior}").Order());
        double[] values = [.. expected.Parameters.Select(parameter => 0.4 * parameter.Prior.Mean + 0.1)];
        double[] same = [.. found.Parameters.Select(parameter =>
            values[expected.Parameters.Select(one => one.Name).ToList().IndexOf(parameter.Name)])];
        ITargetState one = expected.CreateState();
        ITargetState other = found.CreateState();
        one.Set(values);
        other.Set(same);
        Assert.Equal(one.LogLikelihood, other.LogLikelihood, 1e-9);
    }
}
