using BayesMeasure.Diffraction.Patterns;

namespace BayesMeasure.Diffraction.Search;

/// <summary>A peak that no phase explains.</summary>
/// <param name="TwoTheta">Where it is, in degrees.</param>
/// <param name="Spacing">Its d in angstrom.</param>
/// <param name="Share">Its area over that of the strongest peak of the pattern.</param>
/// <param name="Significance">Its area in standard deviations, errors of the model included.</param>
public sealed record UnexplainedPeak(double TwoTheta, double Spacing, double Share, double Significance);

/// <summary>Finds peaks in what a fit leaves that stand where no phase has a line.</summary>
internal sealed class ResidualPeaks
{
    private const double LeastSignificance = 5;

    // A residual below this share of what the phases have at its place is a matter of intensities and shapes, not of phases.
    private const double ShareOfExplained = 0.35;

    private readonly FilterTable rest;
    private readonly FilterTable explained;
    private readonly double scale;
    private readonly double width;
    private readonly Radiation radiation;

    /// <param name="context">What all steps share.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="residual">What it leaves, with the errors of lines, weighted.</param>
    /// <param name="scale">c.</param>
    public ResidualPeaks(SearchContext context, Linearised fit, double[] residual, double scale)
    {
        (this.scale, radiation) = (scale, context.Pattern.Radiation);
        width = fit.State.MeanWidth;
        InstrumentProfile instrument = fit.State.Instrument;
        double broadening = Math.Max(width - instrument.Width, 0);
        rest = FilterTable.Of(context.Points, residual, radiation, instrument, broadening);
        explained = FilterTable.Of(context.Points, Bragg(fit), radiation, instrument, broadening);
    }

    /// <summary>The peaks, the strongest first.</summary>
    public UnexplainedPeak[] Find()
    {
        double strongest = Enumerable.Range(0, rest.Count).Max(i => Area(rest, i) + Area(explained, i));
        int reach = Math.Max(1, (int)(width / rest.Step));
        List<UnexplainedPeak> peaks = [];
        for (int i = 0; i < rest.Count; i++)
        {
            double norm = rest.At(rest.Angle(i)).Norm;
            double area = Area(rest, i);
            if (!(norm > 0) || !IsTop(i, reach) || area < ShareOfExplained * Near(i, reach))
            {
                continue;
            }

            double significance = area * Math.Sqrt(norm / scale);
            if (significance > LeastSignificance)
            {
                double angle = rest.Angle(i);
                double spacing = 0.5 * radiation.Wavelength / Math.Sin(0.5 * angle * Math.PI / 180);
                peaks.Add(new(angle, spacing, area / strongest, significance));
            }
        }

        return [.. peaks.OrderByDescending(peak => peak.Share)];
    }

    /// <summary>The weighted sum of all phases.</summary>
    private static double[] Bragg(Linearised fit)
    {
        double[] sum = new double[fit.Residual.Length];
        for (int place = 0; place < fit.State.Phases.Length; place++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                fit.Columns[fit.State.FirstOf(place)], fit.State.Phases[place].Height, sum, sum);
        }

        return sum;
    }

    private static double Area(FilterTable table, int i)
    {
        (double product, double norm) = table.At(table.Angle(i));
        return norm > 0 ? product / norm : 0;
    }

    private bool IsTop(int i, int reach)
    {
        for (int j = Math.Max(i - reach, 0); j <= Math.Min(i + reach, rest.Count - 1); j++)
        {
            if (Area(rest, j) > Area(rest, i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The most that the phases have within a width.</summary>
    private double Near(int i, int reach)
    {
        double most = 0;
        for (int j = Math.Max(i - reach, 0); j <= Math.Min(i + reach, rest.Count - 1); j++)
        {
            most = Math.Max(most, Area(explained, j));
        }

        return most;
    }
}
