namespace BayesMeasure.Models.Backgrounds;

/// <summary>
/// The background of D. A. Shirley (Phys. Rev. B 5, 4709, 1972), computed from the data once: it rises as the area of the peaks
/// between two end points does. offset + step * S(x), where S goes from 0 at the smaller end point to 1 at the larger one.
/// </summary>
/// <remarks>
/// <para>
/// S is the share of the area between data and background that lies below x, found by iteration from a straight line, as
/// A. Proctor and P. M. A. Sherwood (Anal. Chem. 54, 13, 1982) do: a new background gives a new area, until it no longer changes.
/// Beyond the end points S stays at 0 and 1; between data points it is a straight line.
/// </para>
/// <para>
/// Parameters: "offset", the level at and below the smaller end point; "step", how much higher the larger end point is, in units
/// of y; negative on an axis of kinetic energy. The direction of the axis need not be told: the share below x and the share above
/// it add up to 1, so both directions give the same curve. The data are used twice, for S and for the fit;
/// <see cref="WithShirleyStep{TPeak}"/> uses them once.
/// </para>
/// </remarks>
public sealed class ShirleyBackground : ICurveModel
{
    private const int MostIterations = 500;
    private const double Tolerance = 1e-12;

    private readonly TabulatedCurve rise;

    /// <summary>Computes the shape of the background.</summary>
    /// <param name="x">The abscissae of the data, in any order.</param>
    /// <param name="y">The data, or a smooth curve through them.</param>
    /// <param name="minimum">The smaller end point: the data before and at it are background alone.</param>
    /// <param name="maximum">The larger end point.</param>
    /// <param name="averaged">How many points at each end are averaged for its level; at most a third of all.</param>
    /// <exception cref="ArgumentException">
    /// Fewer than three points lie between the end points, numbers are missing or not finite, or the data do not rise above any
    /// such background.
    /// </exception>
    public ShirleyBackground(
        IReadOnlyList<double> x,
        IReadOnlyList<double> y,
        double minimum = double.NegativeInfinity,
        double maximum = double.PositiveInfinity,
        int averaged = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(averaged, 1);
        (double[] abscissae, double[] data) = TabulatedCurve.Order(x, y, minimum, maximum);
        double offset = TabulatedCurve.Level(data, averaged, atEnd: false);
        double step = TabulatedCurve.Level(data, averaged, atEnd: true) - offset;
        rise = new(abscissae, Iterate(abscissae, data, offset, step));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; } = ["offset", "step"];

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y) =>
        rise.Evaluate(x, parameters[0], parameters[1], y);

    private static double[] Iterate(double[] x, double[] data, double offset, double step)
    {
        double[] share = [.. x.Select(value => (value - x[0]) / (x[^1] - x[0]))];
        double change = double.PositiveInfinity;
        for (int iteration = 0; iteration < MostIterations && change > Tolerance; iteration++)
        {
            change = Update(share, x, data, offset, step);
        }

        return change <= Tolerance ? share : throw new ArgumentException(
            FormattableString.Invariant($"There is no Shirley background from {x[0]} to {x[^1]}: the data do not rise above ")
            + "one. Choose end points on both sides of the peaks.");
    }

    /// <summary>
    /// The share of the area below each x (trapezoidal rule) above the background of the last share, and how far it moved.
    /// </summary>
    private static double Update(double[] share, double[] x, double[] data, double offset, double step)
    {
        double[] area = new double[x.Length];
        for (int i = 1; i < x.Length; i++)
        {
            double left = data[i - 1] - offset - step * share[i - 1];
            double right = data[i] - offset - step * share[i];
            area[i] = area[i - 1] + 0.5 * (left + right) * (x[i] - x[i - 1]);
        }

        double change = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double next = area[i] / area[^1];
            change = Math.Max(change, Math.Abs(next - share[i]));
            share[i] = next;
        }

        return area[^1] > 0 ? change : double.NaN;
    }
}
