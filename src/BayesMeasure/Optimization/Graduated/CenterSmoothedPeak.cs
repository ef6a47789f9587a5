using BayesMeasure.Posteriors;

namespace BayesMeasure.Optimization.Graduated;

/// <summary>One Gaussian peak with a normal center: its mean, its mean square, and the derivatives of both.</summary>
/// <param name="sources">Where amplitude, width or precision, and center come from.</param>
/// <param name="isByWidth">Whether the second parameter is the full width at half maximum, and not the precision.</param>
/// <param name="points">The number of data points.</param>
internal sealed class CenterSmoothedPeak(ParameterSource[] sources, bool isByWidth, int points)
{
    /// <summary>The position of the center among the parameters of a Gaussian peak.</summary>
    public const int CenterIndex = 2;

    /// <summary>The variance of a Gaussian whose full width at half maximum is 1: 1 / (8 ln 2).</summary>
    private const double VarianceOfUnitWidth = 0.18033688011112042;

    private readonly double[] means = new double[points];
    private readonly double[] squares = new double[points];
    private readonly double[][] meanSlopes = [new double[points], new double[points], new double[points]];
    private readonly double[][] squareSlopes = [new double[points], new double[points], new double[points]];

    /// <summary>Which unknown of the curve is the center; -1 where it is fixed.</summary>
    public int CenterPosition => sources[CenterIndex].Position;

    /// <summary>Takes the peak at some values, its center with a standard deviation.</summary>
    public void Evaluate(IReadOnlyList<double> x, ReadOnlySpan<double> values, double spread)
    {
        double amplitude = sources[0].Resolve(values);
        double second = sources[1].Resolve(values);
        double center = sources[CenterIndex].Resolve(values);
        double variance = isByWidth ? VarianceOfUnitWidth * second * second : 1 / second;
        double varianceSlope = isByWidth ? 2 * VarianceOfUnitWidth * second : -variance * variance;
        double meanWidth = variance + spread * spread;
        double squareWidth = 0.5 * variance + spread * spread;
        for (int i = 0; i < points; i++)
        {
            double distance = x[i] - center;
            Blurred mean = Blur(distance, variance, meanWidth, 1);
            Blurred square = Blur(distance, 0.5 * variance, squareWidth, 0.5);
            means[i] = amplitude * mean.Value;
            meanSlopes[0][i] = mean.Value;
            meanSlopes[1][i] = amplitude * mean.ByVariance * varianceSlope;
            meanSlopes[CenterIndex][i] = amplitude * mean.ByCenter;
            squares[i] = amplitude * amplitude * square.Value;
            squareSlopes[0][i] = 2 * amplitude * square.Value;
            squareSlopes[1][i] = amplitude * amplitude * square.ByVariance * varianceSlope;
            squareSlopes[CenterIndex][i] = amplitude * amplitude * square.ByCenter;
        }
    }

    /// <summary>Takes the mean away from a curve.</summary>
    public void SubtractFrom(double[] curve)
    {
        for (int i = 0; i < points; i++)
        {
            curve[i] -= means[i];
        }
    }

    /// <summary>The variance of the peak at a point of the data, over its center.</summary>
    public double VarianceAt(int point) => squares[point] - means[point] * means[point];

    /// <summary>Adds slope times the gradient of the expected misfit: of w (r^2 + var), r the residual of the means.</summary>
    public void AddGradient(
        double[] residual, ReadOnlySpan<double> weights, double slope, Span<double> gradient, IReadOnlyList<int> positions)
    {
        for (int parameter = 0; parameter < sources.Length; parameter++)
        {
            if (sources[parameter].Position < 0)
            {
                continue;
            }

            double sum = 0;
            for (int i = 0; i < points; i++)
            {
                double byMean = -2 * (residual[i] + means[i]) * meanSlopes[parameter][i];
                sum += (weights.IsEmpty ? 1 : weights[i]) * (byMean + squareSlopes[parameter][i]);
            }

            gradient[positions[sources[parameter].Position]] += slope * sources[parameter].Factor * sum;
        }
    }

    /// <summary>
    /// A Gaussian of height 1 and one variance that was blurred to another, sqrt(v / V) exp(-d^2 / 2 V), and its derivatives by
    /// the center and by the variance of the peak, of which v and V grow by a share.
    /// </summary>
    private static Blurred Blur(double distance, double variance, double blurred, double share)
    {
        double value = Math.Sqrt(variance / blurred) * Math.Exp(-0.5 * distance * distance / blurred);
        double scaled = distance / blurred;
        return new(value, value * scaled, value * share * 0.5 * (1 / variance - 1 / blurred + scaled * scaled));
    }

    private readonly record struct Blurred(double Value, double ByCenter, double ByVariance);
}
