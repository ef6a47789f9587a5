using BayesMeasure.References;
using MathNet.Numerics;

namespace BayesMeasure.Variational;

/// <summary>
/// A Gaussian of unbounded coordinates, s = center + F (m + L e) with e standard normal, beside independent gates that are open
/// with the probabilities 1 / (1 + exp(-logit)). A step moves m, the logarithms of the diagonal of L, what is below it, and the
/// logits, all in units of the start: the center and F stay until <see cref="Restart"/>. Used by one thread at a time; moving it
/// allocates nothing.
/// </summary>
internal sealed class Guide
{
    private const double LogRootTwoPi = 0.91893853320467274;

    private readonly int dimension;
    private readonly bool isFull;
    private readonly bool isDiagonal;
    private readonly double[] center;
    private readonly double[] factor;
    private readonly double[] normal;
    private readonly double[] standard;
    private readonly double logStudent;
    private double logFactor;

    public Guide(GuideStart start, GuideFamily family)
    {
        dimension = start.Center.Length;
        isFull = family == GuideFamily.FullRank;
        center = [.. start.Center];
        factor = [.. start.Factor];
        isDiagonal = !isFull && IsDiagonal(factor, dimension);
        normal = new double[dimension];
        standard = new double[dimension];
        IsShut = new bool[start.Logits.Length];
        Parameters = new double[BelowAt + (isFull ? PackedRows.LengthOf(dimension - 1) : 0) + start.Logits.Length];
        start.Logits.CopyTo(Parameters, LogitAt);
        logFactor = LogDeterminant();
        double half = 0.5 * StudentMixture.DegreesOfFreedom;
        logStudent = SpecialFunctions.GammaLn(half + 0.5 * dimension) - SpecialFunctions.GammaLn(half)
            - 0.5 * dimension * Math.Log(2 * half * Math.PI);
    }

    /// <summary>What a step moves.</summary>
    public double[] Parameters { get; }

    /// <summary>The gates that are shut for good while others are looked at.</summary>
    public bool[] IsShut { get; }

    /// <summary>The number of coordinates.</summary>
    public int Dimension => dimension;

    /// <summary>The number of gates.</summary>
    public int GateCount => IsShut.Length;

    /// <summary>Where the logits begin among the parameters.</summary>
    public int LogitAt => Parameters.Length - IsShut.Length;

    /// <summary>The mean of the Gaussian.</summary>
    public double[] Mean
    {
        get
        {
            double[] mean = new double[dimension];
            Place(new double[dimension], mean);
            return mean;
        }
    }

    /// <summary>The standard deviations of independent coordinates, in the units of the last restart.</summary>
    public double[] Deviations => [.. Enumerable.Range(0, dimension).Select(i => factor[PackedRows.RowAt(i) + i])];

    /// <summary>The entropy of the Gaussian, d/2 ln(2 pi e) + ln |F L|: exact.</summary>
    public double Entropy => dimension * (0.5 + LogRootTwoPi) + logFactor + LogScales();

    private int BelowAt => 2 * dimension;

    /// <summary>The logarithm of the odds that a gate is open.</summary>
    public double Logit(int gate) => Parameters[LogitAt + gate];

    /// <summary>The probability that a gate is open under the guide.</summary>
    public double Selection(int gate) => 1 / (1 + Math.Exp(-Logit(gate)));

    /// <summary>Which coordinate a parameter moves; -1 for a logit.</summary>
    public int CoordinateOf(int parameter)
    {
        if (parameter >= LogitAt)
        {
            return -1;
        }

        int below = parameter - BelowAt;
        int row = 1;
        while (below >= 0 && below >= PackedRows.RowAt(row - 1) + row)
        {
            row++;
        }

        return below < 0 ? parameter % dimension : row;
    }

    /// <summary>The point of normal numbers.</summary>
    public void Place(ReadOnlySpan<double> normals, Span<double> point)
    {
        for (int i = 0; i < dimension; i++)
        {
            double sum = Parameters[i] + Math.Exp(Parameters[dimension + i]) * normals[i];
            for (int j = 0; isFull && j < i; j++)
            {
                sum += Parameters[BelowAt + PackedRows.RowAt(i - 1) + j] * normals[j];
            }

            standard[i] = sum;
        }

        for (int i = 0; i < dimension; i++)
        {
            double sum = center[i];
            for (int j = isDiagonal ? i : 0; j <= i; j++)
            {
                sum += factor[PackedRows.RowAt(i) + j] * standard[j];
            }

            point[i] = sum;
        }
    }

