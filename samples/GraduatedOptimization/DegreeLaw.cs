using System.Globalization;
using BayesMeasure.CommandLine;
using BayesMeasure.Optimization.Graduated;
using BayesMeasure.Plotting;
using BayesMeasure.Reports;

namespace GraduatedOptimization;

/// <summary>
/// How far a step of stochastic gradient descent scatters: its variance, measured, against (eta C)^2 / b, and that times
/// (N - b) / (N - 1) where no term is taken twice.
/// </summary>
internal sealed class DegreeLaw(CosineTerms terms, ulong seed)
{
    private const int Steps = 2000;
    private const double X = 1.3;

    private static readonly double[] Rates = [0.005, 0.01, 0.02];
    private static readonly int[] Batches = [1, 16, 256, 1024];
    private static readonly double[][] Starts = [.. Enumerable.Repeat<double[]>([X], Steps)];

    /// <summary>Writes the table.</summary>
    public CurvePanel Run(TextWriter output, CancellationToken cancellation)
    {
        double noise = GradientNoise.Of(terms.Objective, [[X]]).StandardDeviation;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"2. The degree law: variance of {Steps:N0} steps from x = {X} over that of the formula, C = {noise:F2}."));
        string[] header = ["eta", "b", "eta C / sqrt(b)", "with replacement", "degree", "without"];
        var rows = new List<string[]>();
        var ratios = new Dictionary<bool, List<(double Degree, ValueWithError Ratio)>> { [true] = [], [false] = [] };
        foreach ((int i, (double rate, int batch)) in Rates.SelectMany(rate => Batches.Select(batch => (rate, batch))).Index())
        {
            cancellation.ThrowIfCancellationRequested();
            List<string> row = [rate.ToString(CultureInfo.InvariantCulture), batch.ToString(CultureInfo.InvariantCulture)];
            foreach (bool replaces in (bool[])[true, false])
            {
                double degree = Degree.Of(rate, noise, batch, replaces ? null : terms.Objective.Terms);
                ValueWithError ratio = Ratio(new(rate, batch, 1), replaces, degree, seed + (ulong)i);
                ratios[replaces].Add((degree, ratio));
                row.AddRange([degree.ToString("F4", CultureInfo.InvariantCulture), $"{ratio}"]);
            }

            rows.Add([.. row]);
        }

        TextTable.Write(output, header, rows);
        double[] ends = [ratios[false].Min(one => one.Degree), ratios[true].Max(one => one.Degree)];
        var panel = new CurvePanel("Variance of a step", "degree by formula", "measured / formula") { IsLogarithmic = true };
        return WithRatios(WithRatios(panel, "with replacement", ratios[true]), "without", ratios[false])
            .WithLine("formula", ends, [1, 1], isDashed: true);
    }

    private static CurvePanel WithRatios(CurvePanel panel, string name, List<(double Degree, ValueWithError Ratio)> ratios) =>
        panel.WithPoints(name, [.. ratios.Select(one => one.Degree)], [.. ratios.Select(one => one.Ratio)]);

    /// <summary>The variance over the square of the degree, with its standard error from the fourth moment.</summary>
    private ValueWithError Ratio(ScheduleStage step, bool replaces, double degree, ulong number)
    {
        var descent = new ImplicitGraduation(new([step])) { Seed = number, WithReplacement = replaces };
        double[] ends = [.. descent.RunAll(terms.Objective, Starts).Select(run => run.Point[0])];
        double mean = ends.Average();
        double[] squares = [.. ends.Select(end => Math.Pow((end - mean) / degree, 2))];
        double variance = squares.Average();
        double spread = squares.Average(square => Math.Pow(square - variance, 2));
        return new(variance * ends.Length / (ends.Length - 1), Math.Sqrt(spread / ends.Length));
    }
}
