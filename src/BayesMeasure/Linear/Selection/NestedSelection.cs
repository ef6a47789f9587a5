using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;
using BayesMeasure.Summaries;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Linear.Selection;

/// <summary>
/// How often will the free energy select the larger one of two nested linear models, y = X w against y = X w + Z b? Before
/// anything is measured, from the design, the true b and the level of the noise: by formula, and by simulation (Katakami et al.,
/// arXiv 2406.02869).
/// </summary>
/// <remarks>
/// The data enter the difference of the free energies through two independent variables: A = (RSS_1 - RSS_2)/sigma^2 is
/// noncentral chi-squared with q degrees of freedom, as many as Z has columns, and B = RSS_2/sigma^2 is chi-squared with
/// nu_2 = N - K_2. The boxes of the flat priors are wide; that of w cancels. The true w does not matter.
/// </remarks>
public sealed class NestedSelection
{
    private const double RelativeError = 1e-9;

    /// <summary>So many standard deviations from its mean, a chi-squared density has fallen below the error.</summary>
    private const double Reach = 9;

    /// <summary>
    /// How much wider than they are the boxes are in simulations, so that they cut nothing off; it is taken off again.
    /// </summary>
    private const double Wide = 1e6;

    /// <summary>The upper tail of few degrees of freedom is exp(-B/2).</summary>
    private const double TailReach = 60;

    private readonly Matrix<double> common;
    private readonly Matrix<double> extra;
    private readonly double[] halfWidths;
    private readonly Matrix<double> root;
    private readonly double logOccam;

    /// <summary>Creates the question.</summary>
    /// <param name="common">X: one row a point, one column a coefficient of both models.</param>
    /// <param name="extra">Z: one row a point, one column a coefficient of the larger model alone.</param>
    /// <param name="halfWidths">The half-widths xi of the flat prior of b, one a column of Z: above 0.</param>
    /// <exception cref="ArgumentException">The sizes do not match, or a half-width is not above 0.</exception>
    /// <exception cref="SingularDesignException">The columns of X and Z depend on each other.</exception>
    public NestedSelection(Matrix<double> common, Matrix<double> extra, IReadOnlyList<double> halfWidths)
    {
        ArgumentNullException.ThrowIfNull(common);
        ArgumentNullException.ThrowIfNull(extra);
        ArgumentNullException.ThrowIfNull(halfWidths);
        if (extra.RowCount != common.RowCount || halfWidths.Count != extra.ColumnCount)
        {
            throw new ArgumentException(
                $"Both designs need the same rows ({common.RowCount} and {extra.RowCount}), and each column of the second a "
                + $"half-width ({extra.ColumnCount} and {halfWidths.Count}).");
        }

        this.common = common.Clone();
        this.extra = extra.Clone();
        this.halfWidths = [.. halfWidths];
        var box = new CoefficientBox(halfWidths);
        TriangularFit fit = new LinearRegression(Larger, new double[common.RowCount]).Fit;
        fit.RequireRegular();
        root = fit.ToMatrix().SubMatrix(common.ColumnCount, extra.ColumnCount, common.ColumnCount, extra.ColumnCount);
        logOccam = box.LogVolume + root.Diagonal().Sum(value => Math.Log(value));
    }

    /// <summary>The number N of points.</summary>
    public int Points => common.RowCount;

    private Matrix<double> Larger => common.Append(extra);

    private int Extra => extra.ColumnCount;

    /// <summary>N - K of the larger model.</summary>
    private int Freedom => Points - common.ColumnCount - Extra;

