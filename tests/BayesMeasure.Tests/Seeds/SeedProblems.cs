using BayesMeasure.Comparison;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Tests.Seeds;

/// <summary>Small questions of each kind, with data that are given in full.</summary>
internal static class SeedProblems
{
    private const int Columns = 5;

    private static readonly double[] Counts = [3, 1, 4, 6, 12, 19, 24, 17, 11, 5, 4, 2, 3, 0, 2, 1];
    private static readonly double[] Line = [-1.7, -0.4, 0.9, 1.6, 3.1];
    private static readonly double[] WithOutliers = [0.1, 0.05, 0.3, 0.7, 1.1, 5.2, 0.6, 0.35, -0.1, 0.02, -3.1, 0.1];

    /// <summary>Counts with exposures that differ from point to point.</summary>
    public static Posterior CountingPeak => new(
        new(Steps(Counts.Length), Counts),
        ForwardModel.Of<GaussianPrecisionPeak>() + ForwardModel.Of<ConstantBackground>(),
        PoissonNoise.WithExposures(Counts.Select((_, i) => 1 + 0.125 * (i % 3))),
        new()
        {
            ["amplitude"] = Prior.Gamma(4, 0.2),
            ["precision"] = Prior.LogUniform(0.01, 2),
            ["center"] = Prior.Uniform(0, 15),
            ["offset"] = Prior.Exponential(1),
        });

    /// <summary>A line with an offset, all linear.</summary>
    public static Posterior StraightLine(NoiseModel noise, Distribution coefficient, Distribution? level = null) => new(
        new([-2, -1, 0, 1, 2], Line),
        ForwardModel.Of<LinearBackground>(),
        noise,
        new Prior { ["offset"] = coefficient, ["slope"] = coefficient, ["reference"] = Prior.Fixed(0) }
            + (level is null ? new() : new Prior { [GaussianNoise.LevelName] = level }));

    /// <summary>A peak with outliers, of which neither the level nor the tails are known.</summary>
    public static Posterior PeakWithOutliers => new(
        new(Steps(WithOutliers.Length), WithOutliers),
        ForwardModel.Of<LorentzianPeak>(),
        StudentNoise.Unknown(),
        new()
        {
            ["amplitude"] = Prior.HalfNormal(2),
            ["width"] = Prior.LogNormal(1, 0.5),
            ["center"] = Prior.TruncatedNormal(5, 2, 0, 11),
            [GaussianNoise.LevelName] = Prior.LogUniform(0.01, 1),
            [StudentNoise.DegreesOfFreedomName] = Prior.Gamma(2, 0.5),
        });

    /// <summary>A regression in which each column is present or not.</summary>
    public static LogLikelihoodTarget SpikeAndSlab => new(
        new Prior { ["included"] = Prior.Bernoulli(0.3), ["coefficient"] = Prior.Normal(0, 1) }.Repeat(Columns),
        values =>
        {
            double squares = 0;
            for (int row = 0; row < Counts.Length; row++)
            {
                double residual = 0.1 * Counts[row] - 0.7;
                for (int column = 0; column < Columns; column++)
                {
                    residual -= values[2 * column] * values[2 * column + 1] * Math.Cos(0.3 * column * row);
                }

                squares += residual * residual;
            }

            return -2 * squares;
        });

    /// <summary>Two lines that share their slope.</summary>
    public static JointPosterior TwoLines
    {
        get
        {
            Prior offset = new() { ["offset"] = Prior.Uniform(-10, 10), ["reference"] = Prior.Fixed(0) };
            return new(
                new Prior { ["slope"] = Prior.Uniform(-10, 10) } + offset.Labelled("first", "second"),
                new("first", new([-2, -1, 0, 1, 2], Line), ForwardModel.Of<LinearBackground>(), GaussianNoise.Known(0.5)),
                new("second", new([0, 1, 2, 3], [4.1, 5.0, 6.4, 7.2]), ForwardModel.Of<LinearBackground>(),
                    GaussianNoise.Known(0.3)));
        }
    }

    /// <summary>A constant or a line.</summary>
    public static ModelFamily FlatOrSloped
    {
        get
        {
            Prior offset = new() { ["offset"] = Prior.Normal(0, 5), ["reference"] = Prior.Fixed(0) };
            ForwardModel line = ForwardModel.Of<LinearBackground>();
            return new(
                new Candidate("flat", null, line, GaussianNoise.Known(0.2), offset + new Prior { ["slope"] = Prior.Fixed(0) }),
                new Candidate("line", null, line, GaussianNoise.Known(0.2), offset + new Prior
                {
                    ["slope"] = Prior.Normal(0, 5),
                }));
        }
    }

    /// <summary>The data of the line.</summary>
    public static Measurement LineData => new([-2, -1, 0, 1, 2], Line);

    private static double[] Steps(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
