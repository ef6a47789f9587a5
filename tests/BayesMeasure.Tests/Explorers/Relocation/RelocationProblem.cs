using BayesMeasure.Explorers;
using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Models.Backgrounds;
using BayesMeasure.Models.Moessbauer;
using BayesMeasure.Models.Peaks;
using BayesMeasure.Models.Relaxation;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Tests.Numerics;

namespace BayesMeasure.Tests.Explorers.Relocation;

/// <summary>
/// Components of other kinds, with three and more parameters of their shapes, under each noise and on grids of all sorts, in one
/// curve and in several: what an explorer of components must leave as it is.
/// </summary>
/// <param name="Prior">The prior.</param>
/// <param name="Parts">Where is measured, with which model and noise; values do not matter.</param>
internal sealed record RelocationProblem(Prior Prior, params IReadOnlyList<JointPart> Parts)
{
    private const int Sweeps = 6;

    public static IReadOnlyDictionary<string, RelocationProblem> All { get; } = new Dictionary<string, RelocationProblem>
    {
        ["a lone pseudo-Voigt peak in counts"] = Alone(
            [-1.5, -0.9, -0.5, -0.3, -0.2, 0, 0.1, 0.15, 0.6, 1.4],
            ForwardModel.Of<PseudoVoigtPeak>() + ForwardModel.Of<ConstantBackground>(),
            PoissonNoise.WithExposure(1.5),
            new()
            {
                ["amplitude"] = Prior.Gamma(3, 0.2),
                ["width"] = Prior.LogUniform(0.1, 2),
                ["mixing"] = Prior.Beta(2, 3),
                ["center"] = Prior.Uniform(-1, 1),
                ["offset"] = Prior.Uniform(1, 4),
            }),
        ["two stretched decays with outliers"] = Alone(
            [0.01, 0.03, 0.1, 0.3, 0.6, 1, 2, 4, 7, 12],
            ForwardModel.Of<StretchedDecay>().Repeat(2),
            StudentNoise.Unknown(3),
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 2),
                ["rate"] = Prior.LogUniform(0.1, 20),
                ["stretching"] = Prior.Uniform(0.4, 1),
            }.Repeat(2) + new Prior { ["noise"] = Prior.LogUniform(0.03, 0.5) }),
        ["a sextet of unknown noise"] = Alone(
            [.. Enumerable.Range(0, 24).Select(i => -8 + 0.69 * i)],
            ForwardModel.Of<MoessbauerSextet>(),
            GaussianNoise.Unknown,
            new()
            {
                ["area"] = Prior.HalfNormal(3),
                ["fraction"] = Prior.Fixed(1),
                ["width"] = Prior.LogUniform(0.3, 1),
                ["shift"] = Prior.Normal(0, 0.5),
                ["field"] = Prior.Uniform(10, 45),
                ["quadrupole"] = Prior.Normal(0, 0.2),
                ["ratio"] = Prior.Uniform(0, 4),
                ["noise"] = Prior.HalfNormal(0.5),
            }),
        ["two lines of either sign"] = Alone(
            [-1.4, -1, -0.6, -0.3, 0, 0.2, 0.5, 0.9, 1.3],
            ForwardModel.Of<LorentzianPeak>().Repeat(2),
            GaussianNoise.Known(0.3),
            new Prior
            {
                ["amplitude"] = Prior.Normal(0.2, 1),
                ["width"] = Prior.LogNormal(-1, 0.5),
                ["center"] = Prior.TruncatedNormal(0, 1, -1.2, 1.2),
            }.Repeat(2)),
        ["two peaks of unknown noise"] = Alone(
            [-1.5, -1, -0.5, -0.1, 0.3, 0.7, 1.1, 1.6],
            ForwardModel.Of<GaussianPeak>().Repeat(2),
            GaussianNoise.Unknown,
            new Prior
            {
                ["amplitude"] = Prior.LogUniform(0.1, 10),
                ["width"] = Prior.LogUniform(0.2, 2),
                ["center"] = Prior.Uniform(-1, 1),
            }.Repeat(2) + new Prior { ["noise"] = Prior.LogUniform(0.05, 2) }),
        ["two decays with lifetimes"] = Alone(
            [0.01, 0.03, 0.1, 0.3, 0.6, 1, 2, 4, 7, 12],
            ForwardModel.Of<StretchedDecay>().Repeat(2),
            GaussianNoise.Unknown,
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 2),
                ["lifetime"] = Prior.LogUniform(0.05, 10),
                ["rate"] = Prior.LinkedTo(["lifetime"], p => 1 / p[0]),
                ["stretching"] = Prior.TiedTo("half", 2),
                ["half"] = Prior.Uniform(0.2, 0.5),
            }.Repeat(2) + new Prior { ["noise"] = Prior.LogUniform(0.03, 0.5) }),
        ["two lines in two spectra, each with its amplitudes"] = new(
            new Prior { ["width"] = Prior.LogUniform(0.2, 2), ["center"] = Prior.Uniform(-1, 1) }.Repeat(2)
                + new Prior { ["amplitude"] = Prior.Gamma(2, 1) }.Repeat(2).Labelled("A", "B")
                + new Prior { ["offset"] = Prior.Uniform(1, 4), ["noise"] = Prior.LogUniform(0.05, 2) },
            Part(
                "A",
                [-1.4, -1, -0.6, -0.3, 0, 0.2, 0.5, 0.9, 1.3],
                ForwardModel.Of<LorentzianPeak>().Repeat(2),
                GaussianNoise.Unknown),
            Part(
                "B",
                [-1.5, -0.8, -0.1, 0.1, 0.4, 0.8, 1.4],
                ForwardModel.Of<GaussianPeak>().Repeat(2) + ForwardModel.Of<ConstantBackground>(),
                PoissonNoise.WithExposure(1.5))),
        ["two peaks in two spectra of one level, which a third has too"] = new(
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 4),
                ["width"] = Prior.LogUniform(0.2, 2),
                ["center"] = Prior.Uniform(-1, 1),
            }.Repeat(2) + new Prior { ["offset"] = Prior.Uniform(-1, 1), ["noise"] = Prior.LogUniform(0.05, 2) },
            Part("A", [-1.5, -1, -0.5, -0.1, 0.3, 0.7], ForwardModel.Of<GaussianPeak>().Repeat(2), GaussianNoise.Unknown),
            Part("B", [-0.7, 0.1, 0.4, 1.1, 1.6], ForwardModel.Of<LorentzianPeak>().Repeat(2), GaussianNoise.Unknown),
            Part("C", [-1, 0, 1], ForwardModel.Of<ConstantBackground>(), GaussianNoise.Unknown)),
    };

    /// <summary>
    /// Geweke's test (2004) in independent replicates: parameters from the prior, data from the parameters, a walk in the
    /// posterior of these data, and the ends against the prior.
    /// </summary>
    /// <param name="explorer">What walks.</param>
    /// <param name="replicates">The number of replicates.</param>
    /// <returns>The smallest significance of a parameter, and the part of the moves that went anywhere.</returns>
    public (double Significance, double Moved) Test(Explorer explorer, int replicates)
    {
        var random = new RandomStream(37, 0, 0);
        ITarget empty = WithoutSignal();
        double[][] ends = [.. empty.Parameters.Select(_ => new double[replicates])];
        int moved = 0;
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            random.BeginSweep(replicate);
            double[] start = [.. empty.Parameters.Select(parameter => parameter.Prior.Draw(random))];
            ITarget posterior = PosteriorOf([.. empty.Curves.Select(curve => Simulate(curve, start, random))]);
            var replica = new Replica(posterior);
            replica.Restore(start, [.. start.Select((value, i) => empty.Parameters[i].Prior.ToCoordinate(value))]);
            RungExplorer rung = explorer.CreateRung(posterior);
            for (int sweep = 0; sweep < Sweeps; sweep++)
            {
                double before = replica.LogLikelihood;
                rung.Explore(replica, new(sweep, 1, random, 0));
                moved += replica.LogLikelihood == before ? 0 : 1;
            }

            for (int i = 0; i < ends.Length; i++)
            {
                ends[i][replicate] = replica.Values[i];
            }
        }

        double significance = ends.Select((end, i) =>
            KolmogorovSmirnov.Significance(end, empty.Parameters[i].Prior.CumulativeProbability)).Min();
        return (significance, (double)moved / (replicates * Sweeps));
    }

    /// <summary>The posterior of data that are 0 everywhere.</summary>
    public ITarget WithoutSignal() => PosteriorOf([.. Parts.Select(part => part.Measurement)]);

    private static RelocationProblem Alone(double[] x, ForwardModel model, NoiseModel noise, Prior prior) =>
        new(prior, Part("alone", x, model, noise));

    private static JointPart Part(string name, double[] x, ForwardModel model, NoiseModel noise) =>
        new(name, new(x, new double[x.Length]), model, noise);

    private static Measurement Simulate(MeasuredCurve curve, double[] start, RandomStream random)
    {
        Posterior posterior = curve.Posterior;
        double[] values = curve.ValuesOf(start);
        double[] prediction = posterior.Predict(values, posterior.Measurement.X.AsSpan());
        return posterior.Noise.Simulate(posterior.Measurement, prediction, posterior.NoiseParametersOf(values), random);
    }

    private ITarget PosteriorOf(Measurement[] measurements) => Parts is [var part]
        ? new Posterior(measurements[0], part.Model, part.Noise, Prior)
        : new JointPosterior(Prior, [.. Parts.Zip(measurements, (part, measured) => part with { Measurement = measured })]);
}
