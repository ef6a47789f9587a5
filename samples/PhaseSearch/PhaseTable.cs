using System.Globalization;
using System.Text;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Diffraction.Search;

namespace PowderPhases;

/// <summary>What was found, as text.</summary>
internal static class PhaseTable
{
    private const double Percent = 100;

    public static string Of(PhaseSearchResult result, Radiation radiation, int candidates)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{result.Measurement.Name}, {radiation.Name}, {candidates} candidates");
        text.AppendLine(CultureInfo.InvariantCulture, $"verdict: {result.Verdict}");
        text.AppendLine();
        text.AppendLine("phase             P      weight %   68 %            95 %           support   strain %");
        foreach (FoundPhase phase in result.Phases)
        {
            text.AppendLine(Row(phase));
        }

        text.AppendLine();
        text.AppendLine("sets within 5 nat of the best one:");
        foreach (PhaseHypothesis set in result.Hypotheses)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {set.Probability:F3}  {string.Join(" + ", set.Phases)}");
        }

        foreach (string remark in result.Remarks.Concat(result.Measurement.Remarks))
        {
            text.AppendLine($"remark: {remark}");
        }

        text.Append("Weights are shares of what is crystalline; their intervals hold a systematic term for microabsorption.");
        return text.ToString();
    }

    private static string Row(FoundPhase phase)
    {
        string support = phase.Support?.ToString("F0", CultureInfo.InvariantCulture) ?? "-";
        string note = phase switch
        {
            { IsFound: true, Group.Count: > 1 } =>
                FormattableString.Invariant($"  one of {string.Join(", ", phase.Group)}: P = {phase.GroupProbability:F3}"),
            { IsFound: true } => "",
            { Probability: >= 0.5 } => "  not supported by lines of its own",
            _ => "  not found",
        };
        return FormattableString.Invariant(
            $"{phase.Name,-16} {phase.Probability:F3} {Percent * phase.WeightFraction,9:F2}   ")
            + $"{Range(phase.Interval68),-15} {Range(phase.Interval95),-15}"
            + FormattableString.Invariant($"{support,7} {Percent * phase.Shape.Strain,10:F3}{note}");
    }

    private static string Range(BayesMeasure.Measurements.Interval interval) =>
        FormattableString.Invariant($"{Percent * interval.Minimum:F1} .. {Percent * interval.Maximum:F1}");
}
