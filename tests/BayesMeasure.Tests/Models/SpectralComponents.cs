using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Edges;
using BayesMeasure.Models.Peaks;
using MathNet.Numerics;

namespace BayesMeasure.Tests.Models;

/// <summary>The peaks, edges and backgrounds of spectra, each with its formula as textbooks write it.</summary>
internal static class SpectralComponents
{
    private static readonly double Ln2 = Math.Log(2);
    private static readonly (double, double) Height = (0.3, 3), Width = (0.3, 2), Center = (-1, 1);
    private static readonly (double, double) Share = (0, 1), Skew = (-0.8, 0.8);

    /// <summary>Peaks of one line.</summary>
    public static IReadOnlyDictionary<string, ComponentCase> Peaks { get; } = new Dictionary<string, ComponentCase>
    {
        ["Gaussian"] = new ComponentCaseOf<GaussianPrecisionPeak>(
            (x, p) => p[0] * Math.Exp(-0.5 * p[1] * (x - p[2]) * (x - p[2])), Height, (0.2, 4), Center),
        ["Gaussian width"] = new ComponentCaseOf<GaussianPeak>(
            (x, p) => p[0] * Gauss(x - p[2], p[1]), Height, Width, Center),
        ["Lorentzian"] = new ComponentCaseOf<LorentzianPeak>((x, p) => p[0] * Lorentz(x - p[2], p[1]), Height, Width, Center),
        ["pseudo-Voigt"] = new ComponentCaseOf<PseudoVoigtPeak>(PseudoVoigt, Height, Width, Share, Center),
        ["Voigt"] = new ComponentCaseOf<VoigtPeak>(
            (x, p) => p[0] * Convolution(x - p[3], p[1], p[2]) / Convolution(0, p[1], p[2]), Height, Width, Width, Center),
        ["Pearson VII"] = new ComponentCaseOf<PearsonPeak>(Pearson, Height, Width, (0.8, 9), Center),
        ["Doniach-Sunjic, binding energy"] = new ComponentCaseOf<DoniachSunjicPeak>(
            DoniachSunjic, Height, Width, (0.02, 0.6), Center),
        ["Doniach-Sunjic, kinetic energy"] = new ComponentCaseOf<DoniachSunjicPeak>(
            (x, p) => DoniachSunjic(2 * p[3] - x, [p[0], p[1], -p[2], p[3]]), Height, Width, (-0.6, -0.02), Center),
        ["sigmoidal"] = new ComponentCaseOf<SigmoidalPeak>(Sigmoidal, Height, Width, Share, (-0.8, 0.8), Center),
        ["exponentially modified"] = new ComponentCaseOf<ExponentiallyModifiedGaussianPeak>(
            (x, p) => Modified(x - p[3], p), Height, (0.8, 2), (0.3, 2), Center),
        ["exponentially modified, to the left"] = new ComponentCaseOf<ExponentiallyModifiedGaussianPeak>(
            (x, p) => Modified(p[3] - x, [p[0], p[1], -p[2]]), Height, (0.8, 2), (-2, -0.3), Center),
        ["split pseudo-Voigt"] = new ComponentCaseOf<SplitPeak<PseudoVoigtPeak>>(
            (x, p) => PseudoVoigt(x, [p[1], p[2] * (x < p[4] ? 1 - p[0] : 1 + p[0]), p[3], p[4]]), Skew, Height, Width, Share,
            Center),
        ["split Pearson VII"] = new ComponentCaseOf<SplitPeak<PearsonPeak>>(
            (x, p) => Pearson(x, [p[1], p[2] * (x < p[4] ? 1 - p[0] : 1 + p[0]), p[3], p[4]]), Skew, Height, Width, (0.8, 9),
            Center),
    };

