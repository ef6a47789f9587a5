using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Plotting;

namespace GraduatedOptimization;

/// <summary>Rastrigin's function x^2 - 10 cos 2 pi x, smoothed: how many minima are left.</summary>
internal static class SmoothedFunctions
{
    private const double Half = 5.12;
    private const int Points = 2001;

    private static readonly double[] Degrees = [0.8, 0.51745, 0.4, 0.3, 0.2, 0.1];
    private static readonly double[] Drawn = [0, 0.2, 0.3, 0.51745];
    private static readonly double[] Grid = [.. Enumerable.Range(0, Points).Select(i => Half * (2.0 * i / (Points - 1) - 1))];

    /// <summary>Writes the table.</summary>
    public static CurvePanel Run(TextWriter output)
    {
        var rastrigin = new CosineTerms(spread: 0, seed: 1);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"1. The smoothed function: one minimum is left from the degree {rastrigin.NeededDegree:F5} on."));
        IReadOnlyList<SigmaNiceStage> stages = new SigmaNiceCheck(Degrees) { Draws = null }.Run(rastrigin.Objective, [1.2]);
        TextTable.Write(
            output,
            ["degree", "minima", "least curvature", "its minimum", "around it", "sigma-nice"],
            stages.Select(stage => RowOf(rastrigin, stage)));
        var panel = new CurvePanel("Smoothed, a function loses its minima", "x", "smoothed function");
        return Drawn.Aggregate(panel, (all, degree) => all.WithLine(
            string.Create(CultureInfo.InvariantCulture, $"degree {degree}"), Grid, ValuesAt(rastrigin, degree)));
    }

    private static string[] RowOf(CosineTerms function, SigmaNiceStage stage) =>
    [
        stage.Degree.ToString(CultureInfo.InvariantCulture),
        MinimaAt(function, stage.Degree).ToString(CultureInfo.InvariantCulture),
        Grid.Min(x => function.Curvature(x, stage.Degree)).ToString("F2", CultureInfo.InvariantCulture),
        stage.Minimum[0].ToString("F3", CultureInfo.InvariantCulture).Replace("-0.000", "0.000", StringComparison.Ordinal),
        stage.Curvature.Value.ToString("F2", CultureInfo.InvariantCulture),
        CommandValues.NameOf(stage.Verdict),
    ];

    private static int MinimaAt(CosineTerms function, double degree)
    {
        double[] values = ValuesAt(function, degree);
        return Enumerable.Range(1, Points - 2).Count(i => values[i] < values[i - 1] && values[i] <= values[i + 1]);
    }

    private static double[] ValuesAt(CosineTerms function, double degree) =>
        [.. Grid.Select(x => function.Smoothed([x], degree, stackalloc double[1]))];
}
