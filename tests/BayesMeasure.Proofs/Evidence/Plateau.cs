namespace BayesMeasure.Proofs.Evidence;

/// <summary>A likelihood of two values only: 10 within the unit circle, 1 outside, on a square of side 6.</summary>
internal static class Plateau
{
    private const double Edge = 3;
    private const double Height = 10;

    public static EvidenceProblem Problem { get; } = new(
        "plateau_2d",
        EvidenceProblem.Cube(2, -Edge, Edge),
        LogLikelihood,
        Math.Log((Height * Math.PI + 4 * Edge * Edge - Math.PI) / (4 * Edge * Edge)));

    private static double LogLikelihood(ReadOnlySpan<double> x) => x[0] * x[0] + x[1] * x[1] < 1 ? Math.Log(Height) : 0;
}