    /// <summary>Adds the derivatives by the parameters, of a function whose derivatives at a point are given.</summary>
    /// <param name="normals">The normal numbers of the point.</param>
    /// <param name="slopes">The derivatives of the function by the coordinates of the point.</param>
    /// <param name="gradient">Is added to.</param>
    public void AddGradient(ReadOnlySpan<double> normals, ReadOnlySpan<double> slopes, Span<double> gradient)
    {
        for (int j = 0; j < dimension; j++)
        {
            double sum = 0;
            for (int i = j; i < (isDiagonal ? j + 1 : dimension); i++)
            {
                sum += factor[PackedRows.RowAt(i) + j] * slopes[i];
            }

            gradient[j] += sum;
            gradient[dimension + j] += sum * Math.Exp(Parameters[dimension + j]) * normals[j];
            for (int i = 0; isFull && i < j; i++)
            {
                gradient[BelowAt + PackedRows.RowAt(j - 1) + i] += sum * normals[i];
            }
        }
    }

    /// <summary>Adds the derivatives of the entropy: 1 for the logarithm of each scale.</summary>
    public void AddEntropyGradient(Span<double> gradient)
    {
        for (int i = 0; i < dimension; i++)
        {
            gradient[dimension + i] += 1;
        }
    }

    /// <summary>
    /// The log density of the Gaussian at a point, and that of the Student t with the same centre and scale matrix.
    /// </summary>
    public (double Normal, double Student) LogDensities(ReadOnlySpan<double> point)
    {
        double squares = SquaredDistance(point);
        double logScale = logFactor + LogScales();
        double logTail = Math.Log(1 + squares / StudentMixture.DegreesOfFreedom);
        return (
            -0.5 * squares - dimension * LogRootTwoPi - logScale,
            logStudent - 0.5 * (StudentMixture.DegreesOfFreedom + dimension) * logTail - logScale);
    }

    /// <summary>|e|^2 of the normal numbers that a point has.</summary>
    private double SquaredDistance(ReadOnlySpan<double> point)
    {
        for (int i = 0; i < dimension; i++)
        {
            double sum = point[i] - center[i];
            for (int j = 0; j < i; j++)
            {
                sum -= factor[PackedRows.RowAt(i) + j] * standard[j];
            }

            standard[i] = sum / factor[PackedRows.RowAt(i) + i];
        }

        double squares = 0;
        for (int i = 0; i < dimension; i++)
        {
            double sum = standard[i] - Parameters[i];
            for (int j = 0; isFull && j < i; j++)
            {
                sum -= Parameters[BelowAt + PackedRows.RowAt(i - 1) + j] * normal[j];
            }

            normal[i] = sum / Math.Exp(Parameters[dimension + i]);
            squares += normal[i] * normal[i];
        }

        return squares;
    }

    /// <summary>Makes what it is now the units in which it is moved from now on: m = 0 and L = 1.</summary>
    public void Restart()
    {
        Mean.CopyTo(center, 0);
        for (int i = dimension - 1; i >= 0; i--)
        {
            for (int j = isDiagonal ? i : 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = j; k <= i; k++)
                {
                    sum += factor[PackedRows.RowAt(i) + k] * Lower(k, j);
                }

                factor[PackedRows.RowAt(i) + j] = sum;
            }
        }

        Array.Clear(Parameters, 0, LogitAt);
        logFactor = LogDeterminant();
    }

    /// <summary>An element of L.</summary>
    private double Lower(int row, int column) => row == column ? Math.Exp(Parameters[dimension + row])
        : isFull ? Parameters[BelowAt + PackedRows.RowAt(row - 1) + column]
        : 0;

    private double LogScales()
    {
        double sum = 0;
        for (int i = 0; i < dimension; i++)
        {
            sum += Parameters[dimension + i];
        }

        return sum;
    }

    /// <summary>Whether independent coordinates are not mixed either: sums over them have one term.</summary>
    private static bool IsDiagonal(double[] factor, int dimension)
    {
        for (int i = 0; i < dimension; i++)
        {
            if (factor.AsSpan(PackedRows.RowAt(i), i).ContainsAnyExcept(0))
            {
                return false;
            }
        }

        return true;
    }

    private double LogDeterminant() =>
        Enumerable.Range(0, dimension).Sum(i => Math.Log(factor[PackedRows.RowAt(i) + i]));
}
