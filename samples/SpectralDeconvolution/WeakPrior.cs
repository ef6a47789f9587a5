using BayesMeasure.Measurements;
using BayesMeasure.Priors;
using BayesMeasure.Samples;

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
    private const double SteepestExponential = 5;
    private const double MostAsymmetric = 0.5;
    private const double MostSplit = 0.9;

    private double Height => data.YRange.Length;

    private double Width => data.XRange.Length;

    /// <summary>
    /// One peak: an amplitude of up to three times the range of y, a centre anywhere in the data, and every factor of ten of
    /// each width equally likely, from the spacing of the points to half the range of x. A log-uniform width w is a log-uniform
    /// precision 1/w^2. Tails may go to either side.
    /// </summary>
    public Prior Peak(PeakShape shape)
    {
        (double narrowest, double widest) = (data.MedianSpacing, Width / 2);
        if (narrowest >= widest)
        {
            throw new UserErrorException(
                $"{data.Name}: a peak needs at least four different x. Measure more points, or use --peaks 0.");
        }

        if (!double.IsNormal(narrowest * narrowest) || !double.IsNormal(1 / (narrowest * narrowest)))
        {
            throw new UserErrorException(
                $"{data.Name}: x differs by {narrowest:G3}, whose square is no number. Give x in another unit.");
        }

        Prior amplitude = new() { ["amplitude"] = Prior.Uniform(0, HighestPeak * Height) };
        Distribution width = Prior.LogUniform(narrowest, widest);
        Prior form = shape switch
        {
            PeakShape.Gaussian => new() { ["precision"] = Prior.LogUniform(1 / (widest * widest), 1 / (narrowest * narrowest)) },
            PeakShape.PseudoVoigt => new() { ["width"] = width, ["mixing"] = Prior.Uniform(0, 1) },
            PeakShape.Voigt => new() { ["gaussianWidth"] = width, ["lorentzianWidth"] = width },
            PeakShape.Pearson => new() { ["width"] = width, ["exponent"] = Prior.LogUniform(0.6, 60) },
            PeakShape.DoniachSunjic => new()
            {
                ["width"] = width,
                ["asymmetry"] = Prior.Uniform(-MostAsymmetric, MostAsymmetric),
            },
            PeakShape.SplitPseudoVoigt => new()
            {
                ["width"] = width,
                ["mixing"] = Prior.Uniform(0, 1),
                ["asymmetry"] = Prior.Uniform(-MostSplit, MostSplit),
            },
            _ => new() { ["width"] = width },
        };
        return amplitude + form + new Prior { ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum) };
    }

    /// <summary>
    /// The background: a level up to one range of y beyond the data, and a slope of up to two ranges of y over the range of x,
    /// about the middle of the data; an exponential of up to e^5 over that range; a step of up to two ranges of y.
    /// </summary>
    public Prior Background(BackgroundShape shape)
    {
        Distribution level = Prior.Uniform(data.YRange.Minimum - Height, data.YRange.Maximum + Height);
        FixedValue middle = Prior.Fixed((data.XRange.Minimum + data.XRange.Maximum) / 2);
        double steepest = SteepestLine * Height / Width;
        return shape switch
        {
            BackgroundShape.Constant => new() { ["offset"] = level },
            BackgroundShape.Linear =>
                new() { ["offset"] = level, ["slope"] = Prior.Uniform(-steepest, steepest), ["reference"] = middle },
            BackgroundShape.Exponential => new()
            {
                ["level"] = level,
                ["rate"] = Prior.Uniform(-SteepestExponential / Width, SteepestExponential / Width),
                ["reference"] = middle,
            },
            BackgroundShape.Shirley => new()
            {
                ["offset"] = level,
                ["step"] = Prior.Uniform(-SteepestLine * Height, SteepestLine * Height),
            },
            _ => new Prior(),
        };
    }
}
