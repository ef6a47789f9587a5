using System.Runtime.InteropServices;
using BayesMeasure.Numerics;
using BayesMeasure.Numerics.Lanes;
using MathNet.Numerics.Integration;

namespace BayesMeasure.Models.Peaks;

/// <summary>Measures a peak with one maximum where there is no closed form.</summary>
/// <param name="parameters">The parameters of the peak.</param>
/// <typeparam name="TPeak">The peak.</typeparam>
internal readonly ref struct PeakSearch<TPeak>(ReadOnlySpan<double> parameters)
    where TPeak : struct, IComponent
{
    private const int Halvings = 100;
    private const int QuadraturePoints = 512;
    private const double GoldenSection = 0.6180339887498949;

    private readonly ReadOnlySpan<double> parameters = parameters;

    /// <summary>The position and the value of the largest magnitude between two points, by golden section.</summary>
    public (double Position, double Height) Maximum(double low, double high)
    {
        double left = high - GoldenSection * (high - low);
        double right = low + GoldenSection * (high - low);
        double atLeft = Math.Abs(Value(left));
        double atRight = Math.Abs(Value(right));
        for (int i = 0; i < Halvings && right > left; i++)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - GoldenSection * (high - low);
                atLeft = Math.Abs(Value(left));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + GoldenSection * (high - low);
                atRight = Math.Abs(Value(right));
            }
        }

        double position = 0.5 * (low + high);
        return (position, Value(position));
    }

    /// <summary>The distance of the points of half the height on both sides of the maximum; NaN where there are none.</summary>
    /// <param name="position">The position of the maximum.</param>
    /// <param name="height">The maximum.</param>
    /// <param name="scale">About the distance at which to begin.</param>
    public double Width(double position, double height, double scale) =>
        HalfWidth(position, height, scale) + HalfWidth(position, height, -scale);

    /// <summary>
    /// The integral over all x by x = center + scale tan(phi), which turns Lorentzian tails into a smooth function, and
    /// Gauss-Legendre quadrature.
    /// </summary>
    public double Area(double center, double scale)
    {
        var rule = new GaussLegendreRule(-Math.PI / 2, Math.PI / 2, QuadraturePoints);
        double sum = 0;
        for (int i = 0; i < QuadraturePoints; i++)
        {
            double tangent = Math.Tan(rule.GetAbscissa(i));
            sum += rule.GetWeight(i) * (1 + tangent * tangent) * Value(center + scale * tangent);
        }

        return scale * sum;
    }

    private double HalfWidth(double position, double height, double step)
    {
        double inside = 0;
        double outside = step;
        while (Value(position + outside) / height > 0.5)
        {
            (inside, outside) = (outside, 2 * outside);
        }

        for (int i = 0; i < Halvings; i++)
        {
            double middle = 0.5 * (inside + outside);
            if (middle == inside || middle == outside)
            {
                break;
            }

            if (Value(position + middle) / height > 0.5)
            {
                inside = middle;
            }
            else
            {
                outside = middle;
            }
        }

        return height == 0 ? double.NaN : Math.Abs(outside);
    }

    private double Value(double x) => TPeak
        .Evaluate<Scalar, ParameterSpan<Scalar>>(x, new(MemoryMarshal.Cast<double, Scalar>(parameters))).Value;
}
