using System.Globalization;
using System.Net;

namespace BayesMeasure.Amortized.Report;

/// <summary>
/// What a report on a network says: the answer first, then the tables it rests on, then what is to be warned of.
/// </summary>
internal sealed class NetworkReportPage(NetworkReport report)
{
    private const double Doubtful = 0.001;

    private static readonly string BlankLine = Environment.NewLine + Environment.NewLine;

    /// <summary>The page as plain text.</summary>
    public override string ToString() =>
        string.Join(BlankLine, [Answer(), .. Tables().Select(table => $"{table}"), .. Warnings()]) + Environment.NewLine;

    /// <summary>The page as a piece of HTML.</summary>
    public string ToHtml() => string.Concat(
        [
            $"<p style=\"font-weight:600\">{WebUtility.HtmlEncode(Answer())}</p>\n",
            .. Tables().Select(table => table.ToHtml()),
            .. Warnings().Select(text => $"<p>{WebUtility.HtmlEncode(text)}</p>\n"),
        ]);

    private string Answer()
    {
        string curves = $"On {report.Curves} curves that it never saw the network";
        double above = report.PriorCrossEntropy - report.CrossEntropy;
        return report.Gap is { } gap
            ? $"{curves} lies {Short(gap)} nat above the exact posterior of structures, and the prior {Short(above + gap)}."
            : $"{curves} has a cross entropy of {Short(report.CrossEntropy)} nat, "
                + $"and the prior {Short(report.PriorCrossEntropy)}.";
    }

    private IEnumerable<MeasureTable> Tables()
    {
        yield return Structures();
        yield return OverLambda();
        if (report.Parameters.Count > 0)
        {
            yield return Parameters();
        }
    }

    private MeasureTable Structures()
    {
        RefereeMeasures? referee = report.Referee;
        string corrected = Long(referee?.CorrectedError);
        string prior = Long(report.PriorCrossEntropy - report.CrossEntropy + report.Gap);
        return new(
            ["Structures", "network", "prior", "corrected"],
            [
                ["cross entropy (nat)", Long(report.CrossEntropy), Long(report.PriorCrossEntropy), ""],
                ["gap to the exact posterior (nat)", Long(report.Gap), prior, ""],
                ["expected calibration error", Long(report.CalibrationError), "", ""],
                ["mean error of p(decision)", Long(referee?.InclusionError), Long(referee?.PriorError), corrected],
                ["median ESS/S", "", "", Long(referee?.EffectiveShare)],
                ["share refused", "", "", Long(referee?.Refused)],
            ])
        {
            Note = referee is null ? "No answer was refereed." : $"{referee.Curves} answers were refereed.",
        };
    }

    private MeasureTable OverLambda() => new(
        ["Curves of lambda", "number", "cross entropy (nat)", "prior (nat)", "exact (nat)"],
        [
            .. report.Lambdas.Select(range => (IReadOnlyList<string>)
            [
                $"{Short(range.Least)} to {Short(range.Most)}", $"{range.Curves}", Long(range.CrossEntropy),
                Long(range.PriorCrossEntropy), Long(range.ExactCrossEntropy),
            ]),
        ]);

    private MeasureTable Parameters() => new(
        ["Parameter", "curves", "in 50 %", "in 90 %", "p(uniform ranks)"],
        [
            .. report.Parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (IReadOnlyList<string>)
            [
                one.Key, $"{one.Value.Ranks.Count}", Long(one.Value.Coverage(0.5)), Long(one.Value.Coverage(0.9)),
                Long(one.Value.UniformityProbability),
            ]),
        ])
    {
        Note = "How often the truth lies in the central interval of draws given the true structure, and the probability of ranks "
            + "as uneven as these where draws are calibrated.",
    };

    private IEnumerable<string> Warnings()
    {
        double least = Doubtful / Math.Max(1, report.Parameters.Count);
        string[] uneven = [.. report.Parameters.Where(one => one.Value.UniformityProbability < least).Select(one => one.Key)];
        if (uneven.Length > 0)
        {
            yield return $"Warning: the ranks of {string.Join(", ", uneven)} are uneven: their draws are not calibrated yet.";
        }

        yield return "Calibration is passed by the prior as well, and says nothing of one curve: ask the referee.";
    }

    private static string Short(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Long(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("F3", CultureInfo.InvariantCulture) : "";
}
