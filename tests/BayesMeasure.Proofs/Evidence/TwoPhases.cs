namespace BayesMeasure.Proofs.Evidence;

/// <summary>
/// A narrow Gaussian within a wide one, off its centre, in a cube of side 2: the two phases of a first-order transition. Replicas
/// find the narrow one by chance at the temperatures where both weigh alike, and stay there for long: few events make log Z.
/// </summary>
/// <param name="Dimension">The number of parameters.</param>
/// <param name="Width">The standard deviation of the narrow one; that of the wide one is 0.25.</param>
/// <param name="Mass">The mass of the narrow one, where the wide one has 1.</param>
internal sealed record TwoPhases(int Dimension, double Width, double Mass)
{
    private const double Edge = 1;
    private const double Wide = 0.25;
    private const double Place = 0.3;

    public EvidenceProblem Problem => new(
        FormattableString.Invariant($"two phases, {Dimension}d, width {Width}"),
        EvidenceProblem.Cube(Dimension, -Edge, Edge),
        LogLikelihood,
        Formulas.LogSum(Math.Log(Mass) + LogShare(Place, Width), LogShare(0, Wide)));

    private double LogLikelihood(ReadOnlySpan<double> x)
    {
        double narrow = Math.Log(Mass);
        double wide = 0;
        foreach (double coordinate in x)
        {
            narrow += Formulas.LogNormal(coordinate, Place, Width);
            wide += Formulas.LogNormal(coordinate, 0, Wide);
        }

        return Formulas.LogSum(narrow, wide);
    }

    private double LogShare(double mean, double width) =>
        Dimension * Math.Log(Formulas.NormalBetween(-Edge, Edge, mean, width) / (2 * Edge));
}
