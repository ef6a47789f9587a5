using BayesMeasure.Measurements;
using BayesMeasure.Models;

namespace BayesMeasure.Amortized.Tests;

/// <summary>
/// Sums of columns on 40 points: three polynomials, two waves and their quarters, three Gaussians, each of mean square 1. The
/// coefficients and the noise have the conjugate prior, so that every answer is known.
/// </summary>
internal static class ColumnFamily
{
    public const int Points = 40;

    private static readonly (string Name, Func<double, double> Curve)[] Columns =
    [
        ("constant", _ => 1),
        ("slope", t => t),
        ("bend", t => t * t),
        ("sine", t => Math.Sin(Math.PI * t)),
        ("cosine", t => Math.Cos(Math.PI * t)),
        ("fast sine", t => Math.Sin(2 * Math.PI * t)),
        ("fast cosine", t => Math.Cos(2 * Math.PI * t)),
        ("left bump", t => Bump(t, -0.6)),
        ("middle bump", t => Bump(t, 0)),
        ("right bump", t => Bump(t, 0.6)),
    ];

    /// <summary>Where is measured; y is 0.</summary>
    public static Measurement Grid { get; } =
        new(Enumerable.Range(0, Points).Select(i => (i + 0.5) / Points * 2 - 1), new double[Points]);

    /// <summary>The family of the first columns.</summary>
    public static StructureFamily Of(int columns, IEnumerable<double>? sigma = null) => StructureFamily.Linear(
        sigma is null ? Grid : new(Grid.X, Grid.Y, sigma),
        [.. Columns.Take(columns).Select(column => StructurePart.Optional(column.Name, Model(column.Curve)))]);

    /// <summary>
    /// Waves of falling length, cosines and sines in turn with narrow Gaussians, on 60 points: they overlap the more, the more
    /// they are.
    /// </summary>
    public static StructureFamily Alternating(int columns)
    {
        Measurement grid = new(Enumerable.Range(0, 60).Select(i => (i + 0.5) / 60 * 2 - 1), new double[60]);
        return StructureFamily.Linear(
            grid,
            [
                .. Enumerable.Range(0, columns)
                    .Select(i => StructurePart.Optional($"column {i}", Model(Alternate(i, columns), grid))),
            ]);
    }

    /// <summary>A column as a model: its coefficient is its one parameter.</summary>
    public static ForwardModel Model(Func<double, double> curve) => Model(curve, Grid);

    private static ForwardModel Model(Func<double, double> curve, Measurement grid)
    {
        double scale = Math.Sqrt(grid.X.Average(t => curve(t) * curve(t)));
        return ForwardModel.Function((double x, double coefficient) => coefficient * curve(x) / scale);
    }

    /// <summary>The values of the first columns, each in its scale.</summary>
    public static double[][] Values(int columns) =>
    [
        .. Columns.Take(columns).Select(column => Model(column.Curve).Evaluate(Grid.X.AsSpan(), [1])),
    ];

    private static Func<double, double> Alternate(int column, int columns)
    {
        int order = column / 3;
        double center = -0.9 + 1.8 * order / Math.Max(1, columns / 3 - 1);
        return (column % 3) switch
        {
            0 => t => Math.Cos(Math.PI * order * (t + 1) / 2),
            1 => t => Math.Sin(Math.PI * (order + 1) * t * 0.9),
            _ => t => Math.Exp(-0.5 * Math.Pow((t - center) / 0.12, 2)),
        };
    }

    private static double Bump(double t, double center) => Math.Exp(-0.5 * Math.Pow((t - center) / 0.15, 2));
}
