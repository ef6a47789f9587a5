using System.Text;
using System.Xml.Linq;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Plotting;
using BayesMeasure.Plotting.Unknowns;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Tests.Architecture;

namespace BayesMeasure.Tests.Plotting;

/// <summary>Figures of results: what they are made of, how large they are, and in which forms they can be had.</summary>
public sealed class FigureTests : IDisposable
{
    private const int LargestSvg = 150_000;

    private static readonly ReplicaExchangeOptions Short =
        new() { Seed = 3, Chains = 4, Rungs = 8, BurnInSweeps = 80, Sweeps = 300, Threads = 1, Modes = null, Reference = null };

    private static readonly ModelComparison Comparison = Compare("scan");

    private static readonly Dictionary<string, Func<Figure>> All = new()
    {
        ["corner"] = () => Fit.PlotCorner(truths: new Dictionary<string, double> { ["center[1]"] = 0.9 }),
        ["traces"] = () => Fit.PlotTraces(),
        ["priors"] = () => Fit.PlotPriors(),
        ["predictive"] = () => Fit.PlotPredictive(),
        ["running-log-z"] = () => Fit.PlotRunningLogZ(),
        ["ladder"] = () => Fit.PlotLadder(),
        ["models"] = () => Comparison.PlotModels(),
    };

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Kinds => [.. All.Keys];

    private static Result Fit => Comparison.Models[2].Result;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_figure_is_made_of_what_it_was_made_of(string kind)
    {
        string? renew = Environment.GetEnvironmentVariable("BAYESMEASURE_RENEW_FIGURES");
        string path = Path.Combine(SourceTree.Checkout, "tests", "BayesMeasure.Tests", "Plotting", "Figures", $"{kind}.txt");

        // Numbers of a figure that was changed on purpose; the difference is to be read.
        if (renew is not null)
        {
            File.WriteAllText(path, FigureParts.Of(All[kind]()));
        }

        Assert.Equal(File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n"), FigureParts.Of(All[kind]()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_figure_is_a_small_drawing_of_any_width(string kind)
    {
        foreach (double width in (double[])[85, 175])
        {
            Figure figure = All[kind]().OfWidth(width);
            string svg = figure.ToSvg();
            Assert.InRange(svg.Length, 2000, LargestSvg);
            XElement root = XDocument.Parse(svg).Root!;
            Assert.Equal($"{width}mm", (string?)root.Attribute("width"));
            Assert.StartsWith("0 0 ", (string?)root.Attribute("viewBox"), StringComparison.Ordinal);
            Assert.Empty(figure.Warnings);
        }
    }

    [Fact]
    public void A_figure_can_be_had_as_bytes_and_saved_as_a_page()
    {
        Figure figure = Fit.PlotPriors(["center[1]"]).OfWidth(85);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], figure.ToPng(300)[..4]);
        figure.SavePdf(Path.Combine(folder, "priors.pdf"));
        byte[] page = File.ReadAllBytes(Path.Combine(folder, "priors.pdf"));
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(page[..8]), StringComparison.Ordinal);
        Assert.Contains("/MediaBox [0 0 241 ", Encoding.Latin1.GetString(page), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => figure.OfWidth(20));
    }

    [Fact]
    public void A_plot_can_be_changed_before_it_is_drawn()
    {
        var panels = new List<int>();
        Figure changed = Fit.PlotLadder().With((plot, panel) => panels.Add(panel)).With((plot, _) => plot.Title("another"));
        Assert.Contains("another", changed.ToSvg(), StringComparison.Ordinal);
        Assert.Equal([0, 1, 2, 3], panels);
    }

    /// <summary>No font has a character that is not assigned.</summary>
    [Fact]
    public void A_character_that_no_font_has_is_a_question_mark_and_is_said()
    {
        Figure figure = Fit.PlotPriors(["center[1]"]).With((plot, _) => plot.Title("μ\u0378ν"));
        Assert.Contains("\u0378", Assert.Single(figure.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("\u0378", figure.ToSvg(), StringComparison.Ordinal);
        Assert.Empty(Fit.PlotPriors(["center[1]"]).With((plot, _) => plot.Title("Å μ σ² ± β")).Warnings);
    }

    [Fact]
    public void What_is_not_there_is_refused_in_words()
    {
        Assert.Contains("center[1]", Assert.Throws<KeyNotFoundException>(() => Fit.PlotCorner(["centre[1]"])).Message);
        Assert.Throws<ArgumentException>(() => Fit.PlotCorner([]));
        Assert.Throws<ArgumentException>(() => Fit.PlotPredictive("another"));
    }

    /// <summary>
    /// Of 20,000 independent normal deviates the region of 50 % and that of 90 % end at sqrt(-2 ln(1 - p)) standard deviations.
    /// </summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Regions_hold_their_share(double share)
    {
        DensityGrid grid = new(Normals(seed: 1), Normals(seed: 2));
        double level = grid.LevelOf(share);
        double radius = Math.Sqrt(-2 * Math.Log(1 - share));
        int row = Enumerable.Range(1, 40).MinBy(one => Math.Abs(grid.Y(one)));
        double[] inside = [.. Enumerable.Range(1, 40).Where(column => grid.Density[row, column] >= level).Select(grid.X)];
        double cell = grid.X(2) - grid.X(1);
        Assert.InRange(inside.Max(), radius - 1.2 * cell, radius + 1.2 * cell);
        Assert.InRange(inside.Min(), -radius - 1.2 * cell, -radius + 1.2 * cell);
    }

    private static ShownUnknown Normals(ulong seed)
    {
        var random = new BayesMeasure.Numerics.Random.RandomStream(seed, 0, 0);
        random.BeginSweep(0);
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextNormal())];
        Parameter parameter = new("a", "a", null, null, Prior.Normal(0, 1));
        Draws draws = new([parameter], [values], [new double[values.Length]], [new double[values.Length]]);
        var target = new LogLikelihoodTarget(new Prior { ["a"] = Prior.Normal(0, 1) }, _ => 0);
        Result result = Fit with { Target = target, Draws = draws };
        return ChosenUnknowns.Of(result, null, 1)[0];
    }

    private static ModelComparison Compare(string name)
    {
        Prior peak = new()
        {
            ["amplitude"] = Prior.Uniform(0, 3),
            ["width"] = Prior.LogUniform(0.1, 2),
            ["center"] = Prior.Uniform(0, 2.3),
        };
        double[] x = [.. Enumerable.Range(0, 300).Select(i => 0.01 * i)];
        Measurement data = new(x, x.Select((value, i) => Math.Exp(-20 * (value - 0.9) * (value - 0.9)) + 0.1 * Math.Sin(40 * i)))
        {
            Name = name,
            XName = "energy",
            XUnit = "eV",
        };
        return ModelFamily.Of<GaussianPeak>(0, 2, peak, GaussianNoise.Known(0.1)).Compare(data, Short);
    }
}
