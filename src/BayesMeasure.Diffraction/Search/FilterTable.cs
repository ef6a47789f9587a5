using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// What a line at each angle would find in a weighted residual: C(x) = sum_i p(x_i - x) r_i / sigma_i^2, all emission lines included.
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

    private FilterTable(SearchPoints points)
    {
        this.points = points;
        int count = (int)((points.Angles[^1] - points.Angles[0]) / points.Step) + 1;
        (products, norms) = (new double[count], new double[count]);
    }

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
        FilterTable single = new(points);
        single.Fill(residual, instrument, broadening);
        FilterTable all = new(points);
        foreach (EmissionLine line in radiation.Lines)
        {
            all.Add(single, line.Wavelength / radiation.Wavelength, line.Share);
        }

        return all;
    }

    /// <summary>C at an angle; 0 outside of the pattern.</summary>
    public double At(double angle) => Interpolated(products, angle);

    /// <summary>The squared norm of a line at an angle, as if its emission lines were apart.</summary>
    public double NormAt(double angle) => Interpolated(norms, angle);

    private double Interpolated(double[] values, double angle)
    {
        double place = (angle - points.Angles[0]) / points.Step;
        if (!(place >= 0 && place < values.Length - 1))
        {
            return 0;
        }

        int entry = (int)place;
        return values[entry] + (place - entry) * (values[entry + 1] - values[entry]);
    }

    private void Add(FilterTable single, double ratio, double share)
    {
        for (int j = 0; j < products.Length; j++)
        {
            double sine = ratio * Math.Sin(0.5 * Angle(j) / Degrees);
            if (sine < 1)
            {
                double angle = 2 * Degrees * Math.Asin(sine);
                products[j] += share * single.At(angle);
                norms[j] += share * share * single.NormAt(angle);
            }
        }
    }

    private void Fill(double[] residual, InstrumentProfile instrument, double broadening)
    {
        double gaussianHeight = 2 * Math.Sqrt(Math.Log(2) / Math.PI) * (1 - instrument.Mixing);
        double lorentzianHeight = 2 / Math.PI * instrument.Mixing;
        int first = 0;
        for (int j = 0; j < products.Length; j++)
        {
            double theta = 0.5 * Angle(j) / Degrees;
            double spread = instrument.WidthSlope * Math.Tan(theta);
            double width = Math.Sqrt(instrument.Width * instrument.Width + spread * spread) + broadening / Math.Cos(theta);
            while (first < points.Count && points.Angles[first] < Angle(j) - Reach * width)
            {
                first++;
            }

            double inverse = 1 / width;
            for (int i = first; i < points.Count; i++)
            {
                double t = (points.Angles[i] - Angle(j)) * inverse;
                if (t > Reach)
                {
                    break;
                }

                double square = t * t;
                double shape = lorentzianHeight / (1 + 4 * square) + gaussianHeight * Math.Exp(-GaussianExponent * square);
                double weighted = inverse * shape * points.RootWeights[i];
                products[j] += weighted * residual[i];
                norms[j] += weighted * weighted;
            }
        }
    }
}
