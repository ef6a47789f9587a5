using BayesMeasure.Reports;

namespace BayesMeasure.Tests.Reports;

public class ReportTests
{
    private static readonly ReportPage Page = new()
    {
        Answer = ["Selected: <b>K</b> = 2, by 5.2 +- 0.1."],
        Tables =
        [
            new(
                [ReportColumn.OfText("model"), new("F", Unit: "nat")],
                [["a & b", new ValueWithError(-1.2341e-9, 5e-12)], ["c", double.NaN]])
            {
                Title = "Models",
                Notes = ["A note."],
            },
        ],
        Warnings = ["Too short."],
    };

    [Fact]
    public void Text_is_aligned_by_the_kinds_of_its_columns() => Assert.Equal(
        string.Join(
            Environment.NewLine,
            "Selected: <b>K</b> = 2, by 5.2 +- 0.1.",
            "Models",
            "model               F (nat)",
            "a & b  (-1.234 +- 0.005)e-9",
            "c                         -",
            "A note.",
            "Warning: Too short."),
        Page.ToString());

    [Fact]
    public void Html_is_escaped_and_typeset()
    {
        string html = Page.ToHtml();
        Assert.Contains("Selected: &lt;b&gt;K&lt;/b&gt; = 2, by 5.2 &#177; 0.1.", html, StringComparison.Ordinal);
        Assert.Contains(">a &amp; b</td>", html, StringComparison.Ordinal);
        Assert.Contains(">(−1.234 &#177; 0.005)&#215;10⁻⁹</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<tr>").Length - 2);
    }

    [Fact]
    public void A_probability_shows_its_error_where_it_can()
    {
        Assert.Equal("0.9998 +- 0.0002", $"{ReportCell.Probability(0.99978, 0.0002)}");
        Assert.Equal("1.0000", $"{ReportCell.Probability(0.99999, 1e-6)}");
        Assert.Equal("-", $"{ReportCell.Probability(double.NaN)}");
    }
}
