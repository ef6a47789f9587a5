using BayesMeasure.Reports;

namespace BayesMeasure.Summaries;

/// <summary>
/// The posterior of several quantities as a table: mean, standard deviation, quantiles, and how far to trust them.
/// </summary>
internal static class QuantityTable
{
    /// <summary>A row a quantity.</summary>
    /// <param name="names">The columns in which each quantity is named.</param>
    /// <param name="rows">The names of each quantity, with its posterior.</param>
    public static ReportTable Of(IReadOnlyList<string> names, IReadOnlyList<(string[] Names, QuantitySummary Quantity)> rows)
    {
        bool hasUnits = rows.Any(row => row.Quantity.Unit is not null);
        return new(
            [
                .. names.Select(ReportColumn.OfText),
                .. hasUnits ? [ReportColumn.OfText("unit")] : Array.Empty<ReportColumn>(),
                "mean +- sd", "5 %", "50 %", "95 %", "MAP", "ESS", "R-hat",
            ],
            [
                .. rows.Select(row => (ReportCell[])
                [
                    .. row.Names.Select(name => (ReportCell)name),
                    .. hasUnits ? [row.Quantity.Unit] : Array.Empty<ReportCell>(),
                    .. NumbersOf(row.Quantity),
                ]),
            ]);
    }

    private static IEnumerable<ReportCell> NumbersOf(QuantitySummary quantity)
    {
        double[] places = [quantity.Quantile05, quantity.Median, quantity.Quantile95, quantity.MaximumAPosteriori];
        return
        [
            new ValueWithError(quantity.Mean, quantity.StandardDeviation),
            .. places.Select(place => ReportCell.Among(place, quantity.StandardDeviation)),
            ReportCell.Fixed(quantity.Convergence.BulkEffectiveSamples, 0),
            ReportCell.Fixed(quantity.Convergence.RHat, 3),
        ];
    }
}
