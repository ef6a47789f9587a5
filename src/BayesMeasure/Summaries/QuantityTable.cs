using BayesMeasure.Diagnostics;
using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>The posterior of several quantities as a table: mean, standard deviation, quantiles, and how far to trust them.</summary>
internal static class QuantityTable
{
    /// <summary>A row a quantity.</summary>
    /// <param name="names">The columns in which each quantity is named.</param>
    /// <param name="rows">The cells of these columns and of all others.</param>
    public static ReportTable Of(IReadOnlyList<string> names, IEnumerable<(string[] Names, ReportCell[] Numbers)> rows) => new(
        [
            .. names.Select(ReportColumn.OfText), ReportColumn.OfText("unit"),
            "mean +- sd", "5 %", "50 %", "95 %", "MAP", "ESS", "R-hat",
        ],
        [.. rows.Select(row => (ReportCell[])[.. row.Names.Select(name => (ReportCell)name), .. row.Numbers])]);

    /// <summary>The cells of a parameter.</summary>
    public static ReportCell[] CellsOf(ParameterSummary item) => CellsOf(
        item.Parameter.Unit, item.Mean, item.StandardDeviation, item.Convergence,
        [item.Quantile05, item.Median, item.Quantile95, item.MaximumAPosteriori]);

    /// <summary>The cells of a quantity.</summary>
    public static ReportCell[] CellsOf(QuantitySummary item) => CellsOf(
        item.Unit, item.Mean, item.StandardDeviation, item.Convergence,
        [item.Quantile05, item.Median, item.Quantile95, item.MaximumAPosteriori]);

    private static ReportCell[] CellsOf(
        string? unit, double mean, double deviation, ConvergenceDiagnostics convergence, double[] places) =>
    [
        unit,
        new ValueWithError(mean, deviation),
        .. places.Select(place => ReportCell.Among(place, deviation)),
        ReportCell.Fixed(convergence.BulkEffectiveSamples, 0),
        ReportCell.Fixed(convergence.RHat, 3),
    ];
}
