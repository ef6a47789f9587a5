using BayesMeasure.Numerics;

namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// A smooth background of unknown shape, such as the fluorescence below a Raman spectrum: cubic B-splines on evenly spaced
/// knots, whose coefficients a posterior integrates out exactly. How far it bends is a parameter that is sampled.
/// </summary>
/// <remarks>
/// <para>
/// Parameter: "bend" b, in units of y: how far, before any measurement, the background lies from the parabola through its ends
/// and its middle, as a standard deviation a quarter of the way along. Give it a weak prior,
/// <c>["bend"] = LogUniform(background.WeakBend.Smallest, background.WeakBend.Largest)</c>: where the bend is small, the
/// background is a parabola or a line, and the data decide.
/// </para>
/// <para>
/// The prior of the coefficients c_1 to c_m is normal: the first, the middle and the last one are N(center, scale^2), with the
/// middle and the width of the range of the data; third differences c_{j+3} - 3 c_{j+2} + 3 c_{j+1} - c_j are N(0, tau^2) with
/// tau^2 = (163840 / 17) (b^2 + b_0^2) / pieces^5, so that b means the same for any number of knots, and a bend below b_0, a
/// thousandth of the range, is none (P. H. C. Eilers and B. D. Marx, Stat. Sci. 11, 89, 1996, with a proper prior). Given all
/// else, y is then normal about peaks and center with covariance W^-1 + B P^-1 B', which a posterior computes in O(N); so the
/// evidence counts what a background could have been, and a peak is not taken for background where it need not be.
/// </para>
/// <para>
/// It needs Gaussian noise, of known level, point by point, or of an unknown level that is sampled; a posterior refuses any
/// other. For counts, give the measurement a sigma of sqrt(expected counts): of neighbours' means, not of single counts.
/// </para>
/// </remarks>
public sealed class SmoothBackground : ICurveModel, ISmoothCurve
{
    private const int MostPieces = 60;
    private const int UsualPieces = 30;
    private const int PointsOfPiece = 4;
    private const int FewestPoints = 8;

    /// <summary>As shares of the range of the data: beyond that a background is a parabola, or as rough as the data.</summary>
    private const double SmallestBend = 1e-3;
    private const double LargestBend = 30;

    private const int Degree = 3;

    /// <summary>The order of the differences that the bend holds: what has none is a parabola.</summary>
    private const int Order = 3;

    /// <summary>
    /// 1 / integral of K^2, with the kernel K of what a third derivative adds at 1/4 to a parabola through 0, 1/2 and 1.
    /// </summary>
    private const double QuarterStiffness = 163840.0 / 17;

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
    /// The number of pieces is not 2 to 60, or more than there are different x.
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
        Roughness = Differences(Pieces + Degree);
        Anchors = AnchorsOf(Pieces + Degree, 1 / (Scale * Scale));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; } = ["bend"];

    /// <summary>The number of cubic pieces between the smallest and the largest x.</summary>
    public int Pieces { get; }

    /// <summary>The prior mean of the background, in units of y.</summary>
    public double Center { get; }

    /// <summary>The prior standard deviation of the background at its ends and in the middle, in units of y.</summary>
    public double Scale { get; }

    /// <summary>
    /// The ends of a weak prior of "bend", in units of y: from a thousandth of the range of the data, which is a parabola to the
    /// eye, to thirty times the range: the rapid turns of a background of many humps need more than its height.
    /// </summary>
    public (double Smallest, double Largest) WeakBend => (SmallestBend * Scale, LargestBend * Scale);

    internal BandMatrix Roughness { get; }

    internal BandMatrix Anchors { get; }

    int ISmoothCurve.Support => Degree + 1;

    int ISmoothCurve.RoughnessRank => Roughness.Size - Order;

    BandMatrix ISmoothCurve.Roughness => Roughness;

    BandMatrix ISmoothCurve.Anchors => Anchors;

    /// <summary>The prior mean of the background, which is <see cref="Center"/> everywhere.</summary>
    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) => y.Fill(Center);

    /// <summary>A description for tables, and by which a checkpoint knows its model again.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"smooth background of {Pieces} cubic pieces from {minimum:R} to {minimum + Pieces * step:R}, {Center:R} +- {Scale:R}");

    /// <summary>1 / tau^2.</summary>
    (double Value, double Slope) ISmoothCurve.Stiffness(double parameter)
    {
        double none = SmallestBend * Scale;
        double squared = parameter * parameter + none * none;
        double value = Math.Pow(Pieces, 2 * Order - 1) / (QuarterStiffness * squared);
        return (value, -2 * value * parameter / squared);
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

    /// <summary>D'D, with the differences D.</summary>
    private static BandMatrix Differences(int size)
    {
        var matrix = new BandMatrix(size, Degree);
        double[] difference = [-1, 3, -3, 1];
        for (int first = 0; first + Order < size; first++)
        {
            for (int i = 0; i <= Order; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    matrix[first + i, first + j] += difference[i] * difference[j];
                }
            }
        }

        return matrix;
    }

    private static BandMatrix AnchorsOf(int size, double precision)
    {
        var matrix = new BandMatrix(size, Degree);
        for (int k = 0; k < Order; k++)
        {
            int at = k * (size - 1) / (Order - 1);
            matrix[at, at] = precision;
        }

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
