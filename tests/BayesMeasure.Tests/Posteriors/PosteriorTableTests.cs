using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Posteriors;

/// <summary>What an engine with states of its own is told of a posterior.</summary>
public class PosteriorTableTests
{
    private static readonly Posterior Question = new(
        new([1, 2, 3], [1, 2, 1]),
        ForwardModel.Of<GaussianPeak>().Repeat(2) + ForwardModel.Of<LinearBackground>(),
        GaussianNoise.Unknown,
        new Prior { ["amplitude"] = Prior.Gamma(5, 5), ["width"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(1.5, 0.4) }
            .Repeat(2, shared: ["width"])
        + new Prior
        {
            ["offset"] = Prior.Fixed(0.5),
            ["slope"] = Prior.LinkedTo(["amplitude[1]"], p => 2 * p[0]),
            ["reference"] = Prior.TiedTo("center[2]", 3, 1),
            ["noise"] = Prior.LogUniform(0.01, 1),
        });

    [Fact]
    public void Terms_say_what_they_read()
    {
        PosteriorTable table = Question.Table;
        Assert.Equal([Read(0), Read(1), Read(2)], table.Terms[0]);
        Assert.Equal([Read(3), Read(1), Read(4)], table.Terms[1]);
        Assert.Equal(
            [new ParameterRow(null, null, 0, 0.5), new ParameterRow(null, 0, 1, 0), new ParameterRow(4, null, 3, 1)],
            table.Terms[2]);
        Assert.Equal([Read(5)], table.Noise);
        Assert.Equal(1, table.Links);
    }

    [Fact]
    public void Every_unknown_says_which_terms_it_moves() =>
        Assert.Equal([[0, 2], [0, 1], [0], [1], [1, 2], []], Question.Table.TermsOf);

    [Fact]
    public void The_noise_that_met_the_measurement_is_there() =>
        Assert.Equal([1, 1, 1], Question.NoiseBinding.Weights.ToArray());

    private static ParameterRow Read(int unknown) => new(unknown, null, 1, 0);
}
