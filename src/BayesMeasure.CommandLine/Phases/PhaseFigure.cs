using BayesMeasure.Diffraction.Search;
using BayesMeasure.Plotting;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>Data, fit, the phases with tick marks where their lines are, and below all what the fit leaves.</summary>
internal static class PhaseFigure
{
    private const double Percent = 100;
    private const int MostMarks = 8;
    private const double LeastShareOfMark = 0.01;

    public static Figure Of(PhaseSearchResult result)
    {
        PowderPlot plot = new(result.Pattern, result.TwoTheta, result.Data, result.Fit, result.Sigma)
        {
            Background = result.Background,
            Notes = [$"Verdict: {result.Verdict}.", .. Amorphous(result)],
        };
        foreach (FoundPhase phase in result.Phases)
        {
            if (result.Curves.FirstOrDefault(curve => curve.Name == phase.Name) is { } curve)
            {
                plot = plot.WithPhase(LabelOf(phase), curve.Ticks);
            }
        }

        foreach (UnexplainedPeak peak in result.UnexplainedPeaks.Where(peak => peak.Share >= LeastShareOfMark).Take(MostMarks))
        {
            plot = plot.WithMark(peak.TwoTheta, FormattableString.Invariant($"d = {peak.Spacing:F3} Å"));
        }

        return Figure.OfPowder(plot);
    }

    private static string LabelOf(FoundPhase phase) => phase.IsFound
        ? FormattableString.Invariant($"{phase.Name}{(phase.Group.Count > 1 ? " or alike" : "")}  ")
            + FormattableString.Invariant($"{Percent * phase.WeightFraction:F1} wt%  ")
            + (phase.Selection is { } selection
                ? FormattableString.Invariant($"selected {selection:F2}")
                : FormattableString.Invariant($"P = {phase.GroupProbability:F2}"))
        : FormattableString.Invariant($"({phase.Name}, {Percent * phase.WeightFraction:F1} wt%: no lines of its own)");

    private static IEnumerable<string> Amorphous(PhaseSearchResult result) => result.Amorphous is { } amorphous
        ? [FormattableString.Invariant(
            $"Amorphous: {Percent * amorphous.Fraction:F1} wt% of the sample without the standard, 95 % ")
            + FormattableString.Invariant(
                $"{Percent * amorphous.Interval95.Minimum:F1} to {Percent * amorphous.Interval95.Maximum:F1}.")]
        : [];
}
