namespace BayesMeasure.Problems.Evidence;

/// <summary>An almost singular ridge: L = 1/|x1| down to |x1| = 1e-8, over eight decades that weigh the same.</summary>
public static class SpikeOverX
{
    private const double Smallest = 1e-8;

    public static EvidenceProblem Problem { get; } = new(
        "spike_1_over_x", EvidenceProblem.Cube(2, -1, 1), LogLikelihood, Math.Log(1 - Math.Log(Smallest)));

    private static double LogLikelihood(ReadOnlySpan<double> x) => -Math.Log(Math.Max(Math.Abs(x[0]), Smallest));
}
