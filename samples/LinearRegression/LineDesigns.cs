using MathNet.Numerics.LinearAlgebra;

namespace LineThroughOrigin;

/// <summary>The two designs y = a x and y = a x + b over the same x, with flat priors of the same half-width.</summary>
/// <param name="x">Where was measured.</param>
/// <param name="halfWidth">The half-width of the box of a and of b.</param>
internal sealed class LineDesigns(IReadOnlyList<double> x, double halfWidth)
{
    /// <summary>What is known about the noise, by name.</summary>
    public static IReadOnlyList<string> Treatments { get; } = ["known noise", "empirical Bayes", "Jeffreys"];

    // <designs>
    public LinearCandidate[] Candidates(string treatment, double sigma) =>
    [
        new("y = a x", Design(1), PriorOf(treatment, sigma, [halfWidth])),
        new("y = a x + b", Design(2), PriorOf(treatment, sigma, [halfWidth, halfWidth])),
    ];

    private static LinearPrior PriorOf(string treatment, double sigma, double[] box) => treatment switch
    {
        "known noise" => new FlatPrior(sigma, box),
        "empirical Bayes" => new EmpiricalBayes(box),
        _ => new JeffreysPrior(box),
    };
    // </designs>

    /// <summary>The probability to select y = a x + b, by formula.</summary>
    public static double Probability(string treatment, NestedSelection selection, double sigma) => treatment switch
    {
        "known noise" => selection.WithKnownNoise(sigma),
        "empirical Bayes" => selection.WithEmpiricalBayes(sigma),
        _ => selection.WithJeffreysNoise(sigma),
    };

    private Matrix<double> Design(int columns) => Matrix<double>.Build.Dense(x.Count, columns, (i, j) => j == 0 ? x[i] : 1);
}
