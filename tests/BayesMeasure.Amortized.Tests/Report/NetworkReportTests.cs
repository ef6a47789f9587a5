using BayesMeasure.Amortized.Network;
using BayesMeasure.Amortized.Report;
using BayesMeasure.Amortized.Tests.Parameters;

namespace BayesMeasure.Amortized.Tests.Report;

[Collection(TorchGroup.Name)]
public class NetworkReportTests
{
    private static readonly NetworkOptions Small = new()
    {
        Width = 16,
        Heads = 2,
        EncoderLayers = 1,
        DecoderLayers = 1,
        ParameterLayers = 1,
        ParameterWidth = 16,
    };

    /// <summary>The prior as a network: calibrated everywhere, and as far from the exact posterior as the prior.</summary>
    [Fact]
    public void The_prior_is_calibrated_and_nowhere_near()
    {
        using var network = new StructureNetwork(ColumnFamily.Of(4), Small);
        NetworkReport report = NetworkReport.Of(network, new() { Curves = 200, Draws = 100 });
        Assert.Equal(report.PriorCrossEntropy, report.CrossEntropy, 4);
        Assert.InRange(report.CalibrationError, 0, 0.08);
        Assert.True(report.Gap > 0.5);
        Assert.Equal(200, report.Referee!.Curves);
        Assert.Equal(report.Referee.PriorError, report.Referee.InclusionError, 0.05);
        Assert.True(report.Referee.CorrectedError < 0.3 * report.Referee.PriorError);
        Assert.All(report.Lambdas, range => Assert.True(range.ExactCrossEntropy < range.CrossEntropy));

        // Draws of the parameters of a linear family are exact.
        Assert.Equal(5, report.Parameters.Count);
        Assert.All(report.Parameters.Values, ranks => Assert.True(ranks.UniformityProbability > 1e-4));
        Assert.InRange(report.Parameters["noise"].Coverage(0.9), 0.83, 0.97);
        Assert.Contains("nat above the exact posterior", report.ToString());
        Assert.Contains("<table", report.ToHtml());
    }

    [Fact]
    public void Where_nothing_is_exact_the_gap_is_not_told()
    {
        using var network = new StructureNetwork(LineFamily.Family, Small);
        NetworkReport report = NetworkReport.Of(network, new() { Curves = 60, Draws = 50 });
        Assert.Null(report.Gap);
        Assert.Null(report.Referee);
        Assert.Equal(["bend.bend", "level", "slope.slope"], report.Parameters.Keys.Order());
        Assert.Contains("No answer was refereed.", report.ToString());
        NetworkReport refereed = NetworkReport.Of(
            network, new() { Curves = 10, Refereed = 2, Draws = 20 }, new Linear.ConjugateLinear { Draws = 2 });
        Assert.Equal(2, refereed.Referee!.Curves);
        Assert.True(double.IsNaN(refereed.Referee.InclusionError));
    }

    [Fact]
    public void Ranks_that_crowd_are_found_out()
    {
        RankStatistics even = new([.. Enumerable.Range(0, 200).Select(i => (i + 0.5) / 200)]);
        RankStatistics crowded = new([.. Enumerable.Range(0, 200).Select(i => 0.3 + 0.4 * i / 200)]);
        Assert.True(even.UniformityProbability > 0.999);
        Assert.True(crowded.UniformityProbability < 1e-6);
        Assert.Equal(0.5, even.Coverage(0.5), 2);
        Assert.Equal(1, crowded.Coverage(0.5), 2);
    }

    [Fact]
    public void Settings_are_within_their_ranges()
    {
        using var network = new StructureNetwork(LineFamily.Family, Small);
        ReportOptions[] wrong = [new() { Curves = 5 }, new() { Draws = 5 }, new() { Refereed = -1 }, new() { Refereed = 300 }];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => NetworkReport.Of(network, options)));
    }
}
