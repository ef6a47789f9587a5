namespace ModelStructure;

/// <summary>
/// Which of ten columns a curve is the sum of: three polynomials, two waves with their quarters, and three Gaussians on 40
/// points. Coefficients and noise have the conjugate prior, so that all 1,024 structures have an exact probability.
/// </summary>
public static class SymbolCurves
{
    private const int Points = 40;

    private static readonly (string Name, Func<double, double> Curve)[] Columns =
    [
        ("1", _ => 1),
        ("t", t => t),
        ("t^2", t => t * t),
        ("sin(pi t)", t => Math.Sin(Math.PI * t)),
        ("cos(pi t)", t => Math.Cos(Math.PI * t)),
        ("sin(2 pi t)", t => Math.Sin(2 * Math.PI * t)),
        ("cos(2 pi t)", t => Math.Cos(2 * Math.PI * t)),
        ("left bump", t => Bump(t, -0.6)),
        ("middle bump", t => Bump(t, 0)),
        ("right bump", t => Bump(t, 0.6)),
    ];

    /// <summary>The family.</summary>
    public static StructureFamily Family { get; } = StructureFamily.Linear(
        Grid, [.. Columns.Select(column => StructurePart.Optional(column.Name, ModelOf(column.Curve)))]) with
    {
        Name = "symbols",
    };

    private static Measurement Grid =>
        new(Enumerable.Range(0, Points).Select(i => (i + 0.5) / Points * 2 - 1), new double[Points]);

    /// <summary>A column of mean square 1, times its coefficient.</summary>
    private static ForwardModel ModelOf(Func<double, double> curve)
    {
        double scale = Math.Sqrt(Grid.X.Average(t => curve(t) * curve(t)));
        return ForwardModel.Function((double x, double coefficient) => coefficient * curve(x) / scale);
    }

    private static double Bump(double t, double center) => Math.Exp(-0.5 * Math.Pow((t - center) / 0.15, 2));
}
