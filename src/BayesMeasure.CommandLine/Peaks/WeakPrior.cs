using BayesMeasure.Measurements;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Priors;

namespace BayesMeasure.CommandLine.Peaks;

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
    private const double MostSkew = 20;
    private const double LongestTail = 0.25;
    private const double MostLoss = 10;
    private const double MostScale = 5;
    private const double WidestPeak = 0.5;
    private const double WidestOnSmooth = 0.1;

    /// <summary>The full width at half maximum of a Gaussian, over its standard deviation.</summary>
    private static readonly double FullWidth = Math.Sqrt(8 * Math.Log(2));

    /// <summary>Whether the peaks are dips: their amplitudes are negative.</summary>
    public bool AreDips { get; init; }

    /// <summary>Whether y are counts, which no level can be below.</summary>
    public bool AreCounts { get; init; }

    /// <summary>Whether peaks are narrow, since broader ones are no other than a smooth background.</summary>
    public bool AreNarrow { get; init; }

    /// <summary>The largest full width at half maximum, where nothing better is known.</summary>
    public double Widest => (AreNarrow ? WidestOnSmooth : WidestPeak) * Width;

    private double Height => data.YRange.Length;

    private double Width => data.XRange.Length;

    /// <summary>
    /// One peak: an amplitude of up to three times the range of y, a centre anywhere in the data, and every factor of ten of
    /// each width equally likely, from the spacing of the points to half the range of x, of narrow peaks to a tenth. A
    /// log-uniform standard deviation w is a log-uniform precision 1/w^2. Tails may go to either side, and so may the losses of
    /// electrons. What is known of a doublet is not here.
    /// </summary>
    public Prior Peak(PeakKind kind)
    {
        (double narrowest, double widest) = (data.MedianSpacing, Widest);
        double broadest = AreNarrow ? widest / FullWidth : widest;
        if (narrowest >= broadest)
        {
            string points = AreNarrow ? "a peak on a smooth background needs at least 25" : "a peak needs at least four";
            throw UserErrorException.OfData($"{data.Name}: {points} different x. Measure more points, or use --peaks 0.");
        }

        if (!double.IsNormal(narrowest * narrowest) || !double.IsNormal(1 / (narrowest * narrowest)))
        {
            throw UserErrorException.OfData(
                $"{data.Name}: x differs by {narrowest:G3}, whose square is no number. Give x in another unit.");
        }

        Distribution width = Prior.LogUniform(narrowest, widest);
        double longestTail = Math.Min(LongestTail * Width, widest);
        Prior form = kind.Shape switch
        {
            PeakShape.Gaussian => new()
            {
                ["precision"] = Prior.LogUniform(1 / (broadest * broadest), 1 / (narrowest * narrowest)),
            },
            PeakShape.PseudoVoigt or PeakShape.SplitPseudoVoigt => new() { ["width"] = width, ["mixing"] = Prior.Uniform(0, 1) },
            PeakShape.Voigt or PeakShape.SplitVoigt => new() { ["gaussianWidth"] = width, ["lorentzianWidth"] = width },
            PeakShape.Pearson or PeakShape.SplitPearson => new() { ["width"] = width, ["exponent"] = Prior.LogUniform(0.6, 60) },
            PeakShape.ExponentiallyModified => new()
            {
                ["width"] = width,
                ["tail"] = Prior.Uniform(-longestTail, longestTail),
            },
            PeakShape.Sigmoidal => new() { ["width"] = width, ["mixing"] = Prior.Uniform(0, 1) },
            _ => new() { ["width"] = width },
        };
        return Size(kind.Shape) + form + Asymmetry(kind.Shape)
            + new Prior { ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum) }
            + (kind.HasStep ? new Prior { ["loss"] = Prior.Uniform(-MostLoss / Width, MostLoss / Width) } : new Prior());
    }

    /// <summary>
    /// The background: a level up to one range of y beyond the data, and a slope of up to two ranges of y over the range of x,
    /// about the middle of the data; an exponential of up to e^5 over that range; a step of up to two ranges of y; a smooth
    /// curve from none to one that bends by many ranges of y.
    /// </summary>
    public Prior Background(BackgroundTerm term)
    {
        double lowest = data.YRange.Minimum - Height;
        Distribution level = Prior.Uniform(AreCounts ? Math.Max(0, lowest) : lowest, data.YRange.Maximum + Height);
        FixedValue middle = Prior.Fixed((data.XRange.Minimum + data.XRange.Maximum) / 2);
        double steepest = SteepestLine * Height / Width;
        Distribution step = Prior.Uniform(-SteepestLine * Height, SteepestLine * Height);
        return term.Shape switch
        {
            BackgroundShape.Constant => new() { ["offset"] = level },
            BackgroundShape.Linear =>
                new() { ["offset"] = level, ["slope"] = Prior.Uniform(-steepest, steepest), ["reference"] = middle },
            BackgroundShape.Polynomial => Enumerable.Range(1, term.Degree).Aggregate(
                new Prior { ["coefficient0"] = level },
                (prior, power) => prior + new Prior { [$"coefficient{power}"] = Prior.Uniform(-Height, Height) }),
            BackgroundShape.Exponential => new()
            {
                ["level"] = level,
                ["rate"] = Prior.Uniform(-SteepestExponential / Width, SteepestExponential / Width),
                ["reference"] = middle,
            },
            BackgroundShape.Smooth => new() { ["bend"] = Bend() },
            BackgroundShape.Shirley => new() { ["offset"] = level, ["step"] = step },
            BackgroundShape.Tougaard => new() { ["offset"] = level, ["scale"] = Prior.Uniform(0, MostScale) },
            BackgroundShape.Measured => new() { ["scale"] = Prior.Uniform(0, MostScale) },
            BackgroundShape.Arctan or BackgroundShape.Erf => new()
            {
                ["amplitude"] = step,
                ["width"] = Prior.LogUniform(data.MedianSpacing, Math.Max(Widest, 2 * data.MedianSpacing)),
                ["center"] = Prior.Uniform(data.XRange.Minimum, data.XRange.Maximum),
            },
            _ => new Prior(),
        };
    }

    private Distribution Bend()
    {
        (double smallest, double largest) = new SmoothBackground(data.X, data.Y).WeakBend;
        return Prior.LogUniform(smallest, largest);
    }

    /// <summary>The amplitude, or the area of a shape whose height has no closed form; of dips below 0.</summary>
    private Prior Size(PeakShape shape)
    {
        (string name, double largest) = shape == PeakShape.ExponentiallyModified
            ? ("area", Height * Width)
            : ("amplitude", HighestPeak * Height);
        return new() { [name] = AreDips ? Prior.Uniform(-largest, 0) : Prior.Uniform(0, largest) };
    }

    private Prior Asymmetry(PeakShape shape)
    {
        double most = shape switch
        {
            PeakShape.DoniachSunjic => MostAsymmetric,
            PeakShape.Sigmoidal => MostSkew / Width,
            PeakShape.SplitGaussian or PeakShape.SplitLorentzian or PeakShape.SplitPseudoVoigt or PeakShape.SplitVoigt
                or PeakShape.SplitPearson => MostSplit,
            _ => 0,
        };
        return most == 0 ? new() : new() { ["asymmetry"] = Prior.Uniform(-most, most) };
    }
}
