using System.Globalization;
using BayesMeasure.Diffraction.Search;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>What was found in a series.</summary>
/// <param name="Series">The patterns.</param>
/// <param name="Results">A result each; fewer where the run was stopped.</param>
internal sealed record SeriesAnswer(PatternSeries Series, IReadOnlyList<PhaseSearchResult> Results)
{
    /// <summary>The phases that were found in any pattern, in the order in which they appear.</summary>
    public IReadOnlyList<string> Phases { get; } =
        [.. Results.SelectMany(result => result.Found).Select(phase => phase.Name).Distinct()];

    /// <summary>A phase where it was found in a pattern; null elsewhere.</summary>
    public FoundPhase? Found(int pattern, string phase) => Results[pattern].Found.FirstOrDefault(found => found.Name == phase);
}

/// <summary>The weights of all phases over a series, as text.</summary>
internal static class SeriesTable
{
    private const double Percent = 100;

    public static void Write(TextWriter output, SeriesAnswer answer)
    {
        PhaseSearchResult first = answer.Results[0];
        output.WriteLine(
            $"{answer.Results.Count} patterns, {first.Radiation.Name}, {first.Candidates.Count} candidates");
        foreach (string line in Verdicts(answer))
        {
            output.WriteLine($"verdict: {line}");
        }

        output.WriteLine("weight %, and its 95 %:");
        TextTable.Write(
            output,
            ["pattern", answer.Series.Axis, .. answer.Phases, "misfit"],
            answer.Results.Select((result, i) => (string[])
            [
                result.Pattern,
                answer.Series.At[i].ToString("G6", CultureInfo.InvariantCulture),
                .. answer.Phases.Select(phase => Cell(answer.Found(i, phase))),
                result.Misfit.ToString("F1", CultureInfo.InvariantCulture),
            ]));
        foreach (string remark in answer.Results.SelectMany(result => result.Remarks).Distinct())
        {
            output.WriteLine($"remark: {remark}");
        }

        output.WriteLine("Weights are shares of what is crystalline; "
            + "their intervals hold a systematic term for microabsorption,");
        output.WriteLine("which is nearly the same in all patterns: trends are surer than the intervals.");
    }

    /// <summary>One line for all patterns of a verdict.</summary>
    private static IEnumerable<string> Verdicts(SeriesAnswer answer) => answer.Results
        .GroupBy(result => result.Verdict.Kind)
        .OrderByDescending(group => group.Count())
        .Select(group => group.Count() == answer.Results.Count
            ? $"all {group.Count()} patterns {group.First().Verdict}"
            : $"{group.Count()} of {answer.Results.Count} patterns {group.First().Verdict} "
                + $"({string.Join(", ", group.Take(5).Select(result => result.Pattern))}"
                + $"{(group.Count() > 5 ? ", ..." : "")})");

    private static string Cell(FoundPhase? phase) => phase == null
        ? "-"
        : FormattableString.Invariant(
            $"{Percent * phase.WeightFraction:F1} ")
            + FormattableString.Invariant(
                $"({Percent * phase.Interval95.Minimum:F0}-{Percent * phase.Interval95.Maximum:F0})");
}
