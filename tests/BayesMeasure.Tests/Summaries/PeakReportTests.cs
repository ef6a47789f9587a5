using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using BayesMeasure.Tests.Inference;

namespace BayesMeasure.Tests.Summaries;

public class PeakReportTests
{
    private static readonly Measurement Data = new([0, 1, 2, 3], [0, 1, 1, 0]) { XUnit = "eV", YUnit = "counts" };

    private static readonly Prior Peak =
        new() { ["amplitude"] = Prior.Gamma(2, 2), ["width"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(0, 1) };

    [Fact]
    public void Every_peak_has_its_measures_in_order_of_the_centers()
    {
        ForwardModel model = ForwardModel.Of<LorentzianPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>();
        Prior prior = Peak.Repeat(2) + new Prior { ["offset"] = Prior.Normal(0, 1) };
        double[][] chain = [[2, 1, 5, 3, 0.5, -5, 0], [4, 2, -4, 1, 1, 4, 0]];
        PeakReport report = Create(new Posterior(Data, model, GaussianNoise.Known(1), prior), chain).Peaks;
        Assert.Equal("center", report.OrderedBy);
        Assert.Equal(["peak 1", "peak 2"], report.Select(peak => peak.Name));
        Assert.Equal([1, 2], report.Select(peak => peak.Component));
        PeakSummary first = report[0];
        Assert.Equal(-4.5, first.Position.Mean, 1e-14);
        Assert.Equal(3.5, first.Height.Mean, 1e-14);
        Assert.Equal(1.25, first.Width.Mean, 1e-14);
        Assert.Equal(Math.PI / 2 * (1.5 + 8) / 2, first.Area.Mean, 1e-14);
        Assert.Equal(Math.PI / 2 * 6.5 / Math.Sqrt(2), first.Area.StandardDeviation, 1e-13);
        Assert.Null(first.TotalArea);
        Assert.Equal(["eV", "counts", "eV", "counts eV"], first.Quantities.Select(quantity => quantity.Unit));
        Assert.Contains("area", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_doublet_has_the_area_of_its_main_line_and_in_total_with_what_is_fixed_filled_in()
    {
        Prior prior = new Prior
        {
            ["splitting"] = Prior.Fixed(3),
            ["ratio"] = Prior.Beta(2, 2),
            ["widthRatio"] = Prior.Fixed(1),
        } + Peak;
        var posterior = new Posterior(Data, ForwardModel.Of<Doublet<GaussianPeak>>(), GaussianNoise.Known(1), prior);
        PeakSummary peak = Create(posterior, [[0.5, 1, 1, 1], [0.25, 1, 1, 1]]).Peaks.Single();
        double area = Math.Sqrt(Math.PI / Math.Log(2)) / 2;
        Assert.Equal("peak", peak.Name);
        Assert.Equal(area, peak.Area.Mean, 1e-14);
        Assert.Equal(1.375 * area, peak.TotalArea!.Mean, 1e-14);
        Assert.Equal(["position", "height", "width", "area", "total area"], peak.Quantities.Select(quantity => quantity.Name));
    }

    [Fact]
    public void A_component_of_ones_own_that_measures_itself_is_reported_and_others_are_not()
    {
        ForwardModel model = ForwardModel.Of<Triangle>().Labelled("own")
            + ForwardModel.Function((double x, double slope) => slope * x) + ForwardModel.Of<ConstantBackground>();
        Prior prior = new()
        {
            ["own.height"] = Prior.Normal(0, 1),
            ["slope"] = Prior.Normal(0, 1),
            ["offset"] = Prior.Normal(0, 1),
        };
        PeakReport report = Create(new Posterior(Data, model, GaussianNoise.Known(1), prior), [[3, 0, 0]]).Peaks;
        Assert.Equal("own peak", report.Single().Name);
        Assert.Equal(3, report[0].Area.Mean);
        Assert.Null(report.OrderedBy);
    }

    [Fact]
    public void Joined_measurements_each_have_their_peaks()
    {
        ForwardModel model = ForwardModel.Of<LorentzianPeak>();
        Prior prior = new Prior { ["width"] = Prior.Gamma(2, 2), ["center"] = Prior.Normal(0, 1) }
            + new Prior { ["A.amplitude"] = Prior.Gamma(2, 2), ["B.amplitude"] = Prior.Gamma(2, 2) };
        var joint = new JointPosterior(
            prior, new("A", Data, model, GaussianNoise.Known(1)), new("B", Data, model, GaussianNoise.Known(1)));
        double[] draw = [.. joint.Parameters.Select(parameter => parameter.Name switch
        {
            "width" => 2.0,
            "center" => 0.5,
            "A.amplitude" => 3,
            _ => 7,
        })];
        PeakReport report = Create(joint, [draw]).Peaks;
        Assert.Equal(["A peak", "B peak"], report.Select(peak => peak.Name));
        Assert.Equal([3 * Math.PI, 7 * Math.PI], report.Select(peak => peak.Area.Mean));
    }

    [Fact]
    public void Without_a_model_there_are_no_peaks()
    {
        Assert.Empty(KnownDraws.Create(Peak, [[[1, 1, 1]]], _ => 0).Peaks);
        ForwardModel constant = ForwardModel.Of<ConstantBackground>();
        var background = new Posterior(Data, constant, GaussianNoise.Known(1), new Prior { ["offset"] = Prior.Normal(0, 1) });
        Assert.Empty(Create(background, [[1]]).Peaks);
    }

    private static Result Create(ITarget target, double[][] chain) => KnownDraws.Create(Peak, [[[1, 1, 1]]], _ => 0) with
    {
        Target = target,
        Draws = KnownDraws.Of(target.Parameters, [chain]),
    };
}
