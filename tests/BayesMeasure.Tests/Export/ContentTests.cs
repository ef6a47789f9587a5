using BayesMeasure.Export;
using BayesMeasure.Export.Contents;
using BayesMeasure.Inference;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Export;

/// <summary>What goes into an InferenceData.</summary>
public class ContentTests
{
    private static readonly Result Fit = FittedPeaks.Sampled;

    public static TheoryData<string> Noises => ["known", "unknown", "per point", "student", "counts"];

    [Fact]
    public void Equal_components_share_a_dimension_and_what_is_shared_has_none()
    {
        InferenceGroup posterior = Group(Fit, "posterior");
        Assert.Equal(["amplitude", "width[1]", "center", "noise"], posterior.Variables.Select(variable => variable.Name));
        Assert.Equal(["chain", "draw", "peak"], Names(posterior, "center"));
        Assert.Equal(["chain", "draw"], Names(posterior, "noise"));
        Assert.Equal([1, 2], posterior.Dimensions.Single(dimension => dimension.Name == "peak").Coordinates);
        Assert.Equal("eV", posterior.Variables.Single(variable => variable.Name == "center").Unit);
    }

    [Fact]
    public void Draws_are_those_of_the_summary_bit_for_bit()
    {
        InferenceVariable center = Group(Fit, "posterior").Variables.Single(variable => variable.Name == "center");
        Draws draws = Fit.Summary.Draws;
        int position = draws.Parameters.Select(parameter => parameter.Name).ToList().IndexOf("center[2]");
        for (int chain = 0; chain < draws.Chains; chain++)
        {
            for (int draw = 0; draw < draws.Count; draw++)
            {
                Assert.Equal(draws[chain, draw][position], center.Values[2 * (chain * draws.Count + draw) + 1]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Noises))]
    public void The_log_likelihoods_of_the_points_add_up_to_that_of_all(string noise)
    {
        Result result = Of(noise);
        InferenceVariable points = Assert.Single(Group(result, "log_likelihood").Variables);
        Assert.Equal("y", points.Name);
        int count = result.Target.Curves[0].Measurement.Count;
        Draws draws = result.Summary.Draws;
        double[][] rows = [.. points.Values.Chunk(count)];
        Assert.All(rows.Index(), row => Assert.Equal(
            draws.LogLikelihood(row.Index / draws.Count, row.Index % draws.Count), row.Item.Sum(), 1e-8));
    }

    /// <summary>A level that was integrated out belongs to all points together, and correlated noise to neighbours.</summary>
    [Theory]
    [InlineData("jeffreys")]
    [InlineData("correlated")]
    public void Where_points_depend_on_each_other_there_is_the_sum_alone(string noise)
    {
        InferenceVariable total = Assert.Single(Group(Of(noise), "log_likelihood").Variables);
        Assert.Equal("total", total.Name);
        Assert.Equal(["chain", "draw"], total.Dimensions.Select(dimension => dimension.Name));
    }

    [Theory]
    [InlineData("known")]
    [InlineData("jeffreys")]
    [InlineData("counts")]
    public void Measurements_are_predicted_with_their_noise(string noise)
    {
        Result result = Of(noise);
        InferenceVariable predicted = Assert.Single(Group(result, "posterior_predictive").Variables);
        Assert.Equal([2, 60, 24], predicted.Shape);
        double[] first = [.. predicted.Values.Chunk(24).Select(row => row[7])];
        Prediction curve = result.Predict([result.Target.Curves[0].Measurement.X[7]]);
        Assert.InRange(first.Average(), curve.Lower[0] - 1, curve.Upper[0] + 1);
        Assert.True(first.Distinct().Count() > 5);
    }

    /// <summary>Uniform(0, 3) has mean 1.5 and variance 0.75, so that 2,000 draws have an error of 0.019.</summary>
    [Fact]
    public void The_prior_is_drawn_from_the_prior()
    {
        InferenceVariable amplitude = Group(Fit, "prior").Variables.Single(variable => variable.Name == "amplitude");
        Assert.Equal([1, 1000, 2], amplitude.Shape);
        Assert.InRange(amplitude.Values.Average(), 1.5 - 4 * 0.0194, 1.5 + 4 * 0.0194);
        Assert.InRange(amplitude.Values.Max(), 2.9, 3);
    }

    [Fact]
    public void A_bare_log_likelihood_has_draws_and_a_prior_alone()
    {
        var target = new LogLikelihoodTarget(new Prior { ["a/b"] = Prior.Normal(0, 3) }, point => -point[0] * point[0]);
        var options = new ReplicaExchangeOptions { Seed = 1, Chains = 1, Rungs = 4, BurnInSweeps = 20, Sweeps = 30, Threads = 1 };
        var contents = InferenceContents.Of(new ReplicaExchange(options).Run(target), new());
        Assert.Equal(["posterior", "sample_stats", "log_likelihood", "prior"], contents.Groups.Select(group => group.Name));
        Assert.Equal("a_b", contents.Groups[0].Variables[0].Name);
        Assert.Equal("a/b", contents.Groups[0].Variables[0].LongName);
    }

    [Fact]
    public void Names_that_are_left_alike_are_told_apart()
    {
        var names = new DataNames(["chain"]);
        string[] given = ["a/b", "a b", "chain", "2theta", "", "中心"];
        Assert.Equal(["a_b", "a_b_2", "chain_2", "_2theta", "_", "中心"], given.Select(names.Of));
    }

    [Fact]
    public void Options_that_cannot_be_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Fit.SaveNetCdf("never.nc", new ExportOptions { PriorDraws = -1 }));

    [Fact]
    public void The_time_is_written_where_it_is_given_alone()
    {
        Assert.DoesNotContain(InferenceContents.Of(Fit, new()).Attributes, one => one.Name == "created_at");
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Contains(
            ("created_at", "2026-01-02T03:04:05.0000000+00:00"),
            InferenceContents.Of(Fit, new() { CreatedAt = time }).Attributes);
    }

    private static Result Of(string noise) => noise switch
    {
        "known" => FittedPeaks.Run(FittedPeaks.Data("a"), GaussianNoise.Known(0.1), new()),
        "unknown" => Fit,
        "per point" => FittedPeaks.Run(FittedPeaks.Data("a"), GaussianNoise.PerPoint, new()),
        "student" => FittedPeaks.Run(
            FittedPeaks.Data("a"), StudentNoise.Unknown(4), new() { ["noise"] = Prior.LogUniform(0.01, 1) }),
        "counts" => FittedPeaks.Run(FittedPeaks.Counts, PoissonNoise.Counts, new()),
        "jeffreys" => FittedPeaks.Run(FittedPeaks.Data("a"), new JeffreysNoise(), new()),
        _ => FittedPeaks.Run(FittedPeaks.Data("a"), CorrelatedNoise.MovingAverage(GaussianNoise.Known(0.1), [0.4]), new()),
    };

    private static InferenceGroup Group(Result result, string name) =>
        InferenceContents.Of(result, new()).Groups.Single(group => group.Name == name);

    private static IEnumerable<string> Names(InferenceGroup group, string variable) =>
        group.Variables.Single(one => one.Name == variable).Dimensions.Select(dimension => dimension.Name);
}
