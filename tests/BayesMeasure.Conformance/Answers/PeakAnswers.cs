using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesMeasure.Conformance.Answers;

/// <summary>Peaks, whose centers make posteriors that are no Gaussian and have several modes.</summary>
internal static class PeakAnswers
{
    private const double Sigma = 0.25;
    private const double Precision = 300;

    public static KnownAnswer Center()
    {
        Measurement data = Curve.Of(20, x => Peak(x, 0.4), Sigma);
        return Quadrature.Of(
            Ask(data, 1, new()
            {
                ["amplitude"] = Prior.Fixed(1),
                ["precision"] = Prior.Fixed(Precision),
                ["center"] = Prior.Uniform(0, 1),
            }),
            point => LogLikelihood(data, x => Peak(x, point[0])),
            Axis.Between(0, 1));
    }

    public static KnownAnswer HeightAndCenter()
    {
        Measurement data = Curve.Of(25, x => Peak(x, 0.4), Sigma);
        return Quadrature.Of(
            Ask(data, 1, new()
            {
                ["amplitude"] = Prior.Uniform(0, 3),
                ["precision"] = Prior.Fixed(Precision),
                ["center"] = Prior.Uniform(0, 1),
            }),
            point => LogLikelihood(data, x => point[0] * Peak(x, point[1])),
            Axis.Between(0, 3),
            Axis.Between(0, 1));
    }

    /// <summary>A peak of no height can be anywhere.</summary>
    public static KnownAnswer NoHeight()
    {
        Measurement data = Curve.Of(15, _ => 0, Sigma);
        Prior prior = new()
        {
            ["amplitude"] = Prior.Fixed(0),
            ["precision"] = Prior.Gamma(4, 0.02),
            ["center"] = Prior.Normal(0.5, 0.2),
        };
        return KnownAnswer.OfPrior(Ask(data, 1, prior), LogLikelihood(data, _ => 0));
    }

    /// <summary>Two equal peaks: the integral over all of the square, in which both orders are.</summary>
    public static KnownAnswer TwoCenters() => TwoCenters(Axis.Between(0, 1), Axis.Between(0, 1));

    /// <summary>The same with the peaks in one order: half of the whole.</summary>
    public static KnownAnswer TwoCentersInOrder() => TwoCenters(Axis.Between(0, 0.5), Axis.Between(0.5, 1));

    private static KnownAnswer TwoCenters(Axis left, Axis right)
    {
        Measurement data = Curve.Of(30, x => Peak(x, 0.25) + Peak(x, 0.75), Sigma);
        Prior one = new()
        {
            ["amplitude"] = Prior.Fixed(1),
            ["precision"] = Prior.Fixed(Precision),
            ["center"] = Prior.Uniform(0, 1),
        };
        return Quadrature.Of(
            Ask(data, 2, one), point => LogLikelihood(data, x => Peak(x, point[0]) + Peak(x, point[1])), left, right);
    }

    private static Posterior Ask(Measurement data, int peaks, Prior one) => peaks == 1
        ? new(data, ForwardModel.Of<GaussianPrecisionPeak>(), GaussianNoise.Known(Sigma), one)
        : new(data, ForwardModel.Of<GaussianPrecisionPeak>().Repeat(peaks), GaussianNoise.Known(Sigma), one.Repeat(peaks));

    private static double Peak(double x, double center) => Math.Exp(-0.5 * Precision * (x - center) * (x - center));

    private static double LogLikelihood(Measurement data, Func<double, double> prediction) =>
        data.X.Zip(data.Y).Sum(point => MathNormal.PDFLn(prediction(point.First), Sigma, point.Second));
}