    /// <summary>What is more than one peak, or none.</summary>
    public static IReadOnlyDictionary<string, ComponentCase> Others { get; } = new Dictionary<string, ComponentCase>
    {
        ["doublet"] = new ComponentCaseOf<Doublet<LorentzianPeak>>(
            (x, p) => p[3] * (Lorentz(x - p[5], p[4]) + p[1] / p[2] * Lorentz(x - p[5] - p[0], p[2] * p[4])),
            (-3, 3), (0.2, 1), (0.5, 2), Height, Width, Center),
        ["doublet of split peaks"] = new ComponentCaseOf<Doublet<SplitPeak<GaussianPeak>>>(
            (x, p) => p[4] * (Split(x - p[6], p[5], p[3]) + p[1] / p[2] * Split(x - p[6] - p[0], p[2] * p[5], p[3])),
            (-3, 3), (0.2, 1), (0.5, 2), Skew, Height, Width, Center),
        ["pseudo-Voigt on its step"] = new ComponentCaseOf<WithShirleyStep<PseudoVoigtPeak>>(
            (x, p) => PseudoVoigt(x, p[1..]) + p[0] * Below(x, p), (0.01, 0.3), Height, Width, Share, Center),
        ["pseudo-Voigt on its step, kinetic energy"] = new ComponentCaseOf<WithShirleyStep<PseudoVoigtPeak>>(
            (x, p) => PseudoVoigt(x, p[1..]) - p[0] * Below(2 * p[4] - x, p), (-0.3, -0.01), Height, Width, Share, Center),
        ["precision Gaussian on its step"] = new ComponentCaseOf<WithShirleyStep<GaussianPrecisionPeak>>(
            (x, p) => p[1] * Math.Exp(-0.5 * p[2] * (x - p[3]) * (x - p[3]))
                + p[0] * p[1] * Math.Sqrt(Math.PI / 2 / p[2]) * (1 + SpecialFunctions.Erf(Math.Sqrt(p[2] / 2) * (x - p[3]))),
            (0.01, 0.3), Height, (0.2, 4), Center),
        ["arctan edge"] = new ComponentCaseOf<ArctanEdge>(
            (x, p) => p[0] * (0.5 + Math.Atan((x - p[2]) / (p[1] / 2)) / Math.PI), Height, Width, Center),
        ["erf edge"] = new ComponentCaseOf<ErfEdge>(
            (x, p) => p[0] / 2 * SpecialFunctions.Erfc(-2 * Math.Sqrt(Ln2) * (x - p[2]) / p[1]), Height, Width, Center),
        ["exponential background"] = new ComponentCaseOf<ExponentialBackground>(
            (x, p) => p[0] * Math.Exp(-p[1] * (x - p[2])), Height, (-1, 1), Center),
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, ComponentCase> All { get; } = Peaks.Concat(Others).ToDictionary();

    private static double Gauss(double d, double width) => Math.Pow(2, -4 * d * d / (width * width));

    private static double Lorentz(double d, double width) => width * width / (width * width + 4 * d * d);

    private static double Split(double d, double width, double skew) => Gauss(d, width * (d < 0 ? 1 - skew : 1 + skew));

    private static double PseudoVoigt(double x, double[] p) =>
        p[0] * (p[2] * Lorentz(x - p[3], p[1]) + (1 - p[2]) * Gauss(x - p[3], p[1]));

    private static double Pearson(double x, double[] p) =>
        p[0] / Math.Pow(1 + 4 * (Math.Pow(2, 1 / p[2]) - 1) * (x - p[3]) * (x - p[3]) / (p[1] * p[1]), p[2]);

    /// <summary>
    /// The formula of Doniach and Sunjic on an axis of binding energy, over its maximum at gamma cot(pi/(2 - alpha)).
    /// </summary>
    private static double DoniachSunjic(double x, double[] p)
    {
        (double gamma, double alpha) = (p[1] / 2, p[2]);
        double Line(double energy) => Math.Cos(Math.PI * alpha / 2 + (1 - alpha) * Math.Atan(energy / gamma))
            / Math.Pow(energy * energy + gamma * gamma, (1 - alpha) / 2);
        return p[0] * Line(p[3] - x) / Line(gamma / Math.Tan(Math.PI / (2 - alpha)));
    }

    private static double Sigmoidal(double x, double[] p)
    {
        double d = x - p[4];
        double width = 2 * p[1] / (1 + Math.Exp(-p[3] * d));
        return p[0] * p[1] / width * (p[2] * Lorentz(d, width) + (1 - p[2]) * Gauss(d, width));
    }

    private static double Modified(double d, double[] p)
    {
        (double sigma, double tau) = (p[1] / Math.Sqrt(8 * Ln2), p[2]);
        return p[0] / (2 * tau) * Math.Exp(sigma * sigma / (2 * tau * tau) - d / tau)
            * SpecialFunctions.Erfc((sigma / tau - d / sigma) / Math.Sqrt(2));
    }

    /// <summary>The area of a pseudo-Voigt peak with a step below x.</summary>
    private static double Below(double x, double[] p)
    {
        double t = (x - p[4]) / p[2];
        double gauss = Math.Sqrt(Math.PI / Ln2) / 4 * SpecialFunctions.Erfc(-2 * Math.Sqrt(Ln2) * t);
        return p[1] * p[2] * (p[3] * (Math.PI / 4 + Math.Atan(2 * t) / 2) + (1 - p[3]) * gauss);
    }

    /// <summary>A Gaussian and a Lorentzian, folded by a trapezoidal rule that is fine enough for both.</summary>
    private static double Convolution(double d, double gaussianWidth, double lorentzianWidth)
    {
        double step = Math.Min(gaussianWidth / 24, lorentzianWidth / 12);
        int reach = (int)(3.7 * gaussianWidth / step);
        return Enumerable.Range(-reach, 2 * reach + 1)
            .Sum(k => step * Gauss(k * step, gaussianWidth) * Lorentz(d - k * step, lorentzianWidth));
    }
}
