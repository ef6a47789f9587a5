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
/// Components of other kinds, with three and more parameters of their shapes, under each noise and on grids of all sorts: what an
/// explorer of components must leave as it is.
/// </summary>
/// <param name="X">Where is measured.</param>
/// <param name="Model">The model.</param>
/// <param name="Noise">The noise.</param>
/// <param name="Prior">The prior.</param>
internal sealed record RelocationProblem(double[] X, ForwardModel Model, NoiseModel Noise, Prior Prior)
{
    private const int Sweeps = 6;

    public static IReadOnlyDictionary<string, RelocationProblem> All { get; } = new Dictionary<string, RelocationProblem>
    {
        ["a lone pseudo-Voigt peak in counts"] = new(
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
        ["two stretched decays with outliers"] = new(
            [0.01, 0.03, 0.1, 0.3, 0.6, 1, 2, 4, 7, 12],
            ForwardModel.Of<StretchedDecay>().Repeat(2),
            StudentNoise.Unknown(3),
            new Prior
            {
                ["amplitude"] = Prior.Uniform(0, 2),
                ["rate"] = Prior.LogUniform(0.1, 20),
                ["stretching"] = Prior.Uniform(0.4, 1),
            }.Repeat(2) + new Prior { ["noise"] = Prior.LogUniform(0.03, 0.5) }),
        ["a sextet of unknown noise"] = new(
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
        ["two lines of either sign"] = new(
            [-1.4, -1, -0.6, -0.3, 0, 0.2, 0.5, 0.9, 1.3],
            ForwardModel.Of<LorentzianPeak>().Repeat(2),
            GaussianNoise.Known(0.3),
            new Prior
            {
                ["amplitude"] = Prior.Normal(0.2, 1),
                ["width"] = Prior.LogNormal(-1, 0.5),
                ["center"] = Prior.TruncatedNormal(0, 1, -1.2, 1.2),
            }.Repeat(2)),
        ["two peaks of unknown noise"] = new(
            [-1.5, -1, -0.5, -0.1, 0.3, 0.7, 1.1, 1.6],
            ForwardModel.Of<GaussianPeak>().Repeat(2),
            GaussianNoise.Unknown,
            new Prior
            {
                ["amplitude"] = Prior.LogUniform(0.1, 10),
                ["width"] = Prior.LogUniform(0.2, 2),
                ["center"] = Prior.Uniform(-1, 1),
            }.Repeat(2) + new Prior { ["noise"] = Prior.LogUniform(0.05, 2) }),
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
        Posterior empty = WithoutSignal();
        double[][] ends = [.. empty.Parameters.Select(_ => new double[replicates])];
        int moved = 0;
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            random.BeginSweep(replicate);
            double[] start = [.. empty.Parameters.Select(parameter => parameter.Prior.Draw(random))];
            double[] prediction = empty.Predict(start, X);
            Posterior posterior = PosteriorOf(
                Noise.Simulate(empty.Measurement, prediction, empty.NoiseParametersOf(start), random));
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
    public Posterior WithoutSignal() => PosteriorOf(new(X, new double[X.Length]));

    private Posterior PosteriorOf(Measurement measurement) => new(measurement, Model, Noise, Prior);
}
