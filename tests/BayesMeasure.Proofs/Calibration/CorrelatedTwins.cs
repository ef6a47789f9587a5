using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Proofs.Calibration;

/// <summary>A constant in correlated noise, measured on an uneven axis, and its likelihood with one fault each.</summary>
internal static class CorrelatedTwins
{
    /// <summary>The prior of a correlation length that is worth some points.</summary>
    public static Prior Length => new() { [CorrelatedNoise.LengthName] = Prior.LogUniform(0.1, 4) };

    /// <summary>What the library has.</summary>
    public static CalibrationProblem Right { get; } = new(
        ForwardModel.Of<ConstantBackground>(),
        new Prior { ["offset"] = Prior.Normal(0, 1), [GaussianNoise.LevelName] = Prior.LogUniform(0.05, 0.5) } + Length)
    {
        OtherNoise = CorrelatedNoise.Exponential(GaussianNoise.Unknown),
        X = [.. Enumerable.Range(0, 25).Select(i => 0.1 * i + 0.004 * i * i)],
    };

    /// <summary>The same with a wrong likelihood.</summary>
    public static CalibrationProblem With(CorrelatedFault fault) => Right with
    {
        Asked = posterior => new LogLikelihoodTarget(posterior.Prior, values => LogLikelihood(posterior, values, fault)),
    };

    private static double LogLikelihood(Posterior posterior, ReadOnlySpan<double> values, CorrelatedFault fault)
    {
        (double offset, double level, double length) = (values[0], values[1], values[2]);
        IReadOnlyList<double> x = posterior.Measurement.X;
        double sum = 0;
        double before = 0;
        for (int i = 0; i < x.Count; i++)
        {
            double gap = fault == CorrelatedFault.LengthInPoints ? 1 : x[i] - x[Math.Max(0, i - 1)];
            bool isFree = i == 0 && fault != CorrelatedFault.FirstPointConditional;
            double rho = isFree ? 0 : Math.Exp(-(i == 0 ? x[1] - x[0] : gap) / length);
            double residual = posterior.Measurement.Y[i] - offset;
            double deviation = level * Math.Sqrt(1 - rho * rho);
            sum += Normal.PDFLn(rho * before, deviation, residual)
                + (fault == CorrelatedFault.DeterminantForgotten ? Math.Log(deviation / level) : 0);
            before = residual;
        }

        return sum;
    }
}

/// <summary>What can be wrong with a likelihood of correlated noise.</summary>
public enum CorrelatedFault
{
    /// <summary>ln |R| is left out.</summary>
    DeterminantForgotten,

    /// <summary>The first point, which nothing precedes, has the variance of those that follow.</summary>
    FirstPointConditional,

    /// <summary>The distance of neighbours is 1, whatever x is.</summary>
    LengthInPoints,
}
