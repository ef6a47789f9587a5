using System.Globalization;
using System.Text.RegularExpressions;
using BayesMeasure.Comparison;
using BayesMeasure.DataIntegration;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Persistence;
using BayesMeasure.Plotting;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;

namespace BayesMeasure.Tests.Plotting;

public sealed class PlotTests : IDisposable
{
    private static readonly ReplicaExchangeOptions Short =
        new() { Seed = 3, Chains = 2, Rungs = 6, BurnInSweeps = 40, Sweeps = 60, Threads = 1 };

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_comparison_its_best_model_and_a_result_plot_themselves()
    {
        ModelComparison comparison = Compare("a & <b>");
        foreach (Figure figure in (Figure[])[comparison.Plot(), comparison.Best.Plot(), comparison.Best.Result.Plot()])
        {
            figure.SavePng(Path.Combine(folder, "fit.png"), 600);
            Assert.True(new FileInfo(Path.Combine(folder, "fit.png")).Length > 5000);
            Assert.Contains("<svg ", figure.ToHtml(), StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => comparison.Plot().SavePng(Path.Combine(folder, "fit.png"), 0));
    }

    [Fact]
    public void A_joint_result_has_a_panel_for_each_measurement()
    {
        JointPosterior joint = Joint();
        Result result = new ReplicaExchange(Short).Run(joint);
        string one = new ReplicaExchange(Short).Run(((ITarget)joint).Curves[0].Posterior).Plot().ToHtml();
        string both = result.Plot().ToHtml();
        Assert.InRange(HeightOf(one), 800, 1000);
        Assert.InRange(HeightOf(both), 1080, 1280);
        result.Plot().SavePng(Path.Combine(folder, "joint.png"), 600);
        new Integration(joint).Compare(Short).Plot().SaveSvg(Path.Combine(folder, "joint.svg"));
    }

    /// <summary>What the panels take, and below them the warnings of a short run.</summary>
    private static int HeightOf(string html) =>
        int.Parse(Regex.Match(html, "height=\"(\\d+)\"").Groups[1].Value, CultureInfo.InvariantCulture);

    [Fact]
    public void A_report_is_one_file_in_which_every_name_is_escaped()
    {
        string path = Path.Combine(folder, "report.html");
        ModelComparison comparison = Compare("a & <b>");
        comparison.Report().Save(path);
        string html = File.ReadAllText(path);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>a &amp; &lt;b&gt;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Posterior of ", html, StringComparison.Ordinal);
        Assert.Contains("<svg ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("viewBox=\"0 0 1200 ", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Models;Posterior of K = 1;Priors;What speaks against it;Sensitivity to the priors;The run of K = 1")]
    [InlineData(false, "Posterior of the model;Priors;What speaks against it;The run of the model")]
    public void A_report_says_what_then_how_sure_and_then_whence(bool isComparison, string headings)
    {
        ModelComparison comparison = Compare("scan");
        string html = (isComparison ? comparison.Report("make <it>") : comparison.Best.Result.Report("make <it>")).ToHtml();
        string[] found = [.. Regex.Matches(html, "<h2>(.*?)</h2>").Select(match => match.Groups[1].Value)];
        string model = isComparison ? "K = 1" : "the model";
        Assert.Equal([.. headings.Split(';'), $"The ladder of {model}", "Where it comes from"], found);
        Assert.Contains("<code>make &lt;it&gt;</code>", html, StringComparison.Ordinal);
        Assert.Contains("the checksum of y", html, StringComparison.Ordinal);
        int verdict = html.IndexOf("class=\"scroll verdict", StringComparison.Ordinal);
        Assert.InRange(verdict, 1, html.IndexOf("<h2>", StringComparison.Ordinal));
    }

    /// <summary>A file has neither data nor model: what needs them says so, and the rest is there.</summary>
    [Fact]
    public void A_comparison_that_was_read_back_is_reported_as_far_as_it_goes()
    {
        ModelComparison comparison = Compare("scan");
        foreach (bool withDraws in (bool[])[true, false])
        {
            string path = Path.Combine(folder, "result.json");
            comparison.Save(path, withDraws);
            ModelComparison later = ModelComparison.Load(path);
            Assert.Equal(comparison.Verdict, later.Verdict);
            string html = later.Report().ToHtml();
            Assert.Contains("class=\"aside\"", html, StringComparison.Ordinal);
            Assert.Equal(withDraws, html.Contains("LogUniform(0.1, 2)", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Parts_of_two_figures_on_a_page_have_names_of_their_own()
    {
        string first = SvgNames.Unique("<clipPath id=\"cl_0\"/><g clip-path=\"url(#cl_0)\" x=\"1\"/>");
        string second = SvgNames.Unique("<clipPath id=\"cl_0\"/><g clip-path=\"url(#cl_0)\" x=\"2\"/>");
        Assert.NotEqual(first.Split('"')[1], second.Split('"')[1]);
        Assert.Contains($"url(#{first.Split('"')[1]})", first, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_curve_is_refused()
    {
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 3) }, point => -point[0] * point[0]);
        string message = Assert.Throws<ArgumentException>(() => new ReplicaExchange(Short).Run(target).Plot()).Message;
        Assert.Contains("no measured curve", message, StringComparison.Ordinal);
    }

    private static ModelComparison Compare(string name)
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.1, 2),
            ["center"] = Prior.Uniform(0, 2.3),
        };
        return ModelFamily.Of<GaussianPeak>(0, 1, peak, GaussianNoise.Known(0.1)).Compare(Data(name, 1), Short);
    }

    private static JointPosterior Joint()
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.1, 2),
            ["center"] = Prior.Uniform(0, 2.3),
        };
        ForwardModel model = ForwardModel.Of<GaussianPeak>();
        return new(
            peak,
            new JointPart("A", Data("first", 1), model, GaussianNoise.Known(0.1)),
            new JointPart("B", Data("second", 1.05), model, GaussianNoise.Known(0.1)));
    }

    private static Measurement Data(string name, double center)
    {
        double[] x = [.. Enumerable.Range(0, 24).Select(i => 0.1 * i)];
        return new(x, x.Select(value => Math.Exp(-8 * (value - center) * (value - center)) + 0.1 * Math.Sin(40 * value)))
        {
            Name = name,
            XName = "energy",
            XUnit = "eV",
        };
    }
}
