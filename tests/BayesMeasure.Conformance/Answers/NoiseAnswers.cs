using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using MathNet.Numerics;
using MathNormal = MathNet.Numerics.Distributions.Normal;
using MathPoisson = MathNet.Numerics.Distributions.Poisson;
using MathStudent = MathNet.Numerics.Distributions.StudentT;

namespace BayesMeasure.Conformance.Answers;

/// <summary>A constant, or nothing at all, in every noise that there is.</summary>
internal static class NoiseAnswers
{
    private static readonly Measurement Data = Curve.Of(14, _ => 0.6, 0.3);

    private static readonly Measurement WithSigma = Curve.Of(14, _ => 0.6, 0.3, i => 0.05 + 0.02 * i);

    private static readonly Measurement Counts = Curve.OfCounts(12, _ => 3);

    private static ForwardModel Constant => ForwardModel.Of<ConstantBackground>();

    /// <summary>K = 0 and known noise: there is nothing to find, and log Z is the log likelihood.</summary>
    public static KnownAnswer Nothing() => new(
        new(Data, ForwardModel.Zero, GaussianNoise.Known(0.5), new()), Gaussian(0, 0.5), [], []);

    public static KnownAnswer NothingInUnknownNoise() => Quadrature.Of(
        new(Data, ForwardModel.Zero, GaussianNoise.Unknown, new() { ["noise"] = Prior.LogUniform(0.05, 5) }),
        point => Gaussian(0, point[0]),
        Axis.Between(0.2, 5));

    public static KnownAnswer UniformPrior() => Quadrature.Of(
        new(Data, Constant, GaussianNoise.Known(0.3), new() { ["offset"] = Prior.Uniform(0.55, 4) }),
        point => Gaussian(point[0], 0.3),
        Axis.Between(0.55, 1.5));

    public static KnownAnswer UnknownLevel() => Quadrature.Of(
        new(Data, Constant, GaussianNoise.Unknown, new()
        {
            ["offset"] = Prior.Normal(0, 2),
            ["noise"] = Prior.LogUniform(0.05, 5),
        }),
        point => Gaussian(point[0], point[1]),
        Axis.Between(-1, 2.2),
        Axis.Between(0.1, 2));

    public static KnownAnswer IntegratedLevel() => Quadrature.Of(
        new(Data, Constant, new JeffreysNoise(), new() { ["offset"] = Prior.Uniform(-2, 2) }),
        point => SpecialFunctions.GammaLn(0.5 * Data.Count)
            - 0.5 * Data.Count * Math.Log(Math.PI * Data.Y.Sum(y => Math.Pow(y - point[0], 2))),
        Axis.Between(-0.6, 1.8));

    public static KnownAnswer Jitter() => Quadrature.Of(
        new(WithSigma, Constant, new JitterNoise(), new()
        {
            ["offset"] = Prior.Normal(0, 2),
            ["jitter"] = Prior.Uniform(0, 2),
        }),
        point => WithSigma.Y.Select((y, i) => MathNormal.PDFLn(
            point[0], Math.Sqrt(Math.Pow(WithSigma.Sigma!.Value[i], 2) + point[1] * point[1]), y)).Sum(),
        Axis.Between(-1, 2.2),
        Axis.Between(0, 2));

    public static KnownAnswer Student() => Quadrature.Of(
        new(Data, Constant, StudentNoise.Known(0.3, 3), new() { ["offset"] = Prior.Normal(0, 2) }),
        point => Student(point[0], 0.3, 3),
        Axis.Between(-0.5, 1.7));

    public static KnownAnswer StudentOfUnknownTail() => Quadrature.Of(
        new(
            Data,
            Constant,
            StudentNoise.Known(0.3),
            new() { ["offset"] = Prior.Fixed(0.6), ["degrees of freedom"] = Prior.LogUniform(1, 50) }),
        point => Student(0.6, 0.3, point[0]),
        Axis.Between(1, 50));

    public static KnownAnswer StudentOfUnknownLevel() => Quadrature.Of(
        new(Data, Constant, StudentNoise.Unknown(4), new()
        {
            ["offset"] = Prior.Normal(0, 2),
            ["noise"] = Prior.LogUniform(0.05, 5),
        }),
        point => Student(point[0], point[1], 4),
        Axis.Between(-1, 2.2),
        Axis.Between(0.05, 2));

    public static KnownAnswer StudentOfUnknownLevelAndTail() => Quadrature.Of(
        new(
            Data,
            Constant,
            StudentNoise.Unknown(),
            new()
            {
                ["offset"] = Prior.Fixed(0.6),
                ["noise"] = Prior.LogUniform(0.05, 5),
                ["degrees of freedom"] = Prior.LogUniform(1, 50),
            }),
        point => Student(0.6, point[0], point[1]),
        Axis.Between(0.05, 2),
        Axis.Between(1, 50));

    /// <summary>The conjugate pair: Z = b^a / Gamma(a) Gamma(a + N) / (b + n T)^(a + N) prod T^y / y! for N = sum y.</summary>
    public static KnownAnswer Rate() => GammaRate(PoissonNoise.Counts, 1);

    public static KnownAnswer RateOfAnExposure() => GammaRate(PoissonNoise.WithExposure(2.5), 2.5);

    /// <summary>Negative rates are impossible: their likelihood is 0, and only the rung of the prior visits them.</summary>
    public static KnownAnswer RateOfImpossiblePrior() => Quadrature.Of(
        new(Counts, Constant, PoissonNoise.Counts, new() { ["offset"] = Prior.Uniform(-2, 8) }),
        point => Counts.Y.Sum(y => MathPoisson.PMFLn(point[0], (int)y)),
        Axis.Between(0.5, 8));

    private static KnownAnswer GammaRate(NoiseModel noise, double exposure)
    {
        const double Shape = 2;
        const double Rate = 0.5;
        double shape = Shape + Counts.Y.Sum();
        double rate = Rate + Counts.Count * exposure;
        double logEvidence = Shape * Math.Log(Rate) - SpecialFunctions.GammaLn(Shape)
            + SpecialFunctions.GammaLn(shape) - shape * Math.Log(rate)
            + Counts.Y.Sum(y => y * Math.Log(exposure) - SpecialFunctions.FactorialLn((int)y));
        var posterior = new Posterior(Counts, Constant, noise, new() { ["offset"] = Prior.Gamma(Shape, Rate) });
        return new(posterior, logEvidence, [shape / rate], [Math.Sqrt(shape) / rate]);
    }

    private static double Gaussian(double mean, double sigma) => Data.Y.Sum(y => MathNormal.PDFLn(mean, sigma, y));

    private static double Student(double location, double level, double tail) =>
        Data.Y.Sum(y => MathStudent.PDFLn(location, level, tail, y));
}
