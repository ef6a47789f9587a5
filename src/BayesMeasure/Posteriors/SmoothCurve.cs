using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace BayesMeasure.Posteriors;

/// <summary>
/// The smooth curve of a model at the measured points. Its coefficients c ~ N(0, P^-1) are integrated out: with weights w of the
/// points, the precision q of the noise and the residual r of all else, the log likelihood is that of r by itself plus
/// |L^-1 q B'w r|^2 / 2 + ln det P / 2 - ln det A / 2, where A = q B'wB + P = L L' (matrix determinant lemma and Woodbury).
/// </summary>
/// <remarks>It never changes, and is read by all replicas.</remarks>
internal sealed class SmoothCurve
{
    /// <summary>The width of a normal distribution by its median distance: 1 / Phi^-1(3/4), of second differences.</summary>
    private const double DeviationByMedian = 1.482602218505602 / 2.449489742783178;

    private const double SmallestLevel = 1e-3;

    private readonly ISmoothCurve model;
    private readonly ParameterSource strength;
    private readonly NoiseBinding noise;
    private readonly int[] first;
    private readonly double[] basis;
    private readonly double[] weights;
    private readonly double logDeterminant;
    private readonly double? knownPrecision;

    private SmoothCurve(Posterior posterior, int term, ISmoothCurve model)
    {
        this.model = model;
        Term = term;
        strength = posterior.Layout.Terms[term][0];
        noise = posterior.NoiseBinding;
        weights = noise.Weights.ToArray();
        Measurement data = posterior.Measurement;
        first = new int[data.Count];
        basis = new double[data.Count * model.Support];
        for (int i = 0; i < first.Length; i++)
        {
            first[i] = model.Basis(data.X[i], basis.AsSpan(i * model.Support, model.Support));
        }

        Gram = GramOf();
        logDeterminant = LogDeterminantAt(1);
        knownPrecision = posterior.Noise is GaussianNoise { HasFreeLevel: false } ? Precision([]) : null;
        ReferencePrecision = knownPrecision ?? 1 / (weights[0] * Math.Pow(LevelOfNeighbours(data), 2));
        Layout = new(first, basis, weights, model.Support);
    }

    /// <summary>The number of the term.</summary>
    public int Term { get; }

    /// <summary>The number of coefficients.</summary>
    public int Count => Gram.Size;

    /// <summary>B'wB, without the precision of the noise.</summary>
    public BandMatrix Gram { get; }

    /// <summary>The basis as vector loops read it.</summary>
    public SmoothBasis Layout { get; }

    /// <summary>
    /// The precision of the noise where it is known; where it is sampled, that which second differences of the data show, for
    /// proposals that must not depend on the level.
    /// </summary>
    public double ReferencePrecision { get; }

    /// <summary>Whether the precision of the noise is known.</summary>
    public bool IsPrecisionKnown => knownPrecision is not null;

    /// <summary>The smooth curve of a model; null where it has none.</summary>
    /// <exception cref="ArgumentException">There are two, or the noise is not Gaussian.</exception>
    public static SmoothCurve? Of(Posterior posterior)
    {
        (int Index, ISmoothCurve Model)[] found = [.. posterior.Model.Terms.Index()
            .Where(item => item.Item.Kind is ISmoothCurve)
            .Select(item => (item.Index, (ISmoothCurve)item.Item.Kind))];
        return found switch
        {
            [] => null,
            [_, _, ..] => throw new ArgumentException(
                "The model has two smooth backgrounds, which nothing tells apart: leave one of them."),
            [var only] when posterior.Noise is GaussianNoise => new(posterior, only.Index, only.Model),
            _ => throw new ArgumentException(
                $"A smooth background needs Gaussian noise, but the noise is \"{posterior.Noise}\". "
                + (posterior.Noise is PoissonNoise
                    ? "For counts, use GaussianNoise.PerPoint with sigma = sqrt(expected counts), or a polynomial background."
                    : "Use GaussianNoise.Unknown or GaussianNoise.PerPoint, or a polynomial background.")),
        };
    }

    /// <summary>The precision q of the noise, by which the weights are multiplied.</summary>
    /// <param name="parameters">The parameters of the noise.</param>
    public double PrecisionAt(ReadOnlySpan<double> parameters) => knownPrecision ?? Precision(parameters);

    /// <summary>The stiffness of the prior, with its derivative by the parameter of the term.</summary>
    /// <param name="values">The unknowns, with what is linked to them behind.</param>
    public (double Value, double Slope) StiffnessAt(ReadOnlySpan<double> values) => model.Stiffness(strength.Resolve(values));

    /// <summary>P = A + s R.</summary>
    public void TakePrior(double stiffness, BandMatrix prior) =>
        prior.Combine(stiffness, model.Roughness, 0, model.Roughness, model.Anchors);

    /// <summary>q B'wB + P.</summary>
    public void TakePosterior(double precision, double stiffness, BandMatrix posterior) =>
        posterior.Combine(stiffness, model.Roughness, precision, Gram, model.Anchors);

