namespace BayesMeasure.Explorers;

/// <summary>
/// How the covariance of a block is learnt from where its replica is, and factorised (Haario, Saksman, Tamminen 2001): the same
/// code on the host and on a device.
/// </summary>
/// <remarks>
/// What is learnt of d coordinates is 2 d^2 + d + 1 numbers: their mean; their covariance and its Cholesky factor, row by row, of
/// which the lower triangles are used; and the number of updates.
/// </remarks>
public static class CovarianceRule
{
    private const int UpdatesPerFactorisation = 10;
    private const double DiagonalFloor = 1e-6;

    /// <summary>How many numbers are learnt.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    public static int LengthOf(int dimension) => UpdatesAt(dimension) + 1;

    /// <summary>A number of a direction with this covariance: factor * normals.</summary>
    /// <param name="numbers">What was learnt.</param>
    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="normals">Normal draws, one for this coordinate and one for each before it.</param>
    /// <param name="coordinate">Which coordinate.</param>
    public static double Direction<TVector>(TVector numbers, int dimension, TVector normals, int coordinate)
        where TVector : struct, IVector
    {
        int row = FactorAt(dimension) + coordinate * dimension;
        double sum = 0;
        for (int j = 0; j <= coordinate; j++)
        {
            sum += numbers[row + j] * normals[j];
        }

        return sum;
    }

    /// <summary>
    /// Updates the running mean and covariance with weight 2/(t + 2): the mean over a window that grows with t, so that the
    /// start of the chain is forgotten. Every tenth update the factor follows.
    /// </summary>
    /// <param name="numbers">What was learnt, which is changed.</param>
    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="point">Where the replica is.</param>
    public static void Learn<TVector>(TVector numbers, int dimension, TVector point)
        where TVector : struct, IVector
    {
        double updates = numbers[UpdatesAt(dimension)];
        numbers[UpdatesAt(dimension)] = updates + 1;

        // The first point only says where the chain is: without it, the distance from 0 would pass for a variance.
        double weight = updates == 0 ? 1 : 2.0 / (updates + 1 + 2);
        for (int i = 0; i < dimension && weight < 1; i++)
        {
            double deviation = point[i] - numbers[i];
            for (int j = 0; j <= i; j++)
            {
                int entry = dimension + i * dimension + j;
                numbers[entry] = (1 - weight) * (numbers[entry] + weight * deviation * (point[j] - numbers[j]));
            }
        }

        for (int i = 0; i < dimension; i++)
        {
            numbers[i] += weight * (point[i] - numbers[i]);
        }

        if (((int)updates + 1) % UpdatesPerFactorisation == 0)
        {
            Factorise(numbers, dimension);
        }
    }

    /// <summary>Cholesky factor of the covariance, its diagonal lifted a little so that no direction is ever lost.</summary>
    /// <param name="numbers">What was learnt, of which the factor is changed.</param>
    /// <param name="dimension">The number of coordinates.</param>
    public static void Factorise<TVector>(TVector numbers, int dimension)
        where TVector : struct, IVector
    {
        int factor = FactorAt(dimension);
        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = numbers[dimension + i * dimension + j] * (i == j ? 1 + DiagonalFloor : 1);
                for (int k = 0; k < j; k++)
                {
                    sum -= numbers[factor + i * dimension + k] * numbers[factor + j * dimension + k];
                }

                double least = DiagonalFloor * DiagonalFloor * numbers[dimension + i * dimension + i] + double.Epsilon;
                numbers[factor + i * dimension + j] = i == j
                    ? Math.Sqrt(Math.Max(sum, least))
                    : sum / numbers[factor + j * dimension + j];
            }
        }
    }

    /// <summary>Numbers of independent coordinates, of which nothing is known but how far they vary.</summary>
    internal static double[] First(double[] deviations)
    {
        int dimension = deviations.Length;
        double[] numbers = new double[LengthOf(dimension)];
        for (int i = 0; i < dimension; i++)
        {
            numbers[dimension + i * dimension + i] = deviations[i] * deviations[i];
            numbers[FactorAt(dimension) + i * dimension + i] = deviations[i];
        }

        return numbers;
    }

    /// <summary>Where the factor begins, behind mean and covariance.</summary>
    internal static int FactorAt(int dimension) => dimension + dimension * dimension;

    /// <summary>Where the number of updates stands, behind the factor.</summary>
    internal static int UpdatesAt(int dimension) => dimension + 2 * dimension * dimension;
}
