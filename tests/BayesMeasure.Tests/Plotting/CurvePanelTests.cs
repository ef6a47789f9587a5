using System.Text.RegularExpressions;
using BayesMeasure.Plotting;

namespace BayesMeasure.Tests.Plotting;

public class CurvePanelTests
{
    private static readonly double[] X = [0.1, 1, 10];
    private static readonly CurvePanel Empty = new("title", "x", "y");

    [Fact]
    public void Panels_are_two_in_a_row_with_every_name_once()
    {
        CurvePanel panel = Empty
            .WithLine("line", X, [1, 2, 3])
            .WithPoints("points", X, [new(1, 0.1), new(2, 0), new(3, 0.2)])
            .WithShares("shares", X, [new(0, 4), new(2, 4), new(4, 4)])
            .WithLine("limit", [1, 1], [0, 1], isDashed: true);
        Assert.Contains("height=\"460\"", Figure.OfCurves(panel, panel).ToHtml(), StringComparison.Ordinal);
        string three = Figure.OfCurves(panel with { IsLogarithmic = true }, panel, panel).ToHtml();
        Assert.Contains("height=\"920\"", three, StringComparison.Ordinal);
        foreach (string name in (string[])["line", "points", "shares", "limit"])
        {
            Assert.Equal(Count(three, "title"), Count(three, name));
        }
    }

    private static int Count(string svg, string name) => Regex.Count(svg, $@">\s*{name}\s*<");

    [Fact]
    public void What_cannot_be_drawn_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>(() => Figure.OfCurves());
        Assert.Throws<ArgumentException>(() => Figure.OfCurves(Empty));
        Assert.Contains(
            "'a'", Assert.Throws<ArgumentException>(() => Empty.WithLine("a", X, [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Empty.WithPoints("a", [], []));
        Assert.Throws<ArgumentException>(() => Empty.WithLine("a", [1], [double.NaN]));
        CurvePanel logarithmic = Empty with { IsLogarithmic = true };
        ArgumentException fault = Assert.Throws<ArgumentException>(() => logarithmic.WithLine("a", [0], [1]));
        Assert.Contains("above 0", fault.Message, StringComparison.Ordinal);
    }
}
