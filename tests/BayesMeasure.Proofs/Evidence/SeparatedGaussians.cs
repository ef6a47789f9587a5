namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// Two Gaussians of equal weight, 20 apart, in a cube of side 40: one of width 1, and a narrow one, a needle where its width is
/// small. Nothing lies between them.
/// </summary>
/// <param name="Dimension">The number of parameters.</param>
/// <param name="Width">The standard deviation of the narrow one.</param>
internal sealed record SeparatedGaussians(int Dimension, double Width)
{
    private const double Edge = 20;
    private const double Wide = 1;
    private const double Place = 10;

    /// <summary>Where the narrow one lies from the wide one, in parts of any size: on the first axis by default.</summary>
    public IReadOnlyList<double> Direction { get; init; } = [1];

    public EvidenceProblem Problem
    {
        get
        {
            double length = Math.Sqrt(Direction.Sum(part => part * part));
            double[] place = [.. Enumerable.Range(0, Dimension).Select(i => Place * Direction.ElementAtOrDefault(i) / length)];
            return new(
                FormattableString.Invariant($"20 apart{Named}, {Dimension}d, width {Width}"),
                EvidenceProblem.Cube(Dimension, -Edge, Edge),
                x => Formulas.LogSum(LogDensity(x, place, -1, Wide), LogDensity(x, place, 1, Width)),
                Formulas.LogSum(LogShare(place, Wide), LogShare(place, Width)));
        }
    }

    private string Named => Direction.Count == 1 ? "" : FormattableString.Invariant($" along {string.Join(' ', Direction)}");

    /// <summary>Whether a point lies within the narrow one, where the two differ in the first unknown.</summary>
    public static bool IsNarrow(ReadOnlySpan<double> x) => x[0] > 0;

    private static double LogDensity(ReadOnlySpan<double> x, double[] place, int sign, double width)
    {
        double sum = 0;
        for (int i = 0; i < place.Length; i++)
        {
            sum += Formulas.LogNormal(x[i], sign * place[i], width);
        }

        return sum;
    }

    /// <summary>The cube is symmetric: both signs have the same share.</summary>
    private static double LogShare(double[] place, double width) =>
        place.Sum(center => Math.Log(Formulas.NormalBetween(-Edge, Edge, center, width) / (2 * Edge)));
}
