using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace BayesMeasure.Tests.Priors;

/// <summary>A distribution beside what Math.NET says about it.</summary>
/// <param name="Distribution">The distribution under test.</param>
/// <param name="Density">The density by Math.NET, or by a formula made of its parts.</param>
/// <param name="Cumulative">The cumulative probability, likewise.</param>
internal sealed record DistributionCase(
    Distribution Distribution, Func<double, double> Density, Func<double, double> Cumulative)
{
    public static IReadOnlyList<DistributionCase> All { get; } =
    [
        Of(Prior.Uniform(-2, 5), new ContinuousUniform(-2, 5)),
        Of(Prior.Normal(1.5, 0.447), new Normal(1.5, 0.447)),
        Of(Prior.LogNormal(-1, 0.5), new LogNormal(-1, 0.5)),
        Of(Prior.LogNormal(3, 1.2), new LogNormal(3, 1.2)),
        Of(Prior.Gamma(5, 0.04), new Gamma(5, 0.04)),
        Of(Prior.Gamma(1, 2), new Gamma(1, 2)),
        Of(Prior.Gamma(0.5, 3), new Gamma(0.5, 3)),
        Of(Prior.Beta(2, 5), new Beta(2, 5)),
        Of(Prior.Beta(0.5, 0.5), new Beta(0.5, 0.5)),
        Of(Prior.Beta(8, 1.5), new Beta(8, 1.5)),
        Of(Prior.Exponential(0.7), new Exponential(0.7)),
        new(Prior.HalfNormal(2), x => 2 * MathNet.Numerics.Distributions.Normal.PDF(0, 2, x), HalfNormalProbability),
        new(Prior.LogUniform(0.01, 100), x => 1 / (x * Math.Log(1e4)), x => Math.Log(x / 0.01) / Math.Log(1e4)),
        Truncated(1, 2, -1, 4),
        Truncated(0, 1, -1, 0.5),
        Truncated(0, 1, 1, 3),
        Truncated(3, 2, double.NegativeInfinity, 1),
        Truncated(0, 1, 8, 9),
        Truncated(0, 1, -9, -8),
        Truncated(0, 1, 5, double.PositiveInfinity),
    ];

    private static DistributionCase Of(Distribution distribution, IContinuousDistribution oracle) =>
        new(distribution, oracle.Density, oracle.CumulativeDistribution);

    private static double HalfNormalProbability(double x) => SpecialFunctions.Erf(x / (2 * Math.Sqrt(2)));

    private static DistributionCase Truncated(double mean, double deviation, double minimum, double maximum)
    {
        double Tail(double x) => 0.5 * SpecialFunctions.Erfc((x - mean) / (deviation * Math.Sqrt(2)));
        double Head(double x) => 0.5 * SpecialFunctions.Erfc((mean - x) / (deviation * Math.Sqrt(2)));
        bool isUpper = minimum > mean;
        double Mass(double from, double to) => isUpper ? Tail(from) - Tail(to) : Head(to) - Head(from);
        double whole = Mass(minimum, maximum);
        return new(
            Prior.TruncatedNormal(mean, deviation, minimum, maximum),
            x => MathNet.Numerics.Distributions.Normal.PDF(mean, deviation, x) / whole,
            x => Mass(minimum, x) / whole);
    }
}
