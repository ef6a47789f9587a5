using System.Text.RegularExpressions;
using BayesMeasure.Plotting;

namespace BayesMeasure.Tests.Plotting;

public class PowderPlotTests
{
    private static readonly double[] Angles = [20, 30, 40];
    private static readonly double[] Ones = [1, 1, 1];
    private static readonly PowderPlot Plot = new("title", Angles, [1, 5, 2], [1, 4, 2], Ones);

    [Fact]
    public void Phases_have_rows_and_peaks_have_labels()
    {
        string bare = Figure.OfPowder(Plot).ToHtml();
        string whole = Figure.OfPowder((Plot with { Background = Ones, Notes = ["Verdict: none."] })
            .WithPhase("zincite", [31, 34, 200])
            .WithPhase("bunsenite", [])
            .WithMark(30, "d = 2.976 Å")).ToHtml();
        string[] texts = ["zincite", "bunsenite", "d = 2.976 Å", "Verdict: none.", "background", "residual / σ"];
        foreach (string text in texts)
        {
            Assert.Contains(text, whole, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("background", bare.Replace("background:", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(HeightOf(whole) > HeightOf(bare));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        PowderPlot[] wrong =
        [
            Plot with { Data = [1, 2] },
            Plot with { Background = [1] },
            Plot with { Sigma = [1, 0, 1] },
            Plot with { Fit = [1, double.NaN, 2] },
            Plot.WithPhase("a", [double.PositiveInfinity]),
            Plot.WithMark(double.NaN, "d"),
        ];
        Assert.All(wrong, plot => Assert.Throws<ArgumentException>(() => Figure.OfPowder(plot)));
    }

    private static int HeightOf(string html) =>
        int.Parse(Regex.Match(html, "height=\"([0-9]+)\"").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
}
