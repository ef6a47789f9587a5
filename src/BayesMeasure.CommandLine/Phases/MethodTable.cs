using System.Globalization;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>What several methods tell of one pattern, side by side.</summary>
internal static class MethodTable
{
    private const double Percent = 100;

    public static string Of(string pattern, string radiation, int candidates, IReadOnlyList<MethodAnswer> answers)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        text.WriteLine($"{pattern}, {radiation}, {candidates} candidates");
        foreach (MethodAnswer answer in answers.Where(answer => answer.Verdict != null))
        {
            text.WriteLine($"{CommandValues.NameOf(answer.Method)}: {answer.Verdict}");
        }

        TextTable.Write(
            text,
            ["phase", .. answers.SelectMany(Headings)],
            NamesOf(answers)
                .Select((name, i) => (string[])[$"{i + 1} {name}", .. answers.SelectMany(answer => Cells(answer, name))])
                .Append(["processor s", .. answers.SelectMany(Times)]));
        text.Write("P: probability. sel.: how often a guide has the phase, which is surer than the posterior is.");
        return text.ToString();
    }

    /// <summary>All phases that any method has, in the order of the first that has them.</summary>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<MethodAnswer> answers) =>
        [.. answers.SelectMany(answer => answer.Phases).Select(phase => phase.Name).Distinct()];

    /// <summary>What the share of a method is called.</summary>
    public static string ShareOf(MethodAnswer answer) =>
        $"{CommandValues.NameOf(answer.Method)} {(answer.IsProbability ? "P" : "sel.")}";

    private static IEnumerable<string> Headings(MethodAnswer answer) =>
        TellsWeights(answer) ? [ShareOf(answer), "wt%"] : [ShareOf(answer)];

    private static IEnumerable<string> Cells(MethodAnswer answer, string name)
    {
        MethodPhase? phase = answer.Find(name);
        string share = phase is null ? "-" : Number(phase.Share, 3);
        string weight = phase?.Weight is { } fraction ? Number(Percent * fraction, 1) : "-";
        return TellsWeights(answer) ? [share, weight] : [share];
    }

    private static IEnumerable<string> Times(MethodAnswer answer) =>
        TellsWeights(answer) ? [Number(answer.Seconds, 1), ""] : [Number(answer.Seconds, 1)];

    private static bool TellsWeights(MethodAnswer answer) => answer.Method != SearchMethod.Exchange;

    private static string Number(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
