namespace BayesMeasure.Optimization.Graduated;

/// <summary>
/// The degree of smoothing delta: the length of the noise that a step of a descent adds, and so the radius over which the descent
/// averages the function, f_delta(x) = E f(x - delta u) with E |u|^2 = 1 (N. Sato and H. Iiduka, arXiv 2311.08745v7).
/// </summary>
/// <remarks>
/// Derived for one step of an auxiliary sequence and noise that is Gaussian, isotropic and constant; where C depends on the
/// point, so does the degree. A degree is a length in all d coordinates together; noise that is equally large in each
/// has the standard deviation delta / sqrt(d) in one of them.
/// </remarks>
public static class Degree
{
    /// <summary>
    /// The degree of stochastic gradient descent: eta C / sqrt(b) for terms that are drawn with replacement, and
    /// eta C sqrt((N - b) / ((N - 1) b)) without, which is 0 where all terms are taken.
    /// </summary>
    /// <param name="learningRate">The learning rate eta: above 0, finite.</param>
    /// <param name="noise">
    /// C: the root of the summed variance of all components of the gradient of one term (over the N terms, with divisor N); at
    /// least 0.
    /// </param>
    /// <param name="batch">The number b of terms a step: at least 1, at most N.</param>
    /// <param name="terms">The number N of terms, drawn without replacement; null, the default, with replacement.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Of(double learningRate, double noise, int batch, int? terms = null)
    {
        RequireStep(learningRate, noise, batch);
        double independent = learningRate * noise / Math.Sqrt(batch);
        if (terms is not { } all)
        {
            return independent;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, all);
        return batch == all ? 0 : independent * Math.Sqrt((all - batch) / (all - 1.0));
    }

    /// <summary>
    /// A bound of the degree of the heavy ball, m = beta m + g: eta sqrt(C^2/b + a (C^2/b + K^2)) with
    /// a = beta (beta^2 - beta + 1) / (1 - beta)^2 (arXiv 2402.02325). The spread itself may be much smaller.
    /// </summary>
    /// <param name="learningRate">The learning rate eta: above 0, finite.</param>
    /// <param name="noise">C, as for <see cref="Of"/>.</param>
    /// <param name="gradientBound">K: a bound of the length of the gradient, at least 0.</param>
    /// <param name="batch">The number b of terms a step: at least 1.</param>
    /// <param name="momentum">beta: at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double HeavyBallBound(
        double learningRate, double noise, double gradientBound, int batch, double momentum)
    {
        double factor = momentum * (momentum * momentum - momentum + 1) / ((1 - momentum) * (1 - momentum));
        return MomentumBound(learningRate, noise, gradientBound, batch, momentum, factor);
    }

    /// <summary>
    /// A bound of the degree of the normalised heavy ball, m = beta m + (1 - beta) g: eta sqrt(C^2/b + 4 beta^2 (C^2/b + K^2))
    /// (arXiv 2402.02325).
    /// </summary>
    /// <param name="learningRate">The learning rate eta: above 0, finite.</param>
    /// <param name="noise">C, as for <see cref="Of"/>.</param>
    /// <param name="gradientBound">K: a bound of the length of the gradient, at least 0.</param>
    /// <param name="batch">The number b of terms a step: at least 1.</param>
    /// <param name="momentum">beta: at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double NormalizedHeavyBallBound(
        double learningRate, double noise, double gradientBound, int batch, double momentum) =>
        MomentumBound(learningRate, noise, gradientBound, batch, momentum, 4 * momentum * momentum);

    /// <summary>
    /// The largest degree that a stable descent reaches, 2 C / (L sqrt(b)): gradient descent on a function of curvature L
    /// diverges from a learning rate of 2 / L on.
    /// </summary>
    /// <param name="noise">C, as for <see cref="Of"/>.</param>
    /// <param name="curvature">L: the largest curvature where the descent goes, above 0.</param>
    /// <param name="batch">The number b of terms a step: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Reachable(double noise, double curvature, int batch)
    {
        if (!(curvature > 0 && double.IsFinite(curvature)))
        {
            throw new ArgumentOutOfRangeException(nameof(curvature), curvature, "The curvature must be above 0 and finite.");
        }

        return Of(2 / curvature, noise, batch);
    }

    /// <summary>
    /// The batch that gives a wanted degree: b = (eta C / delta)^2, or N / (1 + (N - 1) (delta / (eta C))^2) without replacement;
    /// rounded, at least 1 and at most N.
    /// </summary>
    /// <param name="degree">The wanted degree delta: at least 0; 0 takes all terms, of which there must be a number.</param>
    /// <param name="learningRate">The learning rate eta: above 0, finite.</param>
    /// <param name="noise">C, as for <see cref="Of"/>.</param>
    /// <param name="terms">The number N of terms, drawn without replacement; null, the default, with replacement.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static int BatchFor(double degree, double learningRate, double noise, int? terms = null)
    {
        RequireStep(learningRate, noise, 1);
        if (!(degree >= 0 && double.IsFinite(degree)) || (degree == 0 && terms is null))
        {
            throw new ArgumentOutOfRangeException(
                nameof(degree), degree, "The degree must be finite and above 0, or 0 where all terms can be taken.");
        }

        double ratio = degree / (learningRate * noise);
        double batch = noise == 0 ? 1 : terms is { } all ? all / (1 + (all - 1) * ratio * ratio) : 1 / (ratio * ratio);
        return (int)Math.Clamp(Math.Round(batch), 1, terms ?? int.MaxValue);
    }

    /// <summary>
    /// The path of degrees delta_m = delta_1 ((M + 1 - m) / M)^p: each is gamma_m = ((M - m) / (M - m + 1))^p times the one
    /// before.
    /// </summary>
    /// <param name="first">delta_1: above 0, finite.</param>
    /// <param name="stages">The number M of stages: at least 1.</param>
    /// <param name="power">p: above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static IReadOnlyList<double> PolynomialPath(double first, int stages, double power = 1)
    {
        if (!(first > 0 && double.IsFinite(first)))
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, "The first degree must be above 0 and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        if (!(power > 0 && power <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power p of a path must be above 0 and at most 1.");
        }

        return [.. Enumerable.Range(0, stages).Select(m => first * Math.Pow((double)(stages - m) / stages, power))];
    }

    private static double MomentumBound(
        double learningRate, double noise, double gradientBound, int batch, double momentum, double factor)
    {
        RequireStep(learningRate, noise, batch);
        if (!(gradientBound >= 0 && double.IsFinite(gradientBound)))
        {
            throw new ArgumentOutOfRangeException(nameof(gradientBound), gradientBound, "The bound must be finite, at least 0.");
        }

        Descent.RequireMomentum(momentum);
        double variance = noise * noise / batch;
        return learningRate * Math.Sqrt(variance + factor * (variance + gradientBound * gradientBound));
    }

    private static void RequireStep(double learningRate, double noise, int batch)
    {
        if (!(learningRate > 0 && double.IsFinite(learningRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(learningRate), learningRate, "The learning rate must be above 0 and finite.");
        }

        if (!(noise >= 0 && double.IsFinite(noise)))
        {
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "The gradient noise C must be finite and at least 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
    }
}
