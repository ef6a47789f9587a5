using BayesMeasure.Measurements;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// The points of a pattern as they are searched: joined where a line has more than five in its width, in counts, with weights.
/// </summary>
/// <remarks>
/// The variance of a point is that of its counts and a share of its Bragg intensity that no model explains. It is taken from the
/// smoothed data: so it is the same for all sets of phases, and peaks that no phase explains do not pull at the others.
/// </remarks>
internal sealed class SearchPoints
{
    private const double PointsInWidth = 4;
    private const int StrongestPeaks = 12;
    private const double ClippedWidth = 1.2;

    private SearchPoints(MeasuredPattern pattern, double width, double modelError)
    {
        Measurement data = pattern.Measurement;
        Width = width;
        int joined = Math.Max(1, (int)(width / (PointsInWidth * data.MedianSpacing)));
        int count = data.Count / joined;
        (Angles, Counts, RootWeights) = (new double[count], new double[count], new double[count]);
        MinusTwoSquaredS = new double[count];
        double[] variances = new double[count];
        for (int i = 0; i < count * joined; i++)
        {
            Angles[i / joined] += data.X[i] / joined;
            Counts[i / joined] += data.Y[i] * pattern.CountsPerUnit / joined;
            double sigma = (data.Sigma?[i] ?? 0) * pattern.CountsPerUnit / joined;
            variances[i / joined] += sigma * sigma;
        }

        IsJoined = joined > 1;
        Step = joined * data.MedianSpacing;
        double[] smooth = PeakClipping.Smoothed(Counts, 1);
        Clipped = PeakClipping.Background(smooth, (int)(ClippedWidth / Step));
        for (int i = 0; i < count; i++)
        {
            double counted = data.Sigma == null ? Math.Max(smooth[i], 1) / joined : variances[i];
            double bragg = modelError * Math.Max(smooth[i] - Clipped[i], 0);
            RootWeights[i] = 1 / Math.Sqrt(counted + bragg * bragg);
            double s = Math.Sin(0.5 * Angles[i] * Math.PI / 180) / pattern.Radiation.Wavelength;
            MinusTwoSquaredS[i] = -2 * s * s;
        }
    }

    /// <summary>2 theta in degrees.</summary>
    public double[] Angles { get; }

    /// <summary>The mean counts of a measured point.</summary>
    public double[] Counts { get; }

    /// <summary>A first background.</summary>
    public double[] Clipped { get; }

    /// <summary>One over the standard deviation of a point.</summary>
    public double[] RootWeights { get; }

    /// <summary>-2 s^2, s = sin(theta) / lambda: what B of atoms multiplies in the exponent.</summary>
    public double[] MinusTwoSquaredS { get; }

    /// <summary>Whether a point is the mean of several that were measured.</summary>
    public bool IsJoined { get; }

    /// <summary>The distance of points in degrees.</summary>
    public double Step { get; }

    /// <summary>A first full width at half maximum in degrees.</summary>
    public double Width { get; }

    /// <summary>The number of points.</summary>
    public int Count => Angles.Length;

    /// <summary>How many points tell as much as one, since errors of the model last for half a width.</summary>
    public double Correlation(double width) => Math.Max(1, width / (2 * Step));

    /// <summary>Prepares the points of a pattern.</summary>
    public static SearchPoints Of(MeasuredPattern pattern, double modelError) =>
        new(pattern, WidthOf(pattern.Measurement), modelError);

    /// <summary>The second least width of the strongest peaks: others are doublets and overlaps.</summary>
    private static double WidthOf(Measurement data)
    {
        double[] smooth = PeakClipping.Smoothed(data.Y.AsSpan(), 1);
        double[] background = PeakClipping.Background(smooth, (int)(ClippedWidth / data.MedianSpacing));
        double[] net = [.. smooth.Zip(background, (value, below) => value - below)];
        bool[] isTaken = new bool[net.Length];
        List<double> widths = [];
        foreach (int top in Enumerable.Range(0, net.Length).OrderByDescending(i => net[i]))
        {
            if (isTaken[top])
            {
                continue;
            }

            (int first, int last) = HalfHeight(net, top);
            isTaken.AsSpan(first, last - first + 1).Fill(true);
            widths.Add((last - first) * data.MedianSpacing);
            if (widths.Count == StrongestPeaks)
            {
                break;
            }
        }

        widths.Sort();
        return Math.Clamp(widths[Math.Min(1, widths.Count - 1)], 2 * data.MedianSpacing, 1);
    }

    private static (int First, int Last) HalfHeight(double[] net, int top)
    {
        int first = top, last = top;
        while (first > 0 && net[first] > 0.5 * net[top])
        {
            first--;
        }

        while (last < net.Length - 1 && net[last] > 0.5 * net[top])
        {
            last++;
        }

        return (first, last);
    }
}
