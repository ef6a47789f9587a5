using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Problems.Nist;

/// <summary>
/// Gauss1, Gauss2 or Gauss3: two Gaussians on an exponential, in noise of known variance 6.25. The certified parameters come
/// in the order of the model: the decay's two, then height, center and width of the left peak and of the right one.
/// </summary>
public sealed class GaussSet
{
    public const double Variance = 6.25;

    /// <summary>The ratio of the largest level of unknown noise to the smallest.</summary>
    public const double NoiseRange = 1000;

    private GaussSet(string name, Measurement measurement)
    {
        Measurement = measurement;
        (Estimates, StandardErrors) = NistTable.ReadCertified("certified_nonlinear", name);
    }

    public Measurement Measurement { get; }

    public double[] Estimates { get; }

    public double[] StandardErrors { get; }

    /// <summary>The residual standard deviation at the certified parameters.</summary>
    public double ResidualDeviation
    {
        get
        {
            double[] fit = Model.Evaluate(Measurement.X.AsSpan(), Estimates);
            double sumOfSquares = Measurement.Y.Zip(fit, (measured, predicted) => Math.Pow(measured - predicted, 2)).Sum();
            return Math.Sqrt(sumOfSquares / (Measurement.Count - Estimates.Length));
        }
    }

    public static ForwardModel Model { get; } = ForwardModel.Of<ExponentialDecay>() + ForwardModel.Of<WidthPeak>().Repeat(2);

    /// <summary>
    /// Flat priors in boxes from the ranges of the data alone. With X and Y the lengths of the ranges of x and y: a level or
    /// height in 0 .. 2 Y; a center anywhere in x; a width from the spacing of the points to X/2; a rate in 0 .. 10/X.
    /// </summary>
    public Prior Boxes
    {
        get
        {
            (Interval x, double y) = (Measurement.XRange, Measurement.YRange.Length);
            var decay = new Prior { ["level"] = Prior.Uniform(0, 2 * y), ["rate"] = Prior.Uniform(0, 10 / x.Length) };
            var peak = new Prior
            {
                ["height"] = Prior.Uniform(0, 2 * y),
                ["center"] = Prior.Uniform(x.Minimum, x.Maximum),
                ["width"] = Prior.Uniform(Measurement.MedianSpacing, 0.5 * x.Length),
            };
            return decay + peak.Repeat(2);
        }
    }

    public static GaussSet Read(string name)
    {
        IReadOnlyList<string[]> lines = NistTable.Read(name);
        double[] Column(int j) => [.. lines.Select(line => NistTable.Number(line[j]))];
        return new(name, new Measurement(x: Column(1), y: Column(0)) { Name = name });
    }

    public Posterior WithKnownNoise() => new(Measurement, Model, GaussianNoise.Known(Math.Sqrt(Variance)), Boxes);

    /// <summary>Noise of unknown level, log-uniform from a thousandth of the range of y to all of it.</summary>
    public Posterior WithUnknownNoise()
    {
        double range = Measurement.YRange.Length;
        return new(
            Measurement,
            Model,
            GaussianNoise.Unknown,
            Boxes + new Prior { [GaussianNoise.LevelName] = Prior.LogUniform(range / NoiseRange, range) });
    }
}
