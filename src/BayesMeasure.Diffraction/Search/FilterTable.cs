using System.Numerics.Tensors;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Numerics;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// What a line at each angle would find in a weighted residual: C(x) = sum_i p(x_i - x) r_i / sigma_i^2, all emission lines
/// included.
/// The numerator of a matched filter for a phase is then a sum of C over its lines.
/// </summary>
internal sealed class FilterTable
{
    private const double Reach = 3;
    private const double Degrees = 180 / Math.PI;
    private const double GaussianExponent = 4 * 0.69314718055994531;

    private readonly SearchPoints points;
    private readonly double[] products;
    private readonly double[] norms;

    private FilterTable(SearchPoints points, double[] weighted)
    {
        (this.points, Weighted) = (points, weighted);
        int count = (int)((points.Angles[^1] - points.Angles[0]) / points.Step) + 1;
        (products, norms) = (new double[count], new double[count]);
    }

    /// <summary>The residual times the root weights.</summary>
    public double[] Weighted { get; }

    /// <summary>The number of angles.</summary>
    public int Count => products.Length;

    /// <summary>The distance of entries in degrees.</summary>
    public double Step => points.Step;

    /// <summary>The angle of an entry.</summary>
    public double Angle(int entry) => points.Angles[0] + entry * points.Step;

    /// <summary>Makes the table.</summary>
    /// <param name="points">The points.</param>
    /// <param name="residual">The weighted residual.</param>
    /// <param name="radiation">What the source emits.</param>
    /// <param name="instrument">The widths of lines.</param>
    /// <param name="broadening">What size adds to the width, times 1 / cos(theta).</param>
    public static FilterTable Of(
        SearchPoints points, double[] residual, Radiation radiation, InstrumentProfile instrument, double broadening)
    {
        double[] weighted = new double[points.Count];
        TensorPrimitives.Multiply(points.RootWeights, residual, weighted);
        FilterTable single = new(points, weighted);
        single.Fill(instrument, broadening);
        FilterTable all = new(points, weighted);
        foreach (EmissionLine line in radiation.Lines)
        {
            all.Add(single, line.Wavelength / radiation.Wavelength, line.Share);
        }

        return all;
    }

    /// <summary>
    /// C at an angle, and the squared norm of a line there, as if its emission lines were apart; 0 outside of the pattern.
    /// </summary>
    public (double Product, double Norm) At(double angle)
    {
        double place = (angle - points.Angles[0]) / points.Step;
        if (!(place >= 0 && place < products.Length - 1))
        {
            return (0, 0);
        }

        int entry = (int)place;
        double share = place - entry;
        return (
            products[entry] + share * (products[entry + 1] - products[entry]),
            norms[entry] + share * (norms[entry + 1] - norms[entry]));
    }

    private void Add(FilterTable single, double ratio, double share)
    {
        for (int j = 0; j < products.Length; j++)
        {
            double sine = ratio * Math.Sin(0.5 * Angle(j) / Degrees);
            if (sine < 1)
            {
                double angle = 2 * Degrees * Math.Asin(sine);
                (double product, double norm) = single.At(angle);
                products[j] += share * product;
                norms[j] += share * share * norm;
            }
        }
    }

    /// <summary>
    /// Correlates the residual with the shape of a line, whose width is taken anew every few entries. Points go to the next
    /// entry, which on
    /// an even grid is their own.
    /// </summary>
    private void Fill(InstrumentProfile instrument, double broadening)
    {
        const int SameWidth = 16;
        double[] weighted = new double[products.Length];
        double[] weights = new double[products.Length];
        for (int i = 0; i < Weighted.Length; i++)
        {
            int entry = Math.Min((int)Math.Round((points.Angles[i] - points.Angles[0]) / points.Step), products.Length - 1);
            weighted[entry] += Weighted[i];
            weights[entry] += points.RootWeights[i] * points.RootWeights[i];
        }

        for (int from = 0; from < products.Length; from += SameWidth)
        {
            int to = Math.Min(from + SameWidth, products.Length);
            double[] shape = Shape(Angle((from + to) / 2), instrument, broadening);
            double[] squares = [.. shape.Select(value => value * value)];
            for (int j = from; j < to; j++)
            {
                products[j] = Correlated(shape, weighted, j);
                norms[j] = Correlated(squares, weights, j);
            }
        }
    }

    /// <summary>A line at the entries around its own, an odd number of values.</summary>
    private double[] Shape(double angle, InstrumentProfile instrument, double broadening)
    {
        double theta = 0.5 * angle / Degrees;
        double spread = instrument.WidthSlope * Math.Tan(theta);
        double width = Math.Sqrt(instrument.Width * instrument.Width + spread * spread) + broadening / Math.Cos(theta);
        double gaussianHeight = 2 * Math.Sqrt(Math.Log(2) / Math.PI) * (1 - instrument.Mixing) / width;
        double lorentzianHeight = 2 / Math.PI * instrument.Mixing / width;
        int reach = (int)(Reach * width / points.Step);
        double[] shape = new double[2 * reach + 1];
        for (int i = 0; i < shape.Length; i++)
        {
            double t = (i - reach) * points.Step / width;
            shape[i] = lorentzianHeight / (1 + 4 * t * t) + gaussianHeight * Math.Exp(-GaussianExponent * t * t);
        }

        return shape;
    }

    private static double Correlated(double[] shape, double[] values, int center)
    {
        int reach = shape.Length / 2;
        int from = Math.Max(center - reach, 0);
        int to = Math.Min(center + reach + 1, values.Length);
        return InnerProduct.Of(shape.AsSpan(from - center + reach, to - from), values.AsSpan(from, to - from));
    }
}
