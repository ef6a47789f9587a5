namespace BayesMeasure.Criticism;

/// <summary>
/// Whether scores of neighbouring points go together, or alternate, more than independent ones do: r_m, the sum over the lags k
/// up to m of sum of z_i z_(i+k) / sum of z_i^2, for m = 1, 2, 4, 8. A short m sees noise that is correlated from point to point,
/// a long one a curve that passes the data by.
/// </summary>
/// <remarks>
/// Beyond its ends the series goes on with the opposite sign, z_0 = 0 and z_(-i) = -z_i, as a sine does: then the matrix of lag k
/// has the eigenvalues cos(k pi j / (n + 1)), and the distribution of every r_m is known exactly.
/// </remarks>
/// <param name="points">The number of scores.</param>
internal sealed class NeighbourCorrelation(int points)
{
    private const int LongestSum = 8;
    private const int PointsOfLag = 5;

    private readonly double[][] eigenvalues =
        [.. SumsOf(points).Select(lags => Enumerable.Range(1, points).Select(j => Eigenvalue(lags, j, points)).ToArray())];

    /// <summary>The lags of the longest sum; 0 where there are too few points for any.</summary>
    public int Lags => SumsOf(points).LastOrDefault();

    /// <summary>How probable it is that independent scores go together as much as these.</summary>
    public double ProbabilityOfTogether(double[] scores) =>
        Lags == 0 ? 1 : Math.Min(1, eigenvalues.Length
            * SumsOf(points).Select((lags, i) => Tail(scores, lags, i, sign: 1)).Min());

    /// <summary>How probable it is that independent scores alternate as much as these.</summary>
    public double ProbabilityOfAlternating(double[] scores) => Lags == 0 ? 1 : Tail(scores, lags: 1, 0, sign: -1);

    /// <summary>The correlation of scores at a lag, as it is usually written.</summary>
    public static double At(double[] scores, int lag)
    {
        double product = 0;
        double square = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            product += i + lag < scores.Length ? scores[i] * scores[i + lag] : 0;
            square += scores[i] * scores[i];
        }

        return square > 0 ? product / square : 0;
    }

    private static IEnumerable<int> SumsOf(int points)
    {
        for (int lags = 1; lags <= LongestSum && PointsOfLag * lags <= points; lags *= 2)
        {
            yield return lags;
        }
    }

    private static double Eigenvalue(int lags, int j, int points)
    {
        double sum = 0;
        for (int lag = 1; lag <= lags; lag++)
        {
            sum += Math.Cos(lag * Math.PI * j / (points + 1));
        }

        return sum;
    }

    /// <summary>
    /// The eigenvalues of one lag lie symmetrically about 0, so that its lower tail is the upper one of the opposite sign.
    /// </summary>
    private double Tail(double[] scores, int lags, int sum, int sign)
    {
        double product = 0;
        double square = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double neighbours = 0;
            for (int lag = 1; lag <= lags; lag++)
            {
                neighbours += Reflected(scores, i - lag) + Reflected(scores, i + lag);
            }

            product += 0.5 * scores[i] * neighbours;
            square += scores[i] * scores[i];
        }

        return square > 0 ? QuadraticFormRatio.UpperTail(eigenvalues[sum], sign * product / square) : 1;
    }

    private static double Reflected(double[] scores, int place) => place switch
    {
        -1 => 0,
        < -1 => -scores[-place - 2],
        _ when place < scores.Length => scores[place],
        _ when place == scores.Length => 0,
        _ => -scores[2 * scores.Length - place],
    };
}
