using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// A smooth background of unknown shape, such as the fluorescence below a Raman spectrum: cubic B-splines on evenly spaced
/// knots, whose coefficients a posterior integrates out exactly. How far it bends is a parameter that is sampled.
/// </summary>
/// <remarks>
/// <para>
/// Parameter: "bend" b, in units of y: the standard deviation, before any measurement, of the distance in the middle of the range
/// between the background and the straight line through its ends. Give it a weak prior,
/// <c>["bend"] = LogUniform(background.WeakBend.Smallest, background.WeakBend.Largest)</c>. A background of small bend is a
/// straight line; the data decide.
/// </para>
/// <para>
/// The prior of the coefficients c_1 to c_m is normal: the first and the last are N(center, scale^2), independent, with the
/// middle and the width of the range of the data; second differences c_{j-1} - 2 c_j + c_{j+1} are N(0, tau^2), where
/// tau = b sqrt(48 / pieces^3), so that b means the same for any number of knots (P. H. C. Eilers and B. D. Marx, Stat. Sci. 11,
/// 89, 1996, with a proper prior). Given all else, y is then normal about peaks and center with covariance
/// W^-1 + B P^-1 B', which a posterior computes in O(N); so the evidence counts what a background could
/// have been, and a peak is not taken for background where it need not be.
/// </para>
/// <para>
/// It needs Gaussian noise, of known level, point by point, or of an unknown level that is sampled; a posterior refuses any
/// other. For counts, give the measurement a sigma of sqrt(expected counts): of neighbours' means, not of single counts.
/// </para>
/// </remarks>
public sealed class SmoothBackground : ICurveModel, ISmoothCurve
{
    private const int MostPieces = 1000;
    private const int UsualPieces = 30;
    private const int PointsOfPiece = 4;
    private const int FewestPoints = 8;

    /// <summary>Beyond that a background is a straight line, or as rough as the data.</summary>
    private const double SmallestBend = 1e-3;
    private const double LargestBend = 1;

    private const int Degree = 3;

    private readonly double minimum;
    private readonly double step;

    /// <summary>Lays knots over the range of the data.</summary>
    /// <param name="x">The abscissae of the data, in any order; at least 8 different ones.</param>
    /// <param name="y">The data, of which the range alone is read.</param>
    /// <param name="pieces">
    /// The number of cubic pieces; null for 30, or a quarter of the points where there are fewer than 120. More cost time and
    /// change little, fewer do not follow a sharper bend.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Numbers are missing or not finite, fewer than 8 x differ, or all y are equal.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number of pieces is not 2 to 1000, or more than there are different x.
    /// </exception>
    public SmoothBackground(IReadOnlyList<double> x, IReadOnlyList<double> y, int? pieces = null)
    {
        int points = RequireData(x, y);
        Pieces = pieces ?? Math.Clamp(points / PointsOfPiece, 2, UsualPieces);
        if (Pieces < 2 || Pieces > Math.Min(MostPieces, points))
        {
            throw new ArgumentOutOfRangeException(
                nameof(pieces),
                Pieces,
                $"A smooth background over {points} different x has 2 to {Math.Min(MostPieces, points)} pieces.");
        }

        minimum = x.Min();
        step = (x.Max() - minimum) / Pieces;
        Center = 0.5 * y.Min() + 0.5 * y.Max();
        Scale = y.Max() - y.Min();
        Roughness = SecondDifferences(Pieces + Degree);
        Anchors = Ends(Pieces + Degree, 1 / (Scale * Scale));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; } = ["bend"];

    /// <summary>The number of cubic pieces between the smallest and the largest x.</summary>
    public int Pieces { get; }

    /// <summary>The prior mean of the background, in units of y.</summary>
    public double Center { get; }

    /// <summary>The prior standard deviation of the background at its ends, in units of y.</summary>
    public double Scale { get; }

    /// <summary>
    /// The ends of a weak prior of "bend", in units of y: from a thousandth of the range of the data, which is a straight line to
    /// the eye, to the range.
    /// </summary>
    public (double Smallest, double Largest) WeakBend => (SmallestBend * Scale, LargestBend * Scale);

    internal BandMatrix Roughness { get; }

    internal BandMatrix Anchors { get; }

    int ISmoothCurve.Support => Degree + 1;

    int ISmoothCurve.RoughnessRank => Roughness.Size - 2;

    BandMatrix ISmoothCurve.Roughness => Roughness;

    BandMatrix ISmoothCurve.Anchors => Anchors;

    /// <summary>The prior mean of the background, which is <see cref="Center"/> everywhere.</summary>
    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) => y.Fill(Center);

    /// <summary>A description for tables, and by which a checkpoint knows its model again.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"smooth background of {Pieces} cubic pieces from {minimum:R} to {minimum + Pieces * step:R}, ends {Center:R} +- {Scale:R}");

    /// <summary>1 / tau^2 = pieces^3 / (48 b^2).</summary>
    (double Value, double Slope) ISmoothCurve.Stiffness(double parameter)
    {
        double value = (double)Pieces * Pieces * Pieces / (48 * parameter * parameter);
        return (value, -2 * value / parameter);
    }

    /// <summary>The four cubics of a piece; beyond the range straight lines go on from its ends.</summary>
    int ISmoothCurve.Basis(double x, Span<double> functions)
    {
        double u = (x - minimum) / step;
        int piece = (int)Math.Clamp(Math.Floor(u), 0, Pieces - 1);
        double t = Math.Clamp(u - piece, 0, 1);
        double beyond = u - piece - t;
        double s = 1 - t;
        functions[0] = s * s * s / 6 - beyond * s * s / 2;
        functions[1] = (3 * t * t * t - 6 * t * t + 4) / 6 + beyond * (3 * t * t - 4 * t) / 2;
        functions[2] = (3 * s * s * s - 6 * s * s + 4) / 6 - beyond * (3 * s * s - 4 * s) / 2;
        functions[3] = t * t * t / 6 + beyond * t * t / 2;
        return piece;
    }

    private static BandMatrix SecondDifferences(int size)
    {
        var matrix = new BandMatrix(size, Degree);
        double[] difference = [1, -2, 1];
        for (int first = 0; first + 2 < size; first++)
        {
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    matrix[first + i, first + j] += difference[i] * difference[j];
                }
            }
        }

        return matrix;
    }

    private static BandMatrix Ends(int size, double precision)
    {
        var matrix = new BandMatrix(size, Degree);
        matrix[0, 0] = matrix[size - 1, size - 1] = precision;
        return matrix;
    }

    private static int RequireData(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count || !x.Concat(y).All(double.IsFinite))
        {
            throw new ArgumentException($"There are {x.Count} x and {y.Count} y: give as many of each, all finite.", nameof(y));
        }

        int points = x.Distinct().Count();
        if (points < FewestPoints)
        {
            throw new ArgumentException(
                $"A smooth background needs {FewestPoints} points of different x, but there are {points}: take a straight line.",
                nameof(x));
        }

        return y.Max() > y.Min() ? points : throw new ArgumentException(
            "All y are equal, so nothing tells how far a background may bend: take a constant one.", nameof(y));
    }
}
