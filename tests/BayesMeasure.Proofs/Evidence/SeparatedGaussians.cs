namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// Two Gaussians of equal weight, 20 apart on the first axis, in a cube of side 40: one of width 1, and a narrow one, a needle
/// where its width is small. Nothing lies between them.
/// </summary>
/// <param name="Dimension">The number of parameters.</param>
/// <param name="Width">The standard deviation of the narrow one.</param>
internal sealed record SeparatedGaussians(int Dimension, double Width)
{
    private const double Edge = 20;
    private const double Wide = 1;
    private const double Place = 10;

    public EvidenceProblem Problem => new(
        FormattableString.Invariant($"20 apart, {Dimension}d, width {Width}"),
        EvidenceProblem.Cube(Dimension, -Edge, Edge),
        x => Formulas.LogSum(LogDensity(x, -Place, Wide), LogDensity(x, Place, Width)),
        Formulas.LogSum(LogShare(-Place, Wide), LogShare(Place, Width)));

    /// <summary>Whether a point lies within the narrow one.</summary>
    public static bool IsNarrow(ReadOnlySpan<double> x) => x[0] > 0;

    private static double LogDensity(ReadOnlySpan<double> x, double place, double width)
    {
        double sum = Formulas.LogNormal(x[0], place, width);
        foreach (double coordinate in x[1..])
        {
            sum += Formulas.LogNormal(coordinate, 0, width);
        }

        return sum;
    }

    private double LogShare(double place, double width) =>
        Math.Log(Formulas.NormalBetween(-Edge, Edge, place, width) / (2 * Edge))
        + (Dimension - 1) * Math.Log(Formulas.NormalBetween(-Edge, Edge, 0, width) / (2 * Edge));
}
