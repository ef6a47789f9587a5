namespace BayesMeasure.Proofs.Evidence;

/// <summary>Peaks on a square grid (Feroz, Hobson 2008): ln L = (2 + cos(x1/2) cos(x2/2))^5 on a square of side 10 pi.</summary>
internal static class EggBox
{
    private const double Side = 10 * Math.PI;

    public static EvidenceProblem Problem { get; } = new(
        "eggbox", EvidenceProblem.Cube(2, 0, Side), LogLikelihood, LogEvidence());

    private static double LogLikelihood(ReadOnlySpan<double> x) => Value(x[0], x[1]);

    private static double Value(double x, double y) => Math.Pow(2 + Math.Cos(x / 2) * Math.Cos(y / 2), 5);

    /// <summary>
    /// By mirror symmetry the mean over the square is that over one period of 4 pi, where the trapezoidal rule converges
    /// exponentially.
    /// </summary>
    private static double LogEvidence()
    {
        const int points = 600;
        const double highest = 243;
        double sum = 0;
        for (int i = 0; i < points; i++)
        {
            for (int j = 0; j < points; j++)
            {
                sum += Math.Exp(Value(4 * Math.PI * i / points, 4 * Math.PI * j / points) - highest);
            }
        }

        return highest + Math.Log(sum / points / points);
    }
}
