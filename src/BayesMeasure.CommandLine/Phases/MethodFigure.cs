using BayesMeasure.Plotting;
using BayesMeasure.Reports;

namespace BayesMeasure.CommandLine.Phases;

/// <summary>What several methods tell of one pattern: to the left how often each has a phase, to the right the weights.</summary>
internal static class MethodFigure
{
    private const double Percent = 100;
    private const int MostPhases = 8;
    private const int LongestLabel = 58;
    private const double Apart = 0.15;

    public static Figure Of(string pattern, IReadOnlyList<MethodAnswer> answers)
    {
        string[] names = [.. MethodTable.NamesOf(answers).Take(MostPhases)];
        string numbers = string.Join("   ", names.Select((name, i) => $"{i + 1} {name}"));
        numbers = numbers.Length <= LongestLabel ? numbers : "phase, as the table numbers them";
        CurvePanel shares = new($"{pattern}: which phases", numbers, "P, or selection");
        CurvePanel weights = new("How much of each", numbers, "weight %, ± 68 %");
        foreach ((int i, MethodAnswer answer) in answers.Index())
        {
            double shift = (i - 0.5 * (answers.Count - 1)) * Apart;
            shares = shares.WithPoints(
                MethodTable.ShareOf(answer),
                [.. names.Select((_, k) => k + 1 + shift)],
                [.. names.Select(name => new ValueWithError(answer.Find(name)?.Share ?? 0, 0))]);
            (int K, MethodPhase Phase)[] weighed = [.. names
                .Select((name, k) => (k, answer.Find(name)))
                .Where(entry => entry.Item2?.Weight != null)
                .Select(entry => (entry.k, entry.Item2!))];
            if (weighed.Length > 0)
            {
                weights = weights.WithPoints(
                    MethodTable.ShareOf(answer),
                    [.. weighed.Select(entry => entry.K + 1 + shift)],
                    [.. weighed.Select(entry => PointOf(entry.Phase))]);
            }
        }

        return answers.All(answer => answer.Phases.All(phase => phase.Weight == null))
            ? Figure.OfCurves(shares)
            : Figure.OfCurves(shares, weights);
    }

    private static ValueWithError PointOf(MethodPhase phase) => new(
        Percent * phase.Weight!.Value, 0.5 * Percent * (phase.Interval68.Maximum - phase.Interval68.Minimum));
}
