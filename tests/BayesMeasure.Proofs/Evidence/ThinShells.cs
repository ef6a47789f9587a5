namespace BayesMeasure.Proofs.Evidence;

/// <summary>Two circles that cross, 0.0005 wide, in the unit square; each is normalised along its radius.</summary>
internal static class ThinShells
{
    private const double Radius = 0.2;
    private const double Width = 0.001 / 2;
    private const double Centre = 0.5;
    private const double Shift = 0.1;

    public static EvidenceProblem Problem { get; } = new(
        "thin_shells_2d", EvidenceProblem.Cube(2, 0, 1), LogLikelihood, Math.Log(2 * (2 * Math.PI * Radius)));

    private static double LogLikelihood(ReadOnlySpan<double> x) =>
        Formulas.LogSum(LogShell(x[0] - Centre - Shift, x[1] - Centre), LogShell(x[0] - Centre + Shift, x[1] - Centre));

    private static double LogShell(double dx, double dy) => Formulas.LogNormal(Math.Sqrt(dx * dx + dy * dy), Radius, Width);
}
