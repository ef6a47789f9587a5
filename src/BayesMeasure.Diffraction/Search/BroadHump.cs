using System.Numerics.Tensors;
using BayesMeasure.Numerics;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// The broad hump of what is amorphous: one Gaussian in 2 theta beside the background. Without an internal standard nothing
/// turns its intensity into a weight.
/// </summary>
/// <param name="TwoTheta">Its middle in degrees.</param>
/// <param name="Width">Its full width at half maximum in degrees.</param>
/// <param name="Share">Its area over that of itself and all lines: a share of intensity, not of weight.</param>
/// <param name="Significance">Its height in standard deviations.</param>
public sealed record BroadHump(double TwoTheta, double Width, double Share, double Significance)
{
    /// <summary>The degree of the background beside a hump: one of 9 would bend into it.</summary>
    internal const int BackgroundDegree = 5;

    private const double Exponent = 4 * 0.69314718055994531;

    // Narrower humps are peaks, and wider ones the background.
    private static readonly double[] Widths = [4, 5.5, 7.5, 10, 14];

    /// <summary>Its height at each angle, 1 at its middle.</summary>
    internal double[] At(double[] angles) => [.. angles.Select(angle =>
        Math.Exp(-Exponent * (angle - TwoTheta) * (angle - TwoTheta) / (Width * Width)))];

    /// <summary>The hump that explains most of what polynomials leave of the background between peaks; null for none.</summary>
    internal static BroadHump? Guess(SearchPoints points)
    {
        double[][] basis = BackgroundColumns.Orthonormal(BackgroundColumns.Weighted(points, BackgroundDegree));
        double[] rest = Beside(basis, [.. points.Clipped.Zip(points.RootWeights, (value, root) => value * root)]);
        BroadHump? best = null;
        double most = 0;
        foreach (double width in Widths)
        {
            for (double middle = points.Angles[0] + 0.5 * width; middle < points.Angles[^1] - 0.5 * width; middle += 0.15 * width)
            {
                BroadHump hump = new(middle, width, 0, 0);
                double[] column = hump.At(points.Angles);
                TensorPrimitives.Multiply(column, points.RootWeights, column);
                column = Beside(basis, column);
                double product = InnerProduct.Of(column, rest);
                double gain = product > 0 ? product * product / InnerProduct.Of(column, column) : 0;
                (best, most) = gain > most ? (hump, gain) : (best, most);
            }
        }

        return best;
    }

    private static double[] Beside(double[][] basis, double[] column)
    {
        foreach (double[] direction in basis)
        {
            TensorPrimitives.MultiplyAdd(direction, -InnerProduct.Of(direction, column), column, column);
        }

        return column;
    }
}
