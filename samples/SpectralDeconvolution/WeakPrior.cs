using BayesMeasure.Measurements;
using BayesMeasure.Priors;
using BayesMeasure.Samples;
using static BayesMeasure.Priors.Distributions;

namespace SpectralDeconvolution;

/// <summary>
/// The rule that makes a prior from the ranges of the data. It is deliberately weak: it knows the scales of the axes and
/// nothing else. The free energies depend on it, so what is known better should be said with --prior.
/// </summary>
/// <param name="data">The measured spectrum.</param>
public sealed class WeakPrior(Measurement data)
{
    private const double HighestPeak = 3;
    private const double SteepestLine = 2;

    private double Height => data.YRange.Length;

    private double Width => data.XRange.Length;

    /// <summary>
    /// One peak: an amplitude of up to three times the range of y, a centre anywhere in the data, and every factor of ten of
    /// the width equally likely, from the spacing of the points to half the range of x. A log-uniform width w is a log-uniform
    /// precision 1/w^2.
    /// </summary>
    public Prior Peak(PeakShape shape)
    {
        (double narrowest, double widest) = (data.MedianSpacing, Width / 2);
        if (narrowest >= widest)
        {
            throw new UserErrorException(
                $"{data.Name}: a peak needs at least four different x. Measure more points, or use --peaks 0.");
        }

        Prior amplitude = new() { ["amplitude"] = Uniform(0, HighestPeak * Height) };
        Prior width = shape == PeakShape.Gaussian
            ? new Prior { ["precision"] = LogUniform(1 / (widest * widest), 1 / (narrowest * narrowest)) }
            : new Prior { ["width"] = LogUniform(narrowest, widest) };
        return amplitude + width + new Prior { ["center"] = Uniform(data.XRange.Minimum, data.XRange.Maximum) };
    }

    /// <summary>
    /// The background: a level up to one range of y beyond the data, and a slope of up to two ranges of y over the range of x,
    /// about the middle of the data.
    /// </summary>
    public Prior Background(BackgroundShape shape)
    {
        Prior offset = new() { ["offset"] = Uniform(data.YRange.Minimum - Height, data.YRange.Maximum + Height) };
        double steepest = SteepestLine * Height / Width;
        return shape switch
        {
            BackgroundShape.Constant => offset,
            BackgroundShape.Linear => offset + new Prior
            {
                ["slope"] = Uniform(-steepest, steepest),
                ["reference"] = Fixed((data.XRange.Minimum + data.XRange.Maximum) / 2),
            },
            _ => new Prior(),
        };
    }
}