    /// <summary>A line through the origin against one with an offset: y = a x against y = a x + b.</summary>
    /// <param name="x">Where is measured.</param>
    /// <param name="halfWidth">The half-width xi of the flat prior of b: above 0.</param>
    public static NestedSelection OfOffset(IReadOnlyList<double> x, double halfWidth)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new(
            Matrix<double>.Build.Dense(x.Count, 1, (i, _) => x[i]), Matrix<double>.Build.Dense(x.Count, 1, 1), [halfWidth]);
    }

    /// <summary>The probability to select the larger model, by formula.</summary>
    /// <remarks>
    /// For noise of known level and one column it is Phi(delta - T) + Phi(-T - delta) with delta = sqrt(N_e) b/sigma and
    /// T^2 = ln(4 xi^2 N_e / 2 pi sigma^2), where N_e is the squared length of what Z has beside X: N (1 - mean(x)^2/mean(x^2))
    /// for an offset. For unknown noise, it is an integral over B, to nine digits.
    /// </remarks>
    /// <param name="coefficients">The true b, one a column of Z; all 0 where the smaller model is true.</param>
    /// <param name="sigma">The true standard deviation of the noise: above 0.</param>
    /// <param name="treatment">What is done about the level of the noise.</param>
    /// <exception cref="ArgumentException">
    /// The coefficients do not fit, or too few points are left to learn the noise from.
    /// </exception>
    public double Probability(
        IReadOnlyList<double> coefficients, double sigma, NoiseTreatment treatment = NoiseTreatment.Known)
    {
        RequireSolvable(coefficients, sigma, treatment);
        Vector<double> shift = root * Vector<double>.Build.DenseOfEnumerable(coefficients) / sigma;
        var gain = new NoncentralChiSquared(Extra, shift * shift);
        return treatment == NoiseTreatment.Known
            ? gain.Above(2 * logOccam - 2 * Extra * (Constants.LogSqrt2Pi + Math.Log(sigma)))
            : Average(gain, LogThreshold(sigma, treatment));
    }

    /// <summary>The same, counted in simulated measurements, each solved exactly by <see cref="LinearRegression"/>.</summary>
    /// <param name="coefficients">The true b, one a column of Z.</param>
    /// <param name="sigma">The true standard deviation of the noise: above 0.</param>
    /// <param name="treatment">What is done about the level of the noise.</param>
    /// <param name="simulations">How many: at least 1.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <exception cref="ArgumentException">
    /// The coefficients do not fit, or too few points are left to learn the noise from.
    /// </exception>
    public SimulatedProbability Simulate(
        IReadOnlyList<double> coefficients, double sigma, NoiseTreatment treatment, int simulations, ulong seed = 1)
    {
        RequireSolvable(coefficients, sigma, treatment);
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 1);
        Vector<double> truth = extra * Vector<double>.Build.DenseOfEnumerable(coefficients);
        double[] box = [.. Enumerable.Repeat(Wide, common.ColumnCount)];
        LinearPrior smaller = PriorOf(box, sigma, treatment);
        LinearPrior larger = PriorOf([.. box, .. halfWidths.Select(width => Wide * width)], sigma, treatment);
        Matrix<double> design = Larger;
        bool Selects(int simulation)
        {
            var random = new RandomStream(seed, chain: 0, simulation);
            double[] y = [.. truth.Select(value => value + sigma * random.NextNormal())];
            return FreeEnergy(design, y, larger) - Extra * Math.Log(Wide) < FreeEnergy(common, y, smaller);
        }

        return new(ParallelEnumerable.Range(0, simulations).Count(Selects), simulations);
    }

    private static double FreeEnergy(Matrix<double> design, double[] y, LinearPrior prior) =>
        new LinearRegression(design, y).Posterior(prior).FreeEnergy!.FreeEnergy;

    private static LinearPrior PriorOf(double[] box, double sigma, NoiseTreatment treatment) => treatment switch
    {
        NoiseTreatment.Known => LinearPrior.Flat(sigma, box),
        NoiseTreatment.EmpiricalBayes => LinearPrior.EmpiricalBayes(box),
        _ => LinearPrior.Jeffreys(box),
    };

    /// <summary>
    /// c in ln(A + B) &gt; c + (nu_2/nu_1) ln B, which is F_2 &lt; F_1 for F = g(nu) + (nu/2) ln RSS + (1/2) ln |X'X| + ln V.
    /// </summary>
    private double LogThreshold(double sigma, NoiseTreatment treatment)
    {
        double OfFreedom(int freedom) => treatment == NoiseTreatment.EmpiricalBayes
            ? 0.5 * freedom * (Math.Log(Constants.Pi2 / freedom) + 1)
            : 0.5 * freedom * Math.Log(Math.PI) - SpecialFunctions.GammaLn(0.5 * freedom);
        int smaller = Freedom + Extra;
        return 2.0 / smaller * (logOccam + OfFreedom(Freedom) - OfFreedom(smaller) - Extra * Math.Log(sigma));
    }

    /// <summary>The mean over B. From B = exp(c nu_1/q) on, the larger model is selected whatever A is.</summary>
    private double Average(NoncentralChiSquared gain, double logThreshold)
    {
        double power = (double)Freedom / (Freedom + Extra);
        double always = Math.Exp(logThreshold / (1 - power));
        double Integrand(double b) =>
            gain.Above(Math.Exp(logThreshold + power * Math.Log(b)) - b) * ChiSquared.PDF(Freedom, b);
        double spread = Math.Sqrt(2.0 * Freedom);
        double least = Math.Max(0, Freedom - Reach * spread);
        double most = Math.Min(always, Freedom + Reach * spread + TailReach);
        double below = most > least ? DoubleExponentialTransformation.Integrate(Integrand, least, most, RelativeError) : 0;
        return Math.Min(1, below + SpecialFunctions.GammaUpperRegularized(0.5 * Freedom, 0.5 * always));
    }

    private void RequireSolvable(IReadOnlyList<double> coefficients, double sigma, NoiseTreatment treatment)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        Require.Positive(sigma);
        if (coefficients.Count != Extra)
        {
            throw new ArgumentException($"The larger model has {Extra} coefficients more, but {coefficients.Count} were given.");
        }

        if (treatment != NoiseTreatment.Known && Freedom < 1)
        {
            throw new ArgumentException($"{Points} points leave nothing to learn the level of the noise from.");
        }
    }
}

/// <summary>What is done about the level of the noise when models are compared under flat priors of their coefficients.</summary>
public enum NoiseTreatment
{
    /// <summary>It is known: <see cref="LinearPrior.Flat"/>.</summary>
    Known,

    /// <summary>It is the most probable one of each model: <see cref="LinearPrior.EmpiricalBayes"/>.</summary>
    EmpiricalBayes,

    /// <summary>It is integrated out with p(sigma^2) = 1/sigma^2: <see cref="LinearPrior.Jeffreys"/>.</summary>
    Jeffreys,
}
