using System.Globalization;
using BayesMeasure.Reports;

namespace BayesMeasure.Optimization.Modes;

/// <summary>What a mode tells of itself.</summary>
internal static class ModePage
{
    public static ReportPage Of(Mode mode) => new()
    {
        Answer =
        [
            $"The best mode that was found: ln posterior density {Number(mode.LogPosterior)}, ln likelihood "
                + $"{Number(mode.LogLikelihood)}.",
            $"{mode.Agreeing} of {mode.Restarts} restarts ended at it. {OthersOf(mode)}",
            $"{LaplaceOf(mode)}",
        ],
        Tables = mode.Values.Count == 0 ? [] : [Unknowns(mode)],
        Warnings = [.. Warnings(mode)],
    };

    private static string OthersOf(Mode mode) => mode.Others.Count switch
    {
        0 => "No other mode within 10 nats was met.",
        1 => $"Another mode was met, {Number(mode.LogCoordinateDensity - mode.Others[0].LogCoordinateDensity)} nats lower.",
        int count => $"{count} other modes were met within 10 nats, the next "
            + $"{Number(mode.LogCoordinateDensity - mode.Others[0].LogCoordinateDensity)} nats lower.",
    };

    private static string LaplaceOf(Mode mode) => double.IsNaN(mode.ApproximateLogEvidence)
        ? "There is no Laplace approximation of ln Z here."
        : $"The Laplace approximation of ln Z, by this mode alone, is {Number(mode.ApproximateLogEvidence)}; "
            + "it may be off by any amount.";

    private static ReportTable Unknowns(Mode mode)
    {
        bool hasUnits = mode.Target.Parameters.Any(parameter => parameter.Unit is not null);
        return new(
            [
                ReportColumn.OfText("unknown"),
                .. hasUnits ? [ReportColumn.OfText("unit")] : Array.Empty<ReportColumn>(),
                "mode +- sd",
            ],
            [
                .. mode.Target.Parameters.Select((parameter, i) => (ReportCell[])
                [
                    parameter.Name,
                    .. hasUnits ? [parameter.Unit] : Array.Empty<ReportCell>(),
                    CellOf(mode, i),
                ]),
            ])
        {
            Notes = ["The standard deviations are those of the Gaussian that has the curvature of the mode."],
        };
    }

    private static ReportCell CellOf(Mode mode, int position) => double.IsNaN(mode.StandardDeviations[position])
        ? mode.Values[position]
        : new ValueWithError(mode.Values[position], mode.StandardDeviations[position]);

    private static IEnumerable<string> Warnings(Mode mode)
    {
        if (mode.AtBound.Count > 0)
        {
            yield return $"{string.Join(", ", mode.AtBound)} at a bound of the prior: the curvature says nothing of how well "
                + "that is known. Widen the prior, or fix it.";
        }
        else if (double.IsNaN(mode.ApproximateLogEvidence) && mode.Values.Count > 0)
        {
            yield return "The curvature is not positive in every direction: the data and the prior leave some combination of the "
                + "unknowns open, so that there are no standard deviations.";
        }

        if (mode.Restarts > 0 && mode.Agreeing == 0)
        {
            yield return "No other restart ended at this mode: there may be a better one. Allow more restarts.";
        }
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
