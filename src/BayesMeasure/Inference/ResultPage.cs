using BayesMeasure.Diagnostics;
using BayesMeasure.Reports;

namespace BayesMeasure.Inference;

/// <summary>What a result tells of itself: the free energy and how the run ended, the unknowns, and its warnings.</summary>
internal static class ResultPage
{
    public static ReportPage Of(Result result) => new()
    {
        Answer =
        [
            $"{result.FreeEnergy}.",
            $"{ChainsOf(result)} by {result.Report.Method}, seed {result.Seed}. {result.StopReason}",
        ],
        Tables = result.Draws is { AreKept: true, Count: > 0, Parameters.Count: > 0 } ? [Unknowns(result)] : [],
        Warnings = [.. result.Warnings, .. ConvergenceOf(result)],
    };

    /// <summary>What is to be warned of where chains disagree; nothing where draws were not kept.</summary>
    private static IEnumerable<string> ConvergenceOf(Result result)
    {
        if (result.Draws is not { AreKept: true, Count: > 0, Parameters.Count: > 0 })
        {
            return [];
        }

        var ordered = OrderedDraws.Of(result);
        return ConvergenceWarnings.Of(
            ordered, [.. ordered.Draws.Parameters.Select((_, i) => ConvergenceDiagnostics.Of(ordered.Draws.Of(i)))]);
    }

    private static string ChainsOf(Result result) =>
        $"{(result.Draws.Chains == 1 ? "1 chain" : $"{result.Draws.Chains} chains")} of {result.Draws.Count} draws"
        + (result.Report.SweepsPerDraw == 1 ? "" : $", one kept of {result.Report.SweepsPerDraw}");

    private static ReportTable Unknowns(Result result)
    {
        OrderedDraws ordered = OrderedDraws.Of(result);
        Draws draws = ordered.Draws;
        bool hasUnits = draws.Parameters.Any(parameter => parameter.Unit is not null);
        return new(
            [
                ReportColumn.OfText("unknown"),
                .. hasUnits ? [ReportColumn.OfText("unit")] : Array.Empty<ReportColumn>(),
                "mean +- sd",
            ],
            [
                .. draws.Parameters.Select((parameter, position) => (ReportCell[])
                [
                    parameter.Name,
                    .. hasUnits ? [parameter.Unit] : Array.Empty<ReportCell>(),
                    MeanOf(draws, position),
                ]),
            ])
        {
            Notes = ordered.Notes,
        };
    }

    private static ValueWithError MeanOf(Draws draws, int position)
    {
        double[] sorted = [.. draws.Of(position).SelectMany(chain => chain).Order()];
        var moments = SampleMoments.Of(sorted);
        return new(moments.Mean, moments.StandardDeviation);
    }
}