    /// <summary>ln det P: a constant, and the rank of R times ln s.</summary>
    public double LogDeterminant(double stiffness) => logDeterminant + model.RoughnessRank * Math.Log(stiffness);

    /// <summary>The derivative of ln det P by the stiffness.</summary>
    public double LogDeterminantSlope(double stiffness) => model.RoughnessRank / stiffness;

    /// <summary>tr(R Z) for a symmetric Z of which the band is known.</summary>
    public double TraceOfRoughness(BandMatrix other) => model.Roughness.TraceOfProduct(other);

    /// <summary>R c.</summary>
    public void MultiplyRoughness(ReadOnlySpan<double> coefficients, Span<double> product) =>
        model.Roughness.Multiply(coefficients, product);

    /// <summary>B'w r.</summary>
    public void Project(ReadOnlySpan<double> residual, Span<double> projection)
    {
        projection.Clear();
        int support = model.Support;
        for (int i = 0; i < first.Length; i++)
        {
            double weighted = weights[i] * residual[i];
            for (int k = 0; k < support; k++)
            {
                projection[first[i] + k] += weighted * basis[i * support + k];
            }
        }
    }

    /// <summary>Adds factor * B c to a curve at the measured points.</summary>
    public void Add(double factor, ReadOnlySpan<double> coefficients, Span<double> curve)
    {
        int support = model.Support;
        for (int i = 0; i < first.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < support; k++)
            {
                sum += coefficients[first[i] + k] * basis[i * support + k];
            }

            curve[i] += factor * sum;
        }
    }

    /// <summary>Adds B c to a curve at any points.</summary>
    public void AddAt(ReadOnlySpan<double> x, ReadOnlySpan<double> coefficients, Span<double> curve)
    {
        Span<double> functions = stackalloc double[model.Support];
        for (int i = 0; i < x.Length; i++)
        {
            int start = model.Basis(x[i], functions);
            for (int k = 0; k < functions.Length; k++)
            {
                curve[i] += coefficients[start + k] * functions[k];
            }
        }
    }

    /// <summary>
    /// The coefficients that are best for a residual, or a draw of their conditional distribution N(A^-1 q B'w r, A^-1).
    /// </summary>
    /// <param name="residual">What all else leaves of the data, the mean of the curve taken off.</param>
    /// <param name="values">The unknowns, with what is linked to them behind.</param>
    /// <param name="parameters">The parameters of the noise.</param>
    /// <param name="random">Where the random numbers of a draw come from; null for the best.</param>
    public double[] Coefficients(
        ReadOnlySpan<double> residual, ReadOnlySpan<double> values, ReadOnlySpan<double> parameters, RandomStream? random)
    {
        double precision = PrecisionAt(parameters);
        double[] coefficients = new double[Count];
        var matrix = new BandMatrix(Count, Gram.Width);
        var factor = new BandCholesky(Count, Gram.Width);
        TakePosterior(precision, StiffnessAt(values).Value, matrix);
        if (!factor.Factor(matrix))
        {
            return coefficients;
        }

        Project(residual, coefficients);
        for (int j = 0; j < coefficients.Length; j++)
        {
            coefficients[j] *= precision;
        }

        factor.SolveLower(coefficients);
        for (int j = 0; random is not null && j < coefficients.Length; j++)
        {
            coefficients[j] += random.NextNormal();
        }

        factor.SolveUpper(coefficients);
        return coefficients;
    }

    private double Precision(ReadOnlySpan<double> parameters)
    {
        double level = noise.StandardDeviation(0, 0, parameters);
        return 1 / (level * level * weights[0]);
    }

    private BandMatrix GramOf()
    {
        var gram = new BandMatrix(model.Roughness.Size, model.Roughness.Width);
        int support = model.Support;
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < support; j++)
            {
                for (int k = 0; k <= j; k++)
                {
                    gram[first[i] + j, first[i] + k] += weights[i] * basis[i * support + j] * basis[i * support + k];
                }
            }
        }

        return gram;
    }

    private double LogDeterminantAt(double stiffness)
    {
        var prior = new BandMatrix(model.Roughness.Size, model.Roughness.Width);
        double unit = model.Anchors[0, 0];
        TakePrior(unit * stiffness, prior);
        var factor = new BandCholesky(prior.Size, prior.Width);
        factor.Factor(prior);
        return factor.LogDeterminant - model.RoughnessRank * Math.Log(unit);
    }

    private static double LevelOfNeighbours(Measurement data)
    {
        double[] y = [.. data.X.Zip(data.Y).OrderBy(point => point.First).Select(point => point.Second)];
        double median = Enumerable.Range(1, y.Length - 2).Select(i => Math.Abs(y[i - 1] - 2 * y[i] + y[i + 1])).Median();
        return Math.Max(DeviationByMedian * median, SmallestLevel * (y.Max() - y.Min()));
    }
}
