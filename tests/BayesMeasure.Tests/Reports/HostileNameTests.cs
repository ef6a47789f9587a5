using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Persistence;
using BayesMeasure.Plotting;
using BayesMeasure.Priors;
using BayesMeasure.Sampling;
using BayesMeasure.Summaries;

namespace BayesMeasure.Tests.Reports;

/// <summary>
/// Names come from files and may hold anything: no text moves the cursor of a terminal or turns the direction of reading, no page
/// runs a script, and every file can be read.
/// </summary>
public sealed class HostileNameTests : IDisposable
{
    private static readonly ReplicaExchangeOptions Short =
        new() { Seed = 3, Chains = 1, Rungs = 4, BurnInSweeps = 30, Sweeps = 40, Threads = 1 };

    private readonly string folder = Directory.CreateTempSubdirectory("names-").FullName;

    public static TheoryData<string> Names =>
    [
        "<script>alert(1)</script>", "\u001b[31mred\u001b[2J", "\"quoted\" 'and' `more` & less", "\u202egnp.exe",
        "a\nb\r\tc", "]]><!--",
        "\u2028\u0085\ufeff", "{0} %s $(rm)", "\0\u0007", "\ud800", "=cmd|' /C calc'!A0", new('x', 10_000),
        string.Concat(Enumerable.Repeat("word ", 2_000)),
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void No_name_does_harm(string name)
    {
        ModelComparison comparison = Compared(name);
        AssertIsSeen(comparison.ToString());
        AssertIsSeen($"{comparison.Best.Result.Summary}");
        AssertIsSafe(comparison.ToHtml());
        AssertIsSafe(comparison.Report().ToHtml());

        string json = Path.Combine(folder, "result.json");
        comparison.Save(json);
        using var saved = JsonDocument.Parse(File.ReadAllText(json));
        AssertIsSafe(File.ReadAllText(json));
        Assert.Equal(comparison.Remarks.Count, ModelComparison.Load(json).Remarks.Count);

        string svg = Path.Combine(folder, "figure.svg");
        comparison.Plot().SaveSvg(svg);
        Assert.DoesNotContain(XDocument.Load(svg).Descendants(), element => element.Name.LocalName == "script");
        AssertIsSeen(File.ReadAllText(svg));
    }

    private static ModelComparison Compared(string name)
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => 0.1 * i)];
        Measurement data = new(x, x.Select(value => Math.Exp(-Math.Pow((value - 1) / 0.2, 2)) + 0.02 * (value * 70 % 5 - 2)))
        {
            Name = name,
            XName = name,
            YName = name,
            XUnit = name,
            YUnit = name,
            Remarks = [name],
        };
        var prior = new Prior
        {
            ["amplitude"] = Prior.Gamma(5, 5),
            ["width"] = Prior.LogUniform(0.05, 0.5),
            ["center"] = Prior.Uniform(0.5, 1.5),
        };
        return ModelFamily.Of<GaussianPeak>(1, 1, prior, GaussianNoise.Known(0.05)).Compare(data, Short);
    }

    private static void AssertIsSafe(string markup)
    {
        AssertIsSeen(markup);
        Assert.DoesNotContain("<script", markup, StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertIsSeen(string text) => Assert.DoesNotContain(text, letter => letter is not ('\n' or '\r' or '\t')
        && char.GetUnicodeCategory(letter) is (UnicodeCategory.Control or UnicodeCategory.Format));
}
