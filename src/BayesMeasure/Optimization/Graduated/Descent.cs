namespace BayesMeasure.Optimization.Graduated;

/// <summary>What a step of a descent does with a stochastic gradient g.</summary>
public abstract record Descent
{
    private protected Descent()
    {
    }

    /// <summary>Stochastic gradient descent: x = x - eta g.</summary>
    public static Descent StochasticGradient { get; } = new StochasticGradientDescent();

    /// <summary>
    /// The heavy ball: m = beta m + g, x = x - eta m. A constant gradient makes steps of eta / (1 - beta) times it.
    /// </summary>
    /// <param name="momentum">beta: at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is outside its range.</exception>
    public static Descent HeavyBall(double momentum = 0.9) => new HeavyBallDescent(RequireMomentum(momentum), 1);

    /// <summary>The normalised heavy ball: m = beta m + (1 - beta) g, x = x - eta m.</summary>
    /// <param name="momentum">beta: at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is outside its range.</exception>
    public static Descent NormalizedHeavyBall(double momentum = 0.9) =>
        new HeavyBallDescent(RequireMomentum(momentum), 1 - momentum);

    /// <summary>
    /// Adam (D. P. Kingma and J. Ba, arXiv 1412.6980): running means of g and of its squares, corrected for their start at 0. For
    /// trainers: its steps are rescaled by the noise itself, so no degree of smoothing is claimed for it.
    /// </summary>
    /// <param name="momentum">beta_1, of the mean: at least 0 and below 1.</param>
    /// <param name="squareMomentum">beta_2, of the squares: at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A momentum is outside its range.</exception>
    public static Descent Adam(double momentum = 0.9, double squareMomentum = 0.999) =>
        new AdamDescent(RequireMomentum(momentum), RequireMomentum(squareMomentum));

    /// <summary>The memory of one descent.</summary>
    internal abstract DescentState CreateState(int dimension);

    internal static double RequireMomentum(double momentum) => momentum is >= 0 and < 1
        ? momentum
        : throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "A momentum must be at least 0 and below 1.");
}

/// <summary>What a descent remembers from step to step.</summary>
internal abstract class DescentState
{
    /// <summary>Moves a point by one step.</summary>
    /// <param name="learningRate">eta.</param>
    /// <param name="gradient">g.</param>
    /// <param name="x">The point.</param>
    public abstract void Step(double learningRate, ReadOnlySpan<double> gradient, Span<double> x);
}
