using System.Globalization;
using System.Text;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Measurements;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>What was found in one pattern, as text: the verdict in words before all numbers.</summary>
internal static class PhaseTable
{
    private const double Percent = 100;

    public static string Of(PhaseSearchResult result)
    {
        StringBuilder text = new();
        string count = result.Candidates.Count == 1 ? "1 candidate" : $"{result.Candidates.Count} candidates";
        text.AppendLine(CultureInfo.InvariantCulture, $"{result.Pattern}, {result.Radiation.Name}, {count}");
        text.AppendLine(CultureInfo.InvariantCulture, $"verdict: {result.Verdict}");
        text.AppendLine(Summary(result));
        text.AppendLine();
        if (result.Phases.Count > 0)
        {
            int width = Math.Max(16, result.Phases.Max(phase => phase.Name.Length));
            text.AppendLine(
                "phase".PadRight(width) + (IsSelected(result) ? "  sel.   " : "  P      ")
                    + "weight %   68 %            95 %           support   strain %");
            foreach (FoundPhase phase in result.Phases)
            {
                text.AppendLine(Row(phase, width));
            }

            text.AppendLine();
        }

        WriteSets(text, result);
        foreach (string remark in result.Remarks)
        {
            text.AppendLine($"remark: {remark}");
        }

        if (IsSelected(result))
        {
            text.AppendLine("sel.: how often the guide has the phase. It is no probability; --method gibbs tells that.");
        }

        text.Append("Weights are shares of what is crystalline; their intervals hold a systematic term for microabsorption.");
        return text.ToString();
    }

    private static bool IsSelected(PhaseSearchResult result) => result.Method == PhaseMethod.Variational;

    private static void WriteSets(StringBuilder text, PhaseSearchResult result)
    {
        if (IsSelected(result))
        {
            return;
        }

        text.AppendLine("sets within 5 nat of the best one:");
        foreach (PhaseHypothesis set in result.Hypotheses)
        {
            string phases = set.Phases.Count == 0 ? "none of the candidates" : string.Join(" + ", set.Phases);
            text.AppendLine(CultureInfo.InvariantCulture, $"  {set.Probability:F3}  {phases}");
        }
    }

    /// <summary>What was found and what is amorphous, in sentences.</summary>
    private static string Summary(PhaseSearchResult result)
    {
        string[] phases = [.. result.Found.Select(phase => FormattableString.Invariant(
            $"{(phase.Group.Count > 1 ? string.Join(" or ", phase.Group) : phase.Name)} ")
            + FormattableString.Invariant($"({Percent * phase.WeightFraction:F1} wt%)"))];
        StringBuilder text = new(phases.Length == 0 ? "found: none of the candidates" : $"found: {string.Join(", ", phases)}");
        if (result.Amorphous is { } amorphous)
        {
            text.AppendLine().Append(FormattableString.Invariant(
                $"amorphous: {Percent * amorphous.Fraction:F1} wt% of the sample without the standard, 95 % "))
                .Append(Range(amorphous.Interval95));
            text.Append(amorphous.StandardIsLow ? "; the standard shows less than it weighs, so look at it first" : "");
        }

        if (result.Hump is { } hump)
        {
            text.AppendLine().Append(FormattableString.Invariant(
                $"hump: at {hump.TwoTheta:F1}°, {hump.Width:F1}° wide, "))
                .Append(FormattableString.Invariant($"{Percent * hump.Share:F0} % of the intensity, which is no weight"));
        }

        return text.ToString();
    }

    private static string Row(FoundPhase phase, int width)
    {
        string support = phase.Support?.ToString("F0", CultureInfo.InvariantCulture) ?? "-";
        string note = phase switch
        {
            { IsFound: true, IsDoubted: true } => "  or another phase with its lines, by other intensities",
            { IsFound: true, Group.Count: > 1 } =>
                $"  one of {string.Join(", ", phase.Group)}"
                    + (phase.Selection == null ? FormattableString.Invariant($": P = {phase.GroupProbability:F3}") : ""),
            { IsFound: true } => "",
            { Probability: >= 0.5 } or { Selection: >= 0.5 } => "  not supported by lines of its own",
            _ => "  not found",
        };
        return phase.Name.PadRight(width) + FormattableString.Invariant(
            $" {phase.Selection ?? phase.Probability:F3} {Percent * phase.WeightFraction,9:F2}   ")
            + $"{Range(phase.Interval68),-15} {Range(phase.Interval95),-15}"
            + FormattableString.Invariant($"{support,7} {Percent * phase.Shape.Strain,10:F3}{note}");
    }

    private static string Range(Interval interval) =>
        FormattableString.Invariant($"{Percent * interval.Minimum:F1} .. {Percent * interval.Maximum:F1}");
}
