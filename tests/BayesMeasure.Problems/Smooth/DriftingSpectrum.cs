using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Smooth;

/// <summary>
/// A made spectrum on a curved background as fluorescence gives: a decay, a broad hump and a drift, tens to hundreds of times the
/// noise high, with narrow Gaussian peaks or without any. No background that is fitted has this form.
/// </summary>
public sealed class DriftingSpectrum
{
    private const int Points = 250;
    private const double Length = 100;

    /// <param name="seed">The seed of background, peaks and noise.</param>
    /// <param name="peaks">The number of peaks.</param>
    public DriftingSpectrum(int seed, int peaks)
    {
        Peaks = peaks;
        var random = new RandomStream((ulong)seed, 17, peaks);
        double Between(double low, double high) => low + (high - low) * random.NextUniform();
        double decay = Between(30, 200), rate = Between(20, 60);
        double hump = Between(20, 100), middle = Between(10, 90), rise = Between(8, 15), fall = Between(15, 40);
        double slope = Between(-0.5, 0.5), wave = Between(2, 12), phase = Between(0, 6.28), period = Between(60, 120);
        (double Height, double Width, double Center)[] lines = [.. Enumerable.Range(0, peaks)
            .Select(k => (Between(8, 40), Between(0.8, 2), (k + Between(0.25, 0.75)) * Length / peaks))];
        double[] x = [.. Enumerable.Range(0, Points).Select(i => Length * i / (Points - 1))];
        Data = new(x, x.Select(at =>
            200 + decay * Math.Exp(-at / rate) + hump * Hump(at - middle, rise, fall) + slope * at
            + wave * Math.Sin(phase + 2 * Math.PI * at / period)
            + lines.Sum(line => line.Height * Gaussian(at, line.Center, line.Width)) + random.NextNormal()))
        {
            Name = $"drift {seed} with {peaks} peaks",
        };
    }

    /// <summary>The number of peaks that are there.</summary>
    public int Peaks { get; }

    /// <summary>The spectrum, in units of its noise.</summary>
    public Measurement Data { get; }

    /// <summary>From one peak less to one more than there are, on a background, under weak priors.</summary>
    /// <param name="background">"smooth", "line", or the degree of a polynomial.</param>
    /// <param name="widest">The widest peak, as a share of the range of x.</param>
    public ModelFamily Candidates(string background, double widest = 0.1)
    {
        double range = Data.YRange.Length;
        var one = new Prior
        {
            ["amplitude"] = Prior.Uniform(0, 3 * range),
            ["width"] = Prior.LogUniform(Length / (Points - 1), widest * Length),
            ["center"] = Prior.Uniform(0, Length),
        };
        Prior level = new() { ["noise"] = Prior.LogUniform(1e-4 * range, range) };
        (ForwardModel model, Prior prior) = background switch
        {
            "smooth" => Smooth(),
            "line" => Polynomial(1),
            _ => Polynomial(int.Parse(background, null)),
        };
        int fewest = Math.Max(0, Peaks - 1);
        return ModelFamily.Of<GaussianPeak>(
            fewest, Peaks + 1, one, GaussianNoise.Unknown, model, prior + level, isLimited: true);
    }

    private (ForwardModel Model, Prior Prior) Smooth()
    {
        var background = new SmoothBackground(Data.X, Data.Y);
        return (
            ForwardModel.Curve(background),
            new() { ["bend"] = Prior.LogUniform(background.WeakBend.Smallest, background.WeakBend.Largest) });
    }

    private (ForwardModel Model, Prior Prior) Polynomial(int degree)
    {
        ForwardModel model = ForwardModel.Curve(new PolynomialBackground(degree, 0, Length));
        double middle = 0.5 * (Data.YRange.Minimum + Data.YRange.Maximum);
        return (model, model.ParameterNames.Index().Aggregate(new Prior(), (prior, name) => prior + new Prior
        {
            [name.Item] = Prior.Normal(name.Index == 0 ? middle : 0, Data.YRange.Length),
        }));
    }

    /// <summary>A broad hump that rises and falls at rates of its own, as bands of fluorescence do.</summary>
    private static double Hump(double x, double rise, double fall) => 2 / (Math.Exp(-x / rise) + Math.Exp(x / fall));

    private static double Gaussian(double x, double center, double width) =>
        Math.Exp(-0.5 * (x - center) * (x - center) / (width * width));
}
